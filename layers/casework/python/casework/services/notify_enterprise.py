"""Tell an enterprise how its case stands, by the way that it chose, in contact hours.

Each attempt is counted in the message's record before it is made, and the record comes back through
the due index, so nothing is lost wherever it fails and no two attempts are made at once. A crash
between sending and recording sends the message once more, under the same id. Receipts of filings
have a quota a day and recipient, so that nobody can have a stranger flooded; what asks something or
says what a person did always goes out.
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
from casework.domain.quota import day_of, receipts_quota
from casework.domain.reach_events import NotReachedReason
from casework.domain.reaching import RecordNotReached
from casework.services.commanding import context_of
from casework.services.deciding_again import deciding_again

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from casework.channel_ports import (
        Counters,
        EnterpriseMessages,
        EnterpriseNotifier,
        NewsWriter,
    )
    from casework.domain.case_file import CaseFile
    from casework.domain.enterprise_contact import Recipient
    from casework.domain.enterprise_messages import EnterpriseMessage
    from casework.domain.event_facts import Way
    from casework.domain.message_policy import MessagePolicy
    from casework.domain.tokens import TokenMint
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
    counters: Counters
    mint: Callable[[], TokenMint]


def notify_enterprise(
    event_type: str, detail: Mapping[str, Any], now: datetime, *, ports: Ports
) -> bool:
    """React to an event as the bus shows it; however often it comes, it is told once.

    Where nobody wishes to be told, or is left to be, nothing is sent and nothing is kept. Returns
    whether the message was held back by a quota just now. Raises StoreUnavailableError, or
    ConfigurationError: then the event has to come again.
    """
    message = message_of(event_type, detail)
    if message is None:
        return False
    found = ports.messages.find(message.id)
    if found is not None:
        return _Telling(found, found, now, ports).go_on()
    file = ports.cases.file(message.case_id)
    recipient = chosen_recipient(file)
    if recipient is None:
        return False
    delivery = EnterpriseDelivery(message, recipient.way, now)
    return _Telling(None, delivery, now, ports).begin(recipient, file)


def tell_enterprise(message_id: str, now: datetime, *, ports: Ports) -> bool:
    """Go on with a message whose time has come; too early or again, it does nothing.

    Returns as `notify_enterprise`. Raises NotFoundError when there is no such message, else as
    `notify_enterprise`.
    """
    found = ports.messages.find(message_id)
    if found is None:
        raise NotFoundError
    return _Telling(found, found, now, ports).go_on()


@dataclass(slots=True)
class _Telling:
    """One look at a message: `recorded` is what the store has of it."""

    recorded: EnterpriseDelivery | None
    delivery: EnterpriseDelivery
    now: datetime
    ports: Ports

    def begin(self, recipient: Recipient, file: CaseFile) -> bool:
        """Count it for its recipient unless a later one says more, then as `go_on`. It is recorded
        right after; a crash or a copy between the two counts it twice, which costs a receipt.
        """
        if is_superseded(self.message, file.events) or self._has_room(recipient):
            return self.go_on()
        return self._becomes(state=DeliveryState.HELD_BACK)

    def go_on(self) -> bool:
        """Send it, unless it ended, is not due yet, or waits for contact hours; whether it was held
        back on the way.
        """
        if not self._is_due:
            return False
        self._look()
        return self.delivery.state is DeliveryState.HELD_BACK

    def _look(self) -> None:
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
        elif not self._has_room(other):
            self._becomes(state=DeliveryState.HELD_BACK)
        elif self._becomes(way=other.way, attempts=0, due=self.now):
            self.go_on()

    def _has_room(self, recipient: Recipient) -> bool:
        """Whether the recipient may have this one too: a receipt is counted, the rest is not."""
        if not self.message.kind.is_receipt:
            return True
        label = f"receipts-{recipient.way}-{day_of(self.now)}"
        digest = self.ports.mint().digest(label, recipient.address.casefold())
        quota = receipts_quota(digest, self._policy.receipts_a_day, self.now)
        return self.ports.counters.count(quota)

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
    def _is_due(self) -> bool:
        return self.delivery.state is DeliveryState.WAITING and self.delivery.due <= self.now

    @property
    def _policy(self) -> MessagePolicy:
        return self.ports.configuration.message_policy()
