"""Lift a stuck case to special supervision (专项督办, P5), and say who takes part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.special_supervision import (
    OrganiseSpecialSupervision,
    StartSpecialSupervision,
)
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.oversight_events import SpecialReason
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request, Writing


@dataclass(frozen=True, slots=True)
class Team:
    """Who coordinates, and which departments take part."""

    coordinator: str
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lifting:
    """Why the case is lifted, in words too, and who takes part."""

    reason: SpecialReason
    text: str
    team: Team

    def command(self, writing: Writing) -> StartSpecialSupervision:
        """The command, its text taken down."""
        ref = writing.add(ParticularsKind.SPECIAL_SUPERVISION, text=self.text)
        team = self.team
        return StartSpecialSupervision(self.reason, team.coordinator, team.departments, ref)


def lift_case(
    request: Request,
    lifting: Lifting,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Start special supervision; raises what `carry_out` raises, UnderSpecialSupervisionError and
    UnknownUnitError.
    """
    return carry_out(
        request,
        Action.START_SPECIAL_SUPERVISION,
        lambda writing: (lifting.command(writing),),
        cases=cases,
        configuration=configuration,
    )


def organise_special_supervision(
    request: Request,
    team: Team,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Name who takes part, or name them anew; raises what `carry_out` raises and
    NotUnderSpecialSupervisionError.
    """
    return carry_out(
        request,
        Action.ORGANISE_SPECIAL_SUPERVISION,
        lambda _: (OrganiseSpecialSupervision(team.coordinator, team.departments),),
        cases=cases,
        configuration=configuration,
    )
