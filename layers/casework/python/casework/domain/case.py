"""A case (诉求) as it stands: the fold of its events, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework.domain.attachment_state import Attachment
from casework.domain.case_parts import (
    CENTRE,
    CLOSED,
    INSPECTION,
    LEADING_GROUP,
    SUPERIORS,
    WITH_THE_CENTRE,
    WITH_THE_LEAD,
    CaseLetter,
    Disposition,
    LetterState,
    NotReached,
    Status,
    Task,
    TaskState,
)
from casework.domain.clocks import Clock, Stage
from casework.domain.decision import Suspension
from casework.domain.decision_events import Track
from casework.domain.enterprise_dates import EnterpriseDates
from casework.domain.events import Channel, Promised, Versions
from casework.domain.oversight_state import CaseLink, RedLight, SpecialSupervision
from casework.domain.particulars import ParticularsRef
from casework.domain.requests import CaseRequest, RequestKind, RequestState
from casework.domain.routing_facts import TriageReason
from casework.domain.supervision_events import Closing

__all__ = [
    "CENTRE",
    "CLOSED",
    "INSPECTION",
    "LEADING_GROUP",
    "SUPERIORS",
    "WITH_THE_CENTRE",
    "WITH_THE_LEAD",
    "Case",
    "CaseLetter",
    "Disposition",
    "LetterState",
    "NotReached",
    "Status",
    "Task",
    "TaskState",
    "case_number",
    "earliest_due",
]

OWED_BESIDES = frozenset({Stage.TASK, Stage.LETTER_REPLY, Stage.ACTION, Stage.REQUEST_DECISION})
"""What units besides the one in charge may owe in a case."""

OWED_BY_WHOM_IT_NAMES = frozenset(
    {
        Stage.LETTER_REPLY,
        Stage.ACTION,
        Stage.REQUEST_DECISION,
        Stage.OBJECTION_DECISION,
        Stage.REVIEW,
        Stage.PRIVACY_DECISION,
    }
)
"""What is no part of handling the case: it is before the unit in charge only where that owes it."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case file, whatever the channel (P2). Instants are UTC; deadlines are half open; None
    means not (yet).

    `objection_by`: before it the enterprise objects to how the case was resolved or answered, or
    asks for a review of its declining. `contacted_at`: when somebody of the units that handle it
    first acted or spoke to the reporter; withdrawing is reviewed from then on. `withdrawn_from`:
    where a withdrawn case goes on if there was pressure. `not_reached`: the last message that did
    not arrive, until somebody told the enterprise.
    """

    id: str
    version: int
    status: Status
    channel: Channel
    place: str
    category: str | None
    township: str | None
    confidential: bool
    language: str
    versions: Versions
    filed_at: datetime
    promised: Promised
    tracking_sha256: str
    filing_digest: str
    due_version: int = 0
    next_due: datetime | None = None
    disposition: Disposition | None = None
    triage_reason: TriageReason | None = None
    complaint: bool = False
    about_bodies: tuple[str, ...] = ()
    procedure: str | None = None
    lead: str | None = None
    released: ParticularsRef | None = None
    tasks: tuple[Task, ...] = ()
    clocks: tuple[Clock, ...] = ()
    letters: tuple[CaseLetter, ...] = ()
    closing: Closing | None = None
    changed_at: datetime | None = None
    assigned_at: datetime | None = None
    verified_at: datetime | None = None
    replied_at: datetime | None = None
    resolved_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    rated_at: datetime | None = None
    round: int = 1
    requests: tuple[CaseRequest, ...] = ()
    took_part: tuple[str, ...] = ()
    over_quota: bool = False
    special: SpecialSupervision | None = None
    red_lights: tuple[RedLight, ...] = ()
    false_closings: tuple[str, ...] = ()
    pressure: tuple[str, ...] = ()
    procedure_confirmed: bool = False
    summary_for: tuple[str, ...] = ()
    merged_into: str | None = None
    merged_for: str | None = None
    absorbed: tuple[str, ...] = ()
    links: tuple[CaseLink, ...] = ()
    handler: str | None = None
    objection_by: datetime | None = None
    contacted_at: datetime | None = None
    reporter_confirmed: bool | None = None
    declined_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_from: Status | None = None
    rating_withdrawn_at: datetime | None = None
    dates: EnterpriseDates | None = None
    designated: bool = False
    suspension: Suspension | None = None
    suspended_from: Status | None = None
    track: Track = Track.ORDINARY
    urgent: bool = False
    coordinator: str | None = None
    channel_organ: str | None = None
    revealed_to: tuple[str, ...] = ()
    erased_at: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    not_reached: NotReached | None = None

    @property
    def triage_unit(self) -> str:
        """Who decides where the case goes: the service centre, and the next above it that a
        complaint is not about.
        """
        rising = (CENTRE, *SUPERIORS)
        return next((unit for unit in rising if unit not in self.about_bodies), LEADING_GROUP)

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        """Co-handlers' tasks that are neither reported nor excused."""
        return tuple(task for task in self.tasks if task.state is TaskState.OPEN)

    @property
    def verify_by(self) -> datetime | None:
        """When the lead must have verified; None before assignment."""
        return self.due_of(Stage.VERIFY)

    @property
    def reply_by(self) -> datetime | None:
        """When the lead must have replied; None before assignment."""
        return self.due_of(Stage.REPLY)

    @property
    def resolve_by(self) -> datetime | None:
        """When the lead must have resolved; None before assignment."""
        return self.due_of(Stage.RESOLVE)

    @property
    def provisional(self) -> bool:
        """Whether a holiday notice still to come may move the last deadline (暂定)."""
        clock = self.clock(Stage.RESOLVE)
        return clock is not None and clock.provisional

    def clock(
        self, stage: Stage, unit: str | None = None, letter: str | None = None
    ) -> Clock | None:
        """The latest clock of a stage, of a unit or letter where they are given."""
        return next(
            (
                clock
                for clock in reversed(self.clocks)
                if clock.stage is stage
                and unit in {None, clock.unit}
                and letter in {None, clock.letter}
            ),
            None,
        )

    def due_of(self, stage: Stage, unit: str | None = None) -> datetime | None:
        """The deadline of a stage; None where no such clock was started."""
        clock = self.clock(stage, unit)
        return clock.due if clock else None

    @property
    def first_deadline(self) -> datetime | None:
        """The earliest deadline of what is still owed to the enterprise, and of letters to the unit
        in charge, missed ones first; None when nothing is.
        """
        owed = (clock.due for clock in self.clocks if clock.is_running and self._is_ours(clock))
        return min(owed, default=None)

    def _is_ours(self, clock: Clock) -> bool:
        if clock.is_paused and self.suspension is not None:
            return False
        if clock.stage in OWED_BY_WHOM_IT_NAMES:
            return clock.unit == self.unit_in_charge
        return clock.stage is not Stage.SILENCE

    def undecided(self, kind: RequestKind | None = None) -> CaseRequest | None:
        """The request of a kind, or of any kind, that waits for its decision; at most one of a
        kind does.
        """
        return next(
            (
                request
                for request in self.requests
                if request.state is RequestState.UNDECIDED and kind in {None, request.kind}
            ),
            None,
        )

    def letter(self, letter_id: str) -> CaseLetter | None:
        """A letter that was issued in this case."""
        return next((letter for letter in self.letters if letter.id == letter_id), None)

    def letters_before(self, unit: str) -> tuple[CaseLetter, ...]:
        """The letters to a unit that it has not answered."""
        return tuple(
            letter
            for letter in self.letters
            if letter.unit == unit and letter.state is not LetterState.ANSWERED
        )

    @property
    def unit_in_charge(self) -> str:
        """Whose case it is: the lead's, before that the unit's that decides where it goes."""
        return self.lead or self.triage_unit

    @property
    def owed_besides(self) -> dict[str, datetime]:
        """What other units than the one in charge owe in this case, a share of the work or the
        answer to a letter: the first deadline of each. A body that it complains about is left out.
        """
        owed: dict[str, datetime] = {}
        for clock in self.clocks:
            besides = clock.stage in OWED_BESIDES and clock.is_running
            unit = clock.unit
            if (
                besides
                and unit is not None
                and unit not in {self.unit_in_charge, *self.about_bodies}
            ):
                owed[unit] = min(clock.due, owed.get(unit, clock.due))
        return owed

    @property
    def is_on_the_list(self) -> bool:
        """Whether the unit in charge has it before itself: while it is open, and afterwards as long
        as a letter to the unit waits for its answer. What waits for a decision is on a list of its
        own (`worklists.py`).
        """
        return self.status.is_open or any(
            letter.unit == self.unit_in_charge
            and letter.state is not LetterState.ANSWERED
            and not letter.excused
            for letter in self.letters
        )

    def task_of(self, unit: str | None) -> Task | None:
        """The task of a unit, if it co-handles this case."""
        return next((task for task in self.tasks if task.unit == unit), None)


def case_number(case_id: str) -> str:
    """The number people read and say: `MSB-7K3Q-9F2M-4T8W` of the id `7K3Q9F2M4T8W`."""
    return "-".join(("MSB", case_id[:4], case_id[4:8], case_id[8:]))


def earliest_due(case: Case) -> datetime | None:
    """The earliest instant at which something of this case happens by itself: a warning, a miss,
    the end of silence; None when nothing will.
    """
    instants = (clock.pending for clock in case.clocks)
    return min((instant for instant in instants if instant is not None), default=None)
