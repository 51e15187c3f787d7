"""What the services need from outside, as protocols; adapters implement them and fakes stand in for
them in tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from casework.domain.code import Code
    from casework.domain.duty_catalogue import DutyCatalogue
    from casework.domain.lifecycle import Change
    from casework.domain.organisation import Organisation
    from casework.domain.particulars import Particulars
    from casework.domain.policy import DeadlinePolicy
    from casework.domain.publication import OutboundEvent
    from casework.domain.staff import StaffMember
    from casework.domain.working_days import WorkingCalendar


class CaseRepository(Protocol):
    """Cases with their events and texts. Every write is one transaction, all or nothing."""

    def add(self, change: Change, particulars: Sequence[Particulars], code_token: str) -> None:
        """Store a new case, on condition that the code it was filed through is active.

        Raises CaseExistsError when the case is there already and NotFoundError when the code is
        unknown or revoked.
        """

    def save(self, change: Change, particulars: Sequence[Particulars]) -> None:
        """Store a change of a case, on condition that nobody changed it since it was read.

        Raises StaleVersionError otherwise; nothing is stored then.
        """

    def get(self, case_id: str) -> Case:
        """The case as last committed; raises NotFoundError."""

    def file(self, case_id: str) -> CaseFile:
        """The whole case file as last committed; raises NotFoundError."""


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
        """Open cases that the unit triages, leads or co-handles, by the instant that is due next.

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
