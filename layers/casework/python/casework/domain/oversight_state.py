"""What is kept of oversight: special supervision, red lights, links to other cases, contacts with
judicial organs.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import date, datetime
from enum import StrEnum

from casework.domain.oversight_events import (
    ContactKind,
    Evidence,
    LinkKind,
    OrganKind,
    SpecialReason,
)
from casework.domain.particulars import ParticularsRef
from casework.domain.supervision_notice import LetterNumber


@dataclass(frozen=True, slots=True)
class SpecialAction:
    """One agreed action; its clock bears the same id as `request`. Instants are UTC, half open.

    `text` is what was agreed, `result` what its department said came of it.
    """

    id: str
    department: str
    due: datetime
    reported_at: datetime | None = None
    text: ParticularsRef | None = None
    result: ParticularsRef | None = None


@dataclass(frozen=True, slots=True)
class SpecialSupervision:
    """A case's special supervision (专项督办, P5); without a coordinator until one is named."""

    reason: SpecialReason
    coordinator: str | None
    departments: tuple[str, ...]
    since: datetime
    actions: tuple[SpecialAction, ...] = ()
    concluded_at: datetime | None = None

    @property
    def is_running(self) -> bool:
        """Whether it has not been concluded."""
        return self.concluded_at is None

    @property
    def units(self) -> frozenset[str]:
        """Who takes part: the coordinator, the departments, whoever has an action."""
        coordinator = (self.coordinator,) if self.coordinator else ()
        acting = (action.department for action in self.actions)
        return frozenset({*coordinator, *self.departments, *acting})

    @property
    def open_actions(self) -> tuple[SpecialAction, ...]:
        """Actions that their departments have not reported."""
        return tuple(action for action in self.actions if action.reported_at is None)

    def action(self, action_id: str) -> SpecialAction | None:
        """The action of an id."""
        return next((action for action in self.actions if action.id == action_id), None)


class RedLightState(StrEnum):
    """How far a red light is: proposed on evidence, signed, dismissed, under appeal, and after it
    upheld or lifted.
    """

    PROPOSED = "proposed"
    SIGNED = "signed"
    DISMISSED = "dismissed"
    APPEALED = "appealed"
    UPHELD = "upheld"
    LIFTED = "lifted"

    @property
    def is_shown(self) -> bool:
        """Whether it is a light: an appeal does not put it out, the decision on it may."""
        return self in {RedLightState.SIGNED, RedLightState.APPEALED, RedLightState.UPHELD}


@dataclass(frozen=True, slots=True)
class RedLight:
    """One red light (红灯) of a unit in this case; `id` counts from 1. Instants are UTC, half open:
    the unit states its case before `state_by` and appeals before `appeal_by`.
    """

    id: str
    unit: str
    evidence: tuple[Evidence, ...]
    proposed_at: datetime
    state_by: datetime
    state: RedLightState = RedLightState.PROPOSED
    stated_at: datetime | None = None
    decided_at: datetime | None = None
    referred_to: str | None = None
    appeal_by: datetime | None = None
    appealed_at: datetime | None = None

    @property
    def counted(self) -> tuple[Evidence, ...]:
        """The evidence that is not excluded."""
        return tuple(item for item in self.evidence if item.excluded is None)


@dataclass(frozen=True, slots=True)
class CaseLink:
    """Another case that this one was linked to."""

    other: str
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class JudicialContact:
    """One line: `unit` turned to an organ on the local day `on`, and recorded it at `recorded_at`
    (UTC). The organ's name and what was said stand in the text; a letter that the platform issued
    has no text, but its addressee (a unit) and number. `about_bodies` are those that the case
    complained about then: whoever is of one is not given the line.
    """

    case_id: str
    on: date
    kind: ContactKind
    organ: OrganKind | None
    unit: str | None
    recorded_at: datetime
    particulars: ParticularsRef | None
    about_bodies: tuple[str, ...] = ()
    addressee: str | None = None
    letter: LetterNumber | None = None

    @property
    def name(self) -> str:
        """What tells the line from others of its case."""
        if self.particulars is not None:
            return self.particulars.id
        return "-".join(map(str, astuple(self.letter))) if self.letter else ""
