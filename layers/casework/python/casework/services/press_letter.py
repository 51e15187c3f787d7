"""Print a supervision letter (P7) once and for all, after it was issued."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import case_number
from casework.domain.events import Actor, ActorKind
from casework.domain.letter_text import compose
from casework.domain.letters import RecordRendering
from casework.domain.lifecycle import perform
from casework.domain.supervision_notice import letter_file_name
from casework.services.commanding import context_of
from casework.services.deciding_again import deciding_again

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from casework.domain.letter_sheet import LetterSheet
    from casework.domain.tokens import TokenMint
    from casework.ports import CaseRepository, Configuration, LetterStore

PRESS = Actor(ActorKind.PLATFORM, "letter_press")


@dataclass(frozen=True, slots=True)
class Press:
    """What prints: how a sheet is drawn, where files are kept, and the addresses on them."""

    draw: Callable[[LetterSheet], bytes]
    store: LetterStore
    mint: TokenMint
    base_url: str

    def address(self, case_id: str, letter_id: str) -> str:
        """Where the code on the letter leads."""
        return f"{self.base_url}/l/{self.mint.letter_token(case_id, letter_id)}"


def press_letter(
    case_id: str,
    letter_id: str,
    now: datetime,
    *,
    cases: CaseRepository,
    configuration: Configuration,
    press: Press,
) -> None:
    """Write the letter's file and record its SHA-256; both happen once, however often this runs.

    What was written first is the letter: a second rendering, even by a newer version of the
    product, changes nothing.
    """
    file = cases.file(case_id)
    issued = file.issued_letter(letter_id)
    kept = file.case.letter(letter_id)
    if issued is None or kept is None or kept.sha256 is not None:
        return
    sheet = compose(
        issued.letter,
        configuration.letter_policy(issued.policy),
        configuration.organisation(),
        case_number(case_id),
        press.address(case_id, letter_id),
    )
    content = press.store.write_once(letter_file_name(case_id, letter_id), press.draw(sheet))
    _record(case_id, letter_id, content, now, cases, configuration)


def _record(
    case_id: str,
    letter_id: str,
    content: bytes,
    now: datetime,
    cases: CaseRepository,
    configuration: Configuration,
) -> None:
    command = RecordRendering(letter_id, hashlib.sha256(content).hexdigest())

    def record() -> None:
        case = cases.get(case_id)
        context = context_of(case, now, PRESS, f"press:{letter_id}", configuration)
        cases.save(perform(case, (command,), context), ())

    deciding_again(record)
