"""A subscription as the staff API shows it: the address masked, the ARN not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casework.domain.subscription import Subscription


def subscription_view(subscription: Subscription) -> dict[str, Any]:
    """Whose messages go where and how; `endpoint` is null once the subscription has ended."""
    return {
        "id": subscription.id,
        "department": subscription.department,
        "protocol": subscription.protocol,
        "audience": subscription.protocol.audience,
        "endpoint": subscription.shown or None,
        "state": subscription.state,
    }
