"""The facts of supervision (督办), past tense: what time itself brought about, and letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.domain.attachment_events import FileAttached, FileRefused
from casework.domain.clocks import Clock, Stage
from casework.domain.deadline import Limit, Pause
from casework.domain.enterprise_dates import EnterpriseDates
from casework.domain.oversight_events import RedLightProposed
from casework.domain.particulars import ParticularsRef
from casework.domain.reach_events import EnterpriseNotReached
from casework.domain.supervision_notice import Letter


class Closing(StrEnum):
    """Why a resolved case was closed, each counted apart (P9)."""

    NOT_CONTESTED = "not_contested"
    CONFIRMED = "confirmed"
    OBJECTION_REJECTED = "objection_rejected"
    NOT_THE_REPORTERS = "not_the_reporters"
    SPECIAL_SUPERVISION = "special_supervision"


@dataclass(frozen=True, slots=True)
class DeadlineWarned:
    """A deadline is near (预警); its handler is told, nobody else."""

    stage: Stage
    unit: str | None
    round: int
    letter: str | None
    due: datetime
    request: str | None = None


@dataclass(frozen=True, slots=True)
class DeadlineMissed:
    """A deadline passed with its act undone (超时, P7): dated at the deadline, however late it is
    noticed.

    With the versions of policy and calendar, segments and extension, everything is here that the
    judgement rests on.
    """

    stage: Stage
    unit: str
    round: int
    letter: str | None
    started_at: datetime
    due: datetime
    policy: str
    calendar: str
    request: str | None = None
    pauses: tuple[Pause, ...] = ()
    extension: Limit | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class CaseClosed:
    """A resolved case came to its end (结案)."""

    closing: Closing


@dataclass(frozen=True, slots=True)
class LetterIssued:
    """A supervision letter (督办函, P7) got its number; the unit's clock to answer runs.

    `policy` is the version of the letter policy that it was issued under.
    """

    letter: Letter
    policy: str
    clocks: tuple[Clock, ...]

    @property
    def letter_id(self) -> str:
        """The letter's name within its case."""
        return self.letter.id

    @property
    def unit(self) -> str:
        """Whom the letter is addressed to."""
        return self.letter.unit

    @property
    def stage(self) -> str:
        """What was missed."""
        return self.letter.stage

    @property
    def due(self) -> datetime:
        """The deadline that passed."""
        return self.letter.due

    @property
    def issuer(self) -> str:
        """The body that issued the letter."""
        return self.letter.number.body

    @property
    def year(self) -> int:
        """The local year of the number."""
        return self.letter.number.year

    @property
    def number(self) -> int:
        """The number within body and year."""
        return self.letter.number.number

    @property
    def form(self) -> str:
        """Which of the two forms the letter takes."""
        return self.letter.form

    @property
    def reply_by(self) -> datetime:
        """When the answer is due."""
        return self.letter.reply_by

    @property
    def reason_only(self) -> bool:
        """Whether the stage was met meanwhile, so that only the reason is asked for."""
        return self.letter.reason_only


@dataclass(frozen=True, slots=True)
class LetterRendered:
    """The letter was printed once and for all; `sha256` is that of its file."""

    letter: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LetterAcknowledged:
    """The unit has read the letter (签收)."""

    letter: str


@dataclass(frozen=True, slots=True)
class LetterAnswered:
    """The unit gave its reason (复函); this closes the letter, not the light."""

    letter: str
    on_time: bool
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class CalendarAdopted:
    """A year's holiday notice was published: clocks that became later were moved to `clocks`."""

    calendar: str
    clocks: tuple[Clock, ...]
    dates: EnterpriseDates | None = None


OF_THE_PLATFORM: tuple[type, ...] = (
    DeadlineWarned,
    DeadlineMissed,
    LetterIssued,
    LetterRendered,
    CalendarAdopted,
    RedLightProposed,
    FileAttached,
    FileRefused,
    EnterpriseNotReached,
)
"""What the platform records beside people's work: it takes nothing from what a person is doing."""
