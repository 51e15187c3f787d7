"""Supervision letters in a case: issued for every miss, printed, read and answered (P7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import LetterState
from casework.domain.clocks import Stage, start_clock
from casework.domain.rules import (
    LetterAlreadyAnsweredError,
    NotAddressedError,
    UnknownLetterError,
)
from casework.domain.supervision_events import (
    LetterAcknowledged,
    LetterAnswered,
    LetterIssued,
    LetterRendered,
)
from casework.domain.supervision_notice import Letter

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case, CaseLetter
    from casework.domain.clocks import Clock, ClockKey
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef
    from casework.domain.supervision_notice import LetterForm, LetterNumber


def letter_id(seq: int, n: int) -> str:
    """The name of the letter for a miss, within its case: where the miss stands."""
    return f"{seq}.{n}"


@dataclass(frozen=True, slots=True)
class IssueLetter:
    """The platform sends a letter for a miss (自动生成督办函, P7)."""

    id: str
    missed: ClockKey
    number: LetterNumber
    form: LetterForm
    neutral: bool
    policy: str

    def decide(self, case: Case, context: Context) -> tuple[LetterIssued, ...]:
        """Once for each miss; where the stage was met meanwhile it asks for the reason only. A body
        that the case complains about hears nothing of it, not even by a letter; nor does anybody of
        a miss that a false report caused.
        """
        clock = next((clock for clock in case.clocks if clock.key == self.missed), None)
        if case.letter(self.id) or clock is None:
            return ()
        if not (clock.missed and clock.stage.has_light) or clock.excused:
            return ()
        if clock.unit in case.about_bodies:
            return ()
        reply = start_clock(Stage.LETTER_REPLY, clock.unit, context, letter=self.id)
        letter = self._letter(case, clock, reply, context)
        return (LetterIssued(letter, self.policy, (reply,)),)

    def _letter(self, case: Case, missed: Clock, reply: Clock, context: Context) -> Letter:
        return Letter(
            id=self.id,
            case_id=case.id,
            number=self.number,
            form=self.form,
            neutral=self.neutral,
            unit=str(missed.unit),
            stage=missed.stage.value,
            due=missed.due,
            reason_only=not missed.is_running,
            issued_at=context.now,
            reply_by=reply.due,
        )


@dataclass(frozen=True, slots=True)
class RecordRendering:
    """The letter's file exists; from now on it is the letter."""

    id: str
    sha256: str

    def decide(self, case: Case, context: Context) -> tuple[LetterRendered, ...]:
        """Once: a file that was written is never written again."""
        if _letter_of(case, self.id).sha256 is not None:
            return ()
        return (LetterRendered(self.id, self.sha256),)


@dataclass(frozen=True, slots=True)
class AcknowledgeLetter:
    """The unit has received the letter (签收)."""

    id: str
    unit: str

    def decide(self, case: Case, context: Context) -> tuple[LetterAcknowledged, ...]:
        """Only the unit it is addressed to; the second of two people finds it done."""
        letter = _addressed(case, self.id, self.unit)
        if letter.state is not LetterState.ISSUED:
            return ()
        return (LetterAcknowledged(self.id),)


@dataclass(frozen=True, slots=True)
class AnswerLetter:
    """The unit says why the deadline passed (复函)."""

    id: str
    unit: str
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[LetterAnswered]:
        """Once, by the unit it is addressed to, also after the case was closed: a closed case does
        not excuse the answer.
        """
        letter = _addressed(case, self.id, self.unit)
        if letter.state is LetterState.ANSWERED:
            raise LetterAlreadyAnsweredError
        clock = case.clock(Stage.LETTER_REPLY, letter=self.id)
        on_time = clock is None or context.now < clock.due
        return (LetterAnswered(self.id, on_time, self.particulars),)


def check_answer_letter(case: Case, now: datetime, unit: str) -> None:
    """Whether the unit has a letter that waits for its answer."""
    if not any(letter.unit == unit for letter in case.letters):
        raise UnknownLetterError
    if not case.letters_before(unit):
        raise LetterAlreadyAnsweredError


def _letter_of(case: Case, id_: str) -> CaseLetter:
    letter = case.letter(id_)
    if letter is None:
        raise UnknownLetterError(letter=id_)
    return letter


def _addressed(case: Case, id_: str, unit: str) -> CaseLetter:
    letter = _letter_of(case, id_)
    if letter.unit != unit:
        if letter.stage is Stage.TRIAGE:
            raise UnknownLetterError(letter=id_)
        raise NotAddressedError
    return letter
