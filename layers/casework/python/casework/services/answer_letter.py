"""Acknowledge and answer a supervision letter (签收、复函, P7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.letters import AcknowledgeLetter, AnswerLetter
from casework.domain.particulars import ParticularsKind
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def acknowledge_letter(
    request: Request, letter_id: str, *, cases: CaseRepository, configuration: Configuration
) -> Case:
    """Record that the person's unit has the letter; raises what `carry_out` raises,
    UnknownLetterError and NotAddressedError.
    """
    unit = request.member.unit
    return carry_out(
        request,
        Action.ANSWER_LETTER,
        lambda _: (AcknowledgeLetter(letter_id, unit),),
        cases=cases,
        configuration=configuration,
    )


def answer_letter(
    request: Request,
    letter_id: str,
    text: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the unit's reason; it closes the letter and leaves the light to the stage.

    Raises what `carry_out` raises, UnknownLetterError, NotAddressedError and
    LetterAlreadyAnsweredError.
    """
    unit = request.member.unit
    return carry_out(
        request,
        Action.ANSWER_LETTER,
        lambda writing: (
            AnswerLetter(letter_id, unit, writing.add(ParticularsKind.LETTER_ANSWER, text=text)),
        ),
        cases=cases,
        configuration=configuration,
    )
