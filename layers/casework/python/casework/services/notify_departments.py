"""Tell departments what concerns them: systems at once, people in contact hours.

Nothing is lost wherever it fails, and what is sent twice bears the same message id: a message is
sent before it is recorded as sent, so a crash between the two sends it again. Until people have it
a message waits in the due index, and the hourly sweep brings it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casework.domain.errors import NotFoundError
from casework.domain.message_policy import next_contact
from casework.domain.message_text import word
from casework.domain.messages import Audience, Delivery, messages_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from casework.domain.messages import DepartmentMessage
    from casework.ports import Configuration, MessageStore, Notifier


def notify_departments(
    event_type: str,
    detail: Mapping[str, Any],
    now: datetime,
    *,
    messages: MessageStore,
    notifier: Notifier,
    configuration: Configuration,
) -> None:
    """React to an event as the bus shows it; however often it comes, each audience of each
    department is told once, unless a crash or another delivery came between telling and recording.

    Raises StoreUnavailableError, or ConfigurationError: then the event has to come again.
    """
    for message in messages_of(event_type, detail):
        delivery = messages.find(message.id)
        if delivery is None:
            _send(message, Audience.SYSTEMS, notifier, configuration)
            people_at = _next_contact(now, configuration)
            delivery = messages.add(Delivery(message, now, people_at))
        _tell(delivery, now, messages, notifier, configuration)


def tell_people(
    message_id: str,
    now: datetime,
    *,
    messages: MessageStore,
    notifier: Notifier,
    configuration: Configuration,
) -> None:
    """Send people the message that waited for contact hours; again, it does nothing.

    Raises NotFoundError when there is no such message, else as `notify_departments`.
    """
    delivery = messages.find(message_id)
    if delivery is None:
        raise NotFoundError
    _tell(delivery, now, messages, notifier, configuration)


def _tell(
    delivery: Delivery,
    now: datetime,
    messages: MessageStore,
    notifier: Notifier,
    configuration: Configuration,
) -> None:
    """Outside contact hours it waits for the next opening, though somebody already looked at it."""
    if delivery.sent_to_people_at is not None:
        return
    contact_at = _next_contact(now, configuration)
    if contact_at > now:
        if contact_at != delivery.people_at:
            messages.postpone(delivery.message.id, contact_at)
        return
    _send(delivery.message, Audience.PEOPLE, notifier, configuration)
    messages.told_people(delivery.message.id, now)


def _next_contact(now: datetime, configuration: Configuration) -> datetime:
    hours = configuration.message_policy().contact_hours
    return next_contact(now, configuration.calendar(), hours)


def _send(
    message: DepartmentMessage,
    audience: Audience,
    notifier: Notifier,
    configuration: Configuration,
) -> None:
    organisation = configuration.organisation()
    letters = configuration.letter_policy(message.policy)
    notifier.publish(word(message, organisation, letters), audience)
