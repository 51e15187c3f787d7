"""What the services need from outside, as protocols; adapters implement them and fakes stand in for
them in tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from casework.domain.case_filter import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from casework.domain.case_filter import CaseFilter
    from casework.domain.case_line import CaseLine
    from casework.domain.code import Code
    from casework.domain.draft import Draft
    from casework.domain.duty_catalogue import DutyCatalogue
    from casework.domain.enterprise_messages import DeliveryStep
    from casework.domain.file_policy import FilePolicy
    from casework.domain.lifecycle import Change
    from casework.domain.message_policy import MessagePolicy
    from casework.domain.message_text import WordedMessage
    from casework.domain.messages import Audience, Delivery
    from casework.domain.organisation import Organisation
    from casework.domain.oversight_state import JudicialContact
    from casework.domain.particulars import Particulars
    from casework.domain.policy import DeadlinePolicy
    from casework.domain.publication import OutboundEvent
    from casework.domain.quota import Quota, QuotaPolicy
    from casework.domain.session import StaffSession
    from casework.domain.staff import StaffMember
    from casework.domain.statistics import Column
    from casework.domain.subscription import Address, Subscription
    from casework.domain.supervision_notice import LetterNumber, LetterPolicy
    from casework.domain.working_days import WorkingCalendar


class CaseRepository(Protocol):
    """Cases with their events and texts. Every write is one transaction, all or nothing."""

    def add(
        self,
        change: Change,
        particulars: Sequence[Particulars],
        code_token: str | None,
        search_keys: Sequence[str] = (),
        quotas: Sequence[Quota] = (),
    ) -> None:
        """Store a new case, on condition that the code it was filed through is active; without a
        code, a clerk entered it. It is found again by `search_keys`. Each of `quotas` counts it.

        Raises CaseExistsError when the case is there already, NotFoundError when the code is
        unknown or revoked, and OverQuotaError when a quota is used up; a case that is marked as
        over quota is counted and stored all the same.
        """

    def save(
        self,
        change: Change,
        particulars: Sequence[Particulars],
        number: LetterNumber | None = None,
        *,
        erased: Collection[str] = (),
        search_keys: Sequence[str] | None = None,
        told: DeliveryStep | None = None,
    ) -> None:
        """Store a change of a case, on condition that nobody changed it since it was read; with a
        letter's number, on condition that it is the next one. Of the texts whose ids are `erased`
        nothing is kept, in the same transaction; nobody finds the case by what they said. With
        `search_keys` the case is found by these from now on and by no others. `told` is the step of
        a message to its enterprise that belongs to the change, on condition that it is as found.

        Raises StaleVersionError otherwise; nothing is stored then.
        """

    def save_both(self, first: Change, second: Change, particulars: Sequence[Particulars]) -> None:
        """Store changes of two cases, both or neither, on condition that nobody changed either
        since it was read; the texts belong to the first.

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
    ENTERPRISE_MESSAGE = "enterprise_message"


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
    end. `figures` is the row of the whole jurisdiction at this moment, where it was read with the
    page.
    """

    items: tuple[WorkItem, ...]
    next_key: str | None
    figures: Mapping[Column, int] | None = None


TextKey: TypeAlias = tuple[str, str]
"""A text of some case: the case's id, and the text's within it."""


class WorkList(Protocol):
    """What somebody has before them: a unit, a person, whoever decides."""

    def page(
        self, name: str, *, limit: int, start: str | None, wanted: CaseFilter = EVERYTHING
    ) -> Page:
        """Cases on a list, by their first deadline there. A unit's list has the cases in which it
        owes something, as triage, lead, co-handler or addressee of a letter; see
        `casework.domain.worklists` for the other lists.

        A narrowed page may be short though the list goes on: `next_key` tells. The figures come
        with every page. Raises InvalidInputError for a `start` that is not a key of this list.
        """

    def lines(self, name: str, wanted: CaseFilter = EVERYTHING) -> Iterator[CaseLine]:
        """Every line of a list, one at a time, however long it is; raises StoreUnavailableError
        on the way.
        """

    def texts(self, wanted: Collection[TextKey]) -> Mapping[TextKey, Particulars]:
        """Texts of several cases; one that was erased is missing. Nothing is read for none."""


class CaseSearch(Protocol):
    """Cases by who they are about. Confidential ones are never in it."""

    def find(self, key: str) -> Page:
        """The cases under a search key, the newest first, 25 at most; the figures with what was
        found.
        """


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """Who looked for what: the kind and the key, never the name or number, and how many cases were
    shown.
    """

    staff_id: str
    unit: str
    kind: str
    key: str
    shown: tuple[str, ...]
    at: datetime


class SearchAudit(Protocol):
    """The record of every search for an enterprise or telephone."""

    def add(self, record: SearchRecord) -> None:
        """Keep it; raises StoreUnavailableError, and nothing may be shown then."""


class Statistics(Protocol):
    """Figures as they stand at this instant: rows of columns, see `casework.domain.statistics`."""

    def all(self) -> Mapping[Column, int]:
        """The row of the whole jurisdiction."""

    def before_units(self) -> Mapping[str, Mapping[Column, int]]:
        """What each unit has before it, by row."""

    def of_month(self, month: str) -> Mapping[str, Mapping[Column, int]]:
        """The rows of a month, `2026-11`."""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the register: the contact and, unless erased, the text that tells of it."""

    contact: JudicialContact
    text: Particulars | None


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A page of the register, the earliest first; `next_key` continues it (opaque), `figures` is
    the row of the whole jurisdiction at this moment.
    """

    lines: tuple[RegisterLine, ...]
    next_key: str | None
    figures: Mapping[Column, int]


class JudicialRegister(Protocol):
    """The register of contacts with judicial organs (过问登记)."""

    def page(self, *, limit: int, start: str | None) -> RegisterPage:
        """Contacts by their day; raises InvalidInputError for a `start` that is not a key of it."""


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

    def link(self, code_id: str, wechat_url: str) -> Code:
        """Keep what the code's parametric code encodes, once; repeated, it returns the code with
        what was kept first. Raises NotFoundError.
        """

    def all(self) -> tuple[Code, ...]:
        """Every code, revoked ones too, in order of id."""


class StaffRegistry(Protocol):
    """Who the identity provider's subjects are to this jurisdiction."""

    def find(self, issuer: str, subject: str) -> StaffMember | None:
        """The entry of a subject, in force or not; None when there is none."""

    def of_unit(self, unit: str) -> tuple[StaffMember, ...]:
        """Everybody with an entry for the unit, in force or not, in order of id; an entry that was
        just changed may be missing for a moment.
        """


class IdentityProvider(Protocol):
    """The OpenID Connect issuer that vouches for staff. Everything raises IssuerUnavailableError
    when it does not answer as the protocol says.
    """

    @property
    def issuer(self) -> str:
        """Its name, as in the `iss` of its tokens."""

    @property
    def client_id(self) -> str:
        """Our name with it."""

    def address_for(self, question: Mapping[str, str]) -> str:
        """Where a browser asks it to sign somebody in."""

    def claims_for(self, code: str, verifier: str, back_to: str) -> Mapping[str, Any]:
        """The claims of the identity token that it gives for a code, once.

        Raises SignInInterruptedError for a code that is unknown, old or was used.
        """


class Sessions(Protocol):
    """Sessions of staff, by a digest of their cookie."""

    def add(self, key: str, session: StaffSession) -> None:
        """Store a new session."""

    def find(self, key: str) -> StaffSession | None:
        """The session of a key, open or over; None when there is none, or none any more: a session
        is known for a day after its twelve hours.
        """

    def end(self, key: str, at: datetime) -> None:
        """Record that a session ended; the first end stays, and what is not there is left alone."""


class Drafts(Protocol):
    """What was typed when a session was over, by a digest of its cookie."""

    def add(self, key: str, draft: Draft) -> None:
        """Store a draft until it expires."""

    def find(self, key: str) -> Draft | None:
        """The draft of a key; None when there is none. It may have expired a moment ago."""


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

    def quota_policy(self) -> QuotaPolicy:
        """The quotas of filings in force."""

    def file_policy(self) -> FilePolicy:
        """The limits of files in force."""

    def message_policy(self) -> MessagePolicy:
        """The policy of messages in force."""


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
