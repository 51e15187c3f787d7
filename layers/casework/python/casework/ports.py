"""What the services need from outside, as protocols; adapters implement them and fakes stand in for
them in tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from casework.domain.code import Code
    from casework.domain.duty_catalogue import DutyCatalogue
    from casework.domain.lifecycle import Change
    from casework.domain.message_policy import MessagePolicy
    from casework.domain.message_text import WordedMessage
    from casework.domain.messages import Audience, Delivery
    from casework.domain.organisation import Organisation
    from casework.domain.particulars import Particulars
    from casework.domain.policy import DeadlinePolicy
    from casework.domain.publication import OutboundEvent
    from casework.domain.staff import StaffMember
    from casework.domain.subscription import Address, Subscription
    from casework.domain.supervision_notice import LetterNumber, LetterPolicy
    from casework.domain.working_days import WorkingCalendar


class CaseRepository(Protocol):
    """Cases with their events and texts. Every write is one transaction, all or nothing."""

    def add(self, change: Change, particulars: Sequence[Particulars], code_token: str) -> None:
        """Store a new case, on condition that the code it was filed through is active.

        Raises CaseExistsError when the case is there already and NotFoundError when the code is
        unknown or revoked.
        """

    def save(
        self,
        change: Change,
        particulars: Sequence[Particulars],
        number: LetterNumber | None = None,
    ) -> None:
        """Store a change of a case, on condition that nobody changed it since it was read; with a
        letter's number, on condition that it is the next one.

        Raises StaleVersionError otherwise; nothing is stored then.
        """

    def get(self, case_id: str) -> Case:
        """The case as last committed; raises NotFoundError."""

    def file(self, case_id: str) -> CaseFile:
        """The whole case file as last committed; raises NotFoundError."""


class LetterNumbers(Protocol):
    """The numbers of letters, without gaps for each body and local year."""

    def last(self, body: str, year: int) -> int:
        """The last number given; 0 before the first. The next is given by `CaseRepository.save`."""


class DueKind(StrEnum):
    """What can wait for an instant."""

    CASE = "case"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class DueEntry:
    """Something that waits for an instant (UTC, whole seconds): a case, or a message to people."""

    kind: DueKind
    id: str
    due: datetime


class DueIndex(Protocol):
    """What waits for an instant. Both walks hold one page at a time."""

    def passed(self, now: datetime) -> Iterator[DueEntry]:
        """What is due at or before `now`, each shard's earliest first."""

    def waiting(self) -> Iterator[DueEntry]:
        """Everything that waits."""


class DeadlineScheduler(Protocol):
    """One-time timers outside the store; losing one loses nothing, the sweep finds the work."""

    def arm(self, case_id: str, due_version: int, due: datetime, now: datetime) -> None:
        """Have the case looked at soon after `due` (UTC). A timer that exists is left alone; the
        one that it supersedes is taken away if that is easily done.

        Raises StoreUnavailableError when it could not be made.
        """


class DueQueue(Protocol):
    """Where what is due waits for its room."""

    def put(self, entries: Sequence[DueEntry]) -> None:
        """Queue up to ten; raises StoreUnavailableError unless all were taken."""


class NumberingQueue(Protocol):
    """Where misses wait for the number of their letter, one line for each body and local year."""

    def put(self, request: Mapping[str, str], *, line: str, name: str) -> None:
        """Queue a request; the same `name` again within minutes is the same request. Raises
        StoreUnavailableError.
        """


class LetterStore(Protocol):
    """The files of letters, written once."""

    def write_once(self, name: str, content: bytes) -> bytes:
        """Keep the file under its name and return what is kept: these bytes, or those that were
        there before. Raises StoreUnavailableError.
        """

    def link(self, name: str) -> str:
        """An address that opens the file for a few minutes."""


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One line of a unit's work: the case and, unless erased, the text that tells what it
    is about.
    """

    case: Case
    text: Particulars | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of work, what is due first at the top; `next_key` continues it (opaque), None at the
    end.
    """

    items: tuple[WorkItem, ...]
    next_key: str | None


class WorkList(Protocol):
    """What a unit has before it."""

    def page(self, unit: str, *, limit: int, start: str | None) -> Page:
        """Cases in which the unit owes something, as triage, lead, co-handler or addressee of a
        letter, by its first deadline.

        Raises InvalidInputError for a `start` that is not a key of this list.
        """


class CodeRepository(Protocol):
    """Printed codes."""

    def active(self, token: str) -> Code:
        """The code behind a token; raises NotFoundError for an unknown or revoked one, alike."""

    def get(self, code_id: str) -> Code:
        """The code of an id, active or revoked; raises NotFoundError."""

    def add(self, code: Code) -> None:
        """Store a new code; raises ConflictError when the token is taken."""

    def revoke(self, code_id: str, at: datetime) -> Code:
        """Mark a code revoked, once; repeated, it returns the first revocation. Raises
        NotFoundError.
        """

    def all(self) -> tuple[Code, ...]:
        """Every code, revoked ones too, in order of id."""


class StaffRegistry(Protocol):
    """Who the identity provider's subjects are to this jurisdiction."""

    def find(self, issuer: str, subject: str) -> StaffMember | None:
        """The entry of a subject, in force or not; None when there is none."""


class Configuration(Protocol):
    """Policy, calendar, duty catalogue and organisation; a version names an exact text for ever."""

    def organisation(self) -> Organisation:
        """The units, categories and townships in force."""

    def policy(self, version: str | None = None) -> DeadlinePolicy:
        """The policy of a version, or the one in force."""

    def calendar(self, version: str | None = None) -> WorkingCalendar:
        """The working-day calendar of a version, or the one in force."""

    def catalogue(self) -> DutyCatalogue:
        """The duty catalogue in force."""

    def letter_policy(self, version: str | None = None) -> LetterPolicy:
        """The policy of supervision letters (督办) of a version, or the one in force."""

    def message_policy(self) -> MessagePolicy:
        """The policy of messages in force."""


class Master(Protocol):
    """The deployment's master secret."""

    def __call__(self) -> bytes:
        """The secret, fetched once per process."""


class EventBus(Protocol):
    """Where committed events are published."""

    def publish(self, events: Sequence[OutboundEvent]) -> Sequence[OutboundEvent]:
        """Send the events and return those that could not be sent, after retries of transient
        errors.
        """


class Parking(Protocol):
    """Where the keys of events wait that nobody could send."""

    def park(self, event_ids: Sequence[str]) -> None:
        """Keep the ids for `make replay`; raises StoreUnavailableError when even that fails."""


class Notifier(Protocol):
    """The topic that departments subscribe to."""

    def publish(
        self, message: WordedMessage, audience: Audience, *, subscription: str | None = None
    ) -> None:
        """Send a message to everyone of this audience who subscribed for its department, or to one
        subscription alone.

        At least once: receivers drop what they have seen, by the message's id. Raises
        StoreUnavailableError when nobody knows whether it was taken.
        """


class MessageStore(Protocol):
    """How far each message to a department got."""

    def find(self, message_id: str) -> Delivery | None:
        """The delivery of a message; None when it was never sent to anybody."""

    def add(self, delivery: Delivery) -> Delivery:
        """Record a delivery unless there is one; the one that is there afterwards."""

    def told_people(self, message_id: str, at: datetime) -> None:
        """Record that people got it; what was recorded first stays."""

    def postpone(self, message_id: str, until: datetime) -> None:
        """Have it looked at again then; nothing once people got it."""


class Subscriptions(Protocol):
    """Who gets the messages of which department. Addresses are kept by the messaging service alone;
    whatever comes from here shows them masked.

    Everything raises StoreUnavailableError when the service or the store does not answer.
    """

    def add(self, department: str, address: Address) -> Subscription:
        """Subscribe an address; again, the same subscription (and a new request to confirm it).

        Raises AlreadySubscribedError when the address has another department's messages and
        EndpointRefusedError when the service does not take it.
        """

    def get(self, subscription_id: str) -> Subscription:
        """One subscription as it stands; raises NotFoundError."""

    def all(self) -> tuple[Subscription, ...]:
        """Every subscription that was not removed, by department and id."""

    def remove(self, subscription_id: str, at: datetime) -> None:
        """End a subscription that is confirmed or has ended by itself; raises NotFoundError."""
