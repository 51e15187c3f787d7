"""Who gets which department's messages, as operations of the registry desk: for programs, and as
its page.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from casework.entrypoints.desk import Answer, Desk, answer, signed_in
from casework.entrypoints.requests import SubscriptionBody
from casework.entrypoints.subscription_views import subscription_view
from casework.services.manage_subscriptions import (
    list_subscriptions,
    subscribe_department,
    try_subscription,
    unsubscribe,
)

if TYPE_CHECKING:
    from casework.domain.staff import StaffMember
    from casework.entrypoints.registry_console import RegistryConsole
    from casework.ports import Configuration, Notifier, StaffRegistry, Subscriptions


class SubscriptionPorts(Protocol):
    """What the operations need; `partition` is where addresses must be."""

    @property
    def staff(self) -> "StaffRegistry":
        """Who the people are."""

    @property
    def subscriptions(self) -> "Subscriptions":
        """Subscriptions of the departments."""

    @property
    def notifier(self) -> "Notifier":
        """What sends a test."""

    @property
    def configuration(self) -> "Configuration":
        """The organisation and how letters are worded."""

    @property
    def partition(self) -> str:
        """The partition of the deployment."""


def mount_subscriptions(
    app: Desk,
    ports: Callable[[], SubscriptionPorts],
    console: "Callable[[], RegistryConsole]",
    now: Callable[[], datetime],
) -> None:
    """Mount both; the ports are asked for when a request comes."""
    _mount_interface(app, ports, now)
    _mount_page(app, console)


def _mount_interface(
    app: Desk, ports: Callable[[], SubscriptionPorts], now: Callable[[], datetime]
) -> None:
    def member() -> "StaffMember":
        return signed_in(app.current_event, now(), registry=ports().staff)

    @app.get("/api/registry/subscriptions")
    def list_subscribed() -> Answer:
        """Who gets which department's messages; e-mail addresses masked."""
        found = list_subscriptions(member(), subscriptions=ports().subscriptions)
        return answer(200, {"subscriptions": [subscription_view(each) for each in found]})

    @app.post(
        "/api/registry/subscriptions",
        status_code=201,
        description="Has a department's messages sent to an address. Whoever owns the address is "
        "asked to confirm it; sent again, the same subscription and a new request to confirm.",
    )
    def subscribe(body: SubscriptionBody) -> Answer:
        """A subscription: people read e-mail, systems get JSON over HTTPS or from a queue."""
        made = subscribe_department(
            member(),
            body.department,
            (body.protocol, body.endpoint),
            ports().partition,
            subscriptions=ports().subscriptions,
            configuration=ports().configuration,
        )
        return answer(201, subscription_view(made))

    @app.post("/api/registry/subscriptions/<subscription_id>/test", status_code=202)
    def send_test(subscription_id: str) -> Answer:
        """Send a test message to this subscription alone; it is on its way when this answers."""
        sent = try_subscription(
            *(member(), subscription_id, now()),
            subscriptions=ports().subscriptions,
            notifier=ports().notifier,
            configuration=ports().configuration,
        )
        return answer(202, {"message_id": sent})

    @app.post("/api/registry/subscriptions/<subscription_id>/removal")
    def end_subscription(subscription_id: str) -> Answer:
        """End a subscription that is confirmed, or forget one that has ended."""
        unsubscribe(member(), subscription_id, now(), subscriptions=ports().subscriptions)
        return answer(200, {"id": subscription_id, "removed": True})


def _mount_page(app: Desk, console: "Callable[[], RegistryConsole]") -> None:
    @app.get("/desk/registry/subscriptions", include_in_schema=False)
    def show_subscriptions() -> Answer:
        """Who is told, by department."""
        return console().show_subscriptions(app.current_event)

    @app.post("/desk/registry/subscriptions", include_in_schema=False)
    def subscribe_by_form() -> Answer:
        """Have a department's messages sent to an address."""
        return console().subscribe(app.current_event)

    @app.post("/desk/registry/subscriptions/<subscription_id>/test", include_in_schema=False)
    def test_by_form(subscription_id: str) -> Answer:
        """Send a test message to one address."""
        return console().try_out(app.current_event, subscription_id)

    @app.post("/desk/registry/subscriptions/<subscription_id>/removal", include_in_schema=False)
    def end_by_form(subscription_id: str) -> Answer:
        """End a subscription, or clear one away that has ended."""
        return console().end(app.current_event, subscription_id)
