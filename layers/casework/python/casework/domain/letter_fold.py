"""How warnings, misses and supervision letters change a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.domain.case import Case, CaseLetter, LetterState
from casework.domain.clock_moves import ended
from casework.domain.clocks import Clock, ClockKey, Stage
from casework.domain.evolving import evolve
from casework.domain.supervision_events import (
    DeadlineMissed,
    DeadlineWarned,
    LetterAcknowledged,
    LetterAnswered,
    LetterIssued,
    LetterRendered,
)


@evolve.register
def _(body: DeadlineWarned, case: Case, at: datetime) -> Case:
    return replace(case, clocks=_marked(case, body))


@evolve.register
def _(body: DeadlineMissed, case: Case, at: datetime) -> Case:
    return replace(case, clocks=_marked(case, body))


@evolve.register
def _(body: LetterIssued, case: Case, at: datetime) -> Case:
    letter = body.letter
    kept = CaseLetter(letter.id, letter.number, letter.unit, Stage(letter.stage))
    return replace(case, letters=(*case.letters, kept), clocks=(*case.clocks, *body.clocks))


@evolve.register
def _(body: LetterRendered, case: Case, at: datetime) -> Case:
    return replace(case, letters=_with_letter(case, body.letter, sha256=body.sha256))


@evolve.register
def _(body: LetterAcknowledged, case: Case, at: datetime) -> Case:
    state = LetterState.ACKNOWLEDGED
    return replace(case, letters=_with_letter(case, body.letter, state=state))


@evolve.register
def _(body: LetterAnswered, case: Case, at: datetime) -> Case:
    return replace(
        case,
        letters=_with_letter(case, body.letter, state=LetterState.ANSWERED),
        clocks=ended(
            case.clocks,
            at,
            lambda clock: clock.stage is Stage.LETTER_REPLY and clock.letter == body.letter,
        ),
    )


def _marked(case: Case, body: DeadlineWarned | DeadlineMissed) -> tuple[Clock, ...]:
    """The clocks of a case, the one that this is about marked as warned of or missed."""
    key = ClockKey(body.stage, body.unit, body.round, body.letter, body.request)
    is_miss = isinstance(body, DeadlineMissed)
    return tuple(
        replace(clock, warned=clock.warned or not is_miss, missed=clock.missed or is_miss)
        if clock.key == key
        else clock
        for clock in case.clocks
    )


def _with_letter(
    case: Case, letter_id: str, *, state: LetterState | None = None, sha256: str | None = None
) -> tuple[CaseLetter, ...]:
    return tuple(
        replace(letter, state=state or letter.state, sha256=sha256 or letter.sha256)
        if letter.id == letter_id
        else letter
        for letter in case.letters
    )
