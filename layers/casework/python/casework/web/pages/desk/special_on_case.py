"""Special supervision (专项督办, P5) on the case page: who, what was agreed, what came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.oversight_events import SpecialSupervisionConcluded, SpecialSupervisionStarted
from casework.web.dates import moment_text
from casework.web.pages.desk.headline import capital
from casework.web.pages.desk.oversight_sentences import SPECIAL_REASONS
from casework.web.pages.desk.special import special_card, special_case

if TYPE_CHECKING:
    from casework.domain.oversight_state import SpecialSupervision
    from casework.domain.particulars import ParticularsRef
    from casework.web.desk_forms.filling import FormView
    from casework.web.pages.desk.history import Historian, Text
    from casework.web.pages.desk.special import Deed
    from casework.web.pages.desk.viewer import Setting

PREFIXES = ("special/", "actions")
"""Operations whose forms stand in this card."""


@dataclass(frozen=True, slots=True)
class SpecialOnCase:
    """`next` is the next agreed day, None when every action is done or none was agreed; `texts` are
    the reason and, once it is over, the result.
    """

    facts: tuple[tuple[str, str], ...]
    deeds: tuple[Deed, ...]
    next: str | None
    is_running: bool
    texts: tuple[Text, ...]
    forms: tuple[FormView, ...]


def special_on_case(
    historian: Historian, setting: Setting, forms: tuple[FormView, ...]
) -> SpecialOnCase | None:
    """The card, or None for a case that was never under special supervision."""
    file, say = historian.file, historian.say
    special = file.case.special
    if special is None:
        return None

    def text(ref: ParticularsRef | None) -> str | None:
        return file.text(ref, "text")

    card = special_card(special_case(file.case, None, text), setting, say)
    bodies = [event.body for event in file.events]
    told = SpecialSupervisionStarted | SpecialSupervisionConcluded
    refs = [body.particulars for body in bodies if isinstance(body, told)]
    return SpecialOnCase(
        facts=(
            (say("Reason"), capital(say(SPECIAL_REASONS[special.reason]))),
            *card.facts,
            *_ended(special, historian),
        ),
        deeds=card.deeds,
        next=card.next if special.is_running else None,
        is_running=special.is_running,
        texts=tuple(historian.text(ref) for ref in refs if ref is not None),
        forms=tuple(form for form in forms if form.operation.startswith(PREFIXES)),
    )


def _ended(special: SpecialSupervision, historian: Historian) -> tuple[tuple[str, str], ...]:
    if special.concluded_at is None:
        return ()
    say = historian.say
    return ((say("Concluded"), moment_text(special.concluded_at, say.language, historian.now)),)
