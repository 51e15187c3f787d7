"""Steps of supervision letters as the tests take them, under the shipped policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.events import Actor, ActorKind
from casework.domain.letters import AcknowledgeLetter, AnswerLetter, IssueLetter, RecordRendering
from casework.domain.particulars import ParticularsKind
from casework.domain.supervision_events import DeadlineMissed
from casework.domain.supervision_notice import LetterForm, LetterNumber
from tests.builders import letter_policy, ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from casework.domain.case import Case
    from casework.domain.clocks import ClockKey, Stage
    from casework.domain.events import Event

NOTICE = Actor(ActorKind.PLATFORM, "supervision_notice")
SHA256 = "5e" * 32


def missed_key(case: Case, stage: Stage, unit: str | None = None) -> ClockKey:
    """The key of a case's latest clock of a stage."""
    clock = case.clock(stage, unit)
    assert clock is not None
    return clock.key


def issue(missed: ClockKey, letter: str = "4.1", number: int = 1) -> IssueLetter:
    """A letter for a miss, with the n-th number of the centre in 2026."""
    return IssueLetter(
        id=letter,
        missed=missed,
        number=LetterNumber("centre", 2026, number),
        form=LetterForm.SYSTEM,
        neutral=False,
        policy=letter_policy().version,
    )


def render(letter: str = "4.1", sha256: str = SHA256) -> RecordRendering:
    """The letter's file was written."""
    return RecordRendering(letter, sha256)


def acknowledge(unit: str = "justice", letter: str = "4.1") -> AcknowledgeLetter:
    """A unit has the letter."""
    return AcknowledgeLetter(letter, unit)


def answer(unit: str = "justice", letter: str = "4.1") -> AnswerLetter:
    """A unit gives its reason."""
    return AnswerLetter(letter, unit, ref(ParticularsKind.LETTER_ANSWER, 6))


def misses(events: Iterable[Event]) -> list[DeadlineMissed]:
    """What was recorded as missed, in its order."""
    return [event.body for event in events if isinstance(event.body, DeadlineMissed)]
