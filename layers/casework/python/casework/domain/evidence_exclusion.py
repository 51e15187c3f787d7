"""Excluding evidence by hand: what others caused is shown on a red light and does not count
(DESIGN 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.oversight_events import EvidenceExcluded, EvidenceKind, Exclusion
from casework.domain.oversight_rules import NoEvidenceError
from casework.domain.red_light import any_red_light, check_takes_part_in_deciding, red_light_of

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.lifecycle import Context
    from casework.domain.oversight_state import RedLight
    from casework.domain.particulars import ParticularsRef


def check_exclude_evidence(case: Case, now: datetime, actor: str, unit: str) -> None:
    """Whether this person, of this unit, may exclude evidence of some red light of the case."""
    any_red_light(case, lambda light: _check(case, light, actor, unit))


@dataclass(frozen=True, slots=True)
class ExcludeEvidence:
    """Whoever decides a red light finds that others caused a piece of its evidence."""

    red_light: str
    evidence: EvidenceKind
    ref: str
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[EvidenceExcluded]:
        """While the red light is undecided, also before the unit was heard; once for each piece.
        Whoever excludes evidence may still decide: it is part of deciding.
        """
        light = red_light_of(case, self.red_light)
        _check(case, light, context.actor.id, context.actor.unit or "")
        if (self.evidence, self.ref) not in {item.key for item in light.counted}:
            raise NoEvidenceError(red_light=light.id)
        by_others = Exclusion.CAUSED_BY_OTHERS
        excluded = EvidenceExcluded(
            *(light.id, light.unit, self.evidence, self.ref, by_others, self.particulars)
        )
        return (excluded,)


def _check(case: Case, light: RedLight, actor: str, unit: str) -> None:
    check_takes_part_in_deciding(case, light, actor, unit)
    if not light.counted:
        raise NoEvidenceError(red_light=light.id)
