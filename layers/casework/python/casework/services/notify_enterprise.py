"""Tell an enterprise how its case stands, by the way that it chose, in contact hours.

Each attempt is counted in the message's record before it is made, and the record comes back through
the due index, so nothing is lost wherever it fails and no two attempts are made at once. A crash
between sending and recording sends the message once more, under the same id.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from casework.domain.enterprise_contact import chosen_recipient, in_place_of, recipient_by
from casework.domain.enterprise_messages import (
    DeliveryState,
    DeliveryStep,
    EnterpriseDelivery,
    GatewayUnavailableError,
    NotDeliverableError,
    is_superseded,
    message_of,
)
from casework.domain.errors import NotFoundError
from casework.domain.events import Actor, ActorKind
from casework.domain.lifecycle import perform
from casework.domain.message_policy import next_contact
from casework.domain.reach_events import NotReachedReason
from casework.domain.reaching import RecordNotReached
from casework.services.commanding import context_of
from casework.services.deciding_again import deciding_again

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from casework.channel_ports import EnterpriseMessages, EnterpriseNotifier, NewsWriter
    from casework.domain.case_file import CaseFile
    from casework.domain.enterprise_contact import Recipient
    from casework.domain.enterprise_messages import EnterpriseMessage
    from casework.domain.event_facts import Way
    from casework.domain.message_policy import MessagePolicy
    from casework.ports import CaseRepository, Configuration

NOTIFIER = Actor(ActorKind.PLATFORM, "enterprise_notification")
"""Who records that a message did not arrive."""


@dataclass(frozen=True, slots=True)
class Ports:
    """What telling takes; `ways` has those alone that this deployment offers."""

    cases: CaseRepository
    messages: EnterpriseMessages
    ways: Mapping[Way, EnterpriseNotifier]
    writer: NewsWriter
    configuration: Configuration


def notify_enterprise(
    event_type: str, detail: Mapping[str, Any], now: datetime, *, ports: Ports
) -> None:
    """React to an event as the bus shows it; however often it comes, it is told once.

    Where nobody wishes to be told, or is left to be, nothing is sent and nothing is kept. Raises
    StoreUnavailableError, or ConfigurationError: then the event has to come again.
    """
    message = message_of(event_type, detail)
    if message is None:
        return
    found = ports.messages.find(message.id)
    if found is not None:
        _Telling(found, found, now, ports).go_on()
        return
    recipient = chosen_recipient(ports.cases.file(message.case_id))
    if recipient is not None:
        _Telling(None, EnterpriseDelivery(message, recipient.way, now), now, ports).go_on()


def tell_enterprise(message_id: str, now: datetime, *, ports: Ports) -> None:
    """Go on with a message whose time has come; too early or again, it does nothing.

    Raises NotFoundError when there is no such message, else as `notify_enterprise`.
    """
    found = ports.messages.find(message_id)
    if found is None:
        raise NotFoundError
    _Telling(found, found, now, ports).go_on()


@dataclass(slots=True)
class _Telling:
    """One look at a message: `recorded` is what the store has of it."""

    recorded: EnterpriseDelivery | None
    delivery: EnterpriseDelivery
    now: datetime
    ports: Ports

    def go_on(self) -> None:
        """Send it, unless it ended, is not due yet, or waits for contact hours."""
        if self.delivery.state is not DeliveryState.WAITING or self.delivery.due > self.now:
            return
        contact_at = self._next_contact()
        if contact_at > self.now:
            self._becomes(due=contact_at)
            return
        file = self.ports.cases.file(self.message.case_id)
        recipient = recipient_by(self.delivery.way, file)
        if recipient is None:
            self._becomes(state=DeliveryState.DROPPED)
        elif is_superseded(self.message, file.events):
            self._becomes(state=DeliveryState.SUPERSEDED)
        elif self.delivery.attempts >= self._policy.attempts:
            self._not_reached(NotReachedReason.UNANSWERED)
        else:
            self._try(recipient, file)

    @property
    def message(self) -> EnterpriseMessage:
        """What the enterprise is told."""
        return self.delivery.message

    def _try(self, recipient: Recipient, file: CaseFile) -> None:
        """One attempt, counted first; who is not the first to count it leaves it to the other."""
        attempt = self.delivery.attempts + 1
        before = self.delivery
        if not self._becomes(attempts=attempt, due=self.now + self._policy.pause_after(attempt)):
            return
        try:
            self._send(recipient, file)
        except NotDeliverableError as refused:
            self._refused(refused.reason, file)
        except GatewayUnavailableError:
            if attempt == self._policy.attempts:
                self._not_reached(NotReachedReason.UNANSWERED)
        except Exception:
            self._becomes(attempts=before.attempts, due=before.due)
            raise
        else:
            self._becomes(state=DeliveryState.SENT)

    def _send(self, recipient: Recipient, file: CaseFile) -> None:
        way = self.ports.ways.get(recipient.way)
        if way is None:
            raise NotDeliverableError(NotReachedReason.NOT_OFFERED)
        way.send(self.ports.writer(self.message, file.case, self.now), recipient.address)

    def _refused(self, reason: NotReachedReason, file: CaseFile) -> None:
        """By another way, where there is one; else a person has to."""
        other = in_place_of(self.delivery.way, file, self.ports.ways.keys())
        if other is None:
            self._not_reached(reason)
        elif self._becomes(way=other.way, attempts=0, due=self.now):
            self.go_on()

    def _not_reached(self, reason: NotReachedReason) -> None:
        """The case says so from the same transaction on in which the message ends."""
        ended = replace(self.delivery, state=DeliveryState.NOT_REACHED)
        step = DeliveryStep(self.delivery, ended)

        def record() -> None:
            if self.ports.messages.find(self.message.id) != step.found:
                return
            case = self.ports.cases.get(self.message.case_id)
            name, configuration = f"tell:{self.message.id}", self.ports.configuration
            context = context_of(case, self.now, NOTIFIER, name, configuration)
            command = RecordNotReached(self.delivery.way, reason)
            change = perform(case, (command,), context)
            self.ports.cases.save(change, (), told=step)

        deciding_again(record)

    def _becomes(self, **changes: Any) -> bool:
        """Whether nobody was first to say what becomes of it."""
        becomes = replace(self.delivery, **changes)
        taken = self.ports.messages.take(DeliveryStep(self.recorded, becomes))
        if taken:
            self.recorded = self.delivery = becomes
        return taken

    def _next_contact(self) -> datetime:
        configuration = self.ports.configuration
        return next_contact(self.now, configuration.calendar(), self._policy.contact_hours)

    @property
    def _policy(self) -> MessagePolicy:
        return self.ports.configuration.message_policy()
