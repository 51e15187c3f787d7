"""The facts of red lights (红灯, P8), past tense, and the evidence that they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from casework.domain.particulars import ParticularsRef


class EvidenceKind(StrEnum):
    """What speaks for passivity or buck-passing (消极应付、推诿扯皮, P8)."""

    MISSED_AFTER_LETTER = "missed_after_letter"
    GROUNDLESS_RETURN = "groundless_return"
    FALSE_CLOSING = "false_closing"
    LETTER_UNANSWERED = "letter_unanswered"
    PRESSURE = "pressure"


class Exclusion(StrEnum):
    """Why a piece of evidence is shown and not counted (DESIGN 6)."""

    UNDER_APPEAL = "under_appeal"
    CAUSED_BY_OTHERS = "caused_by_others"
    NOT_THE_REPORTERS = "not_the_reporters"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: when it came about, and the clock, letter or request it rests on.

    `ref` names that within the case: a clock as `stage/round` or `stage/round/request`, a letter or
    request by its id, another finding by its place among those of its kind.
    """

    kind: EvidenceKind
    ref: str
    at: datetime | None
    excluded: Exclusion | None = None

    @property
    def key(self) -> tuple[EvidenceKind, str]:
        """What tells it from the other evidence against the unit."""
        return self.kind, self.ref


@dataclass(frozen=True, slots=True)
class RedLightProposed:
    """Evidence against a unit reached a threshold, or a supervisor found it enough; not a light.

    The unit may state its case until `state_by`; `policy` set the thresholds.
    """

    red_light: str
    unit: str
    evidence: tuple[Evidence, ...]
    state_by: datetime
    policy: str
    particulars: ParticularsRef | None = None


@dataclass(frozen=True, slots=True)
class EvidenceExcluded:
    """A supervisor found that a piece of evidence is not the unit's doing; it is shown, and does
    not count.
    """

    red_light: str
    unit: str
    evidence: EvidenceKind
    ref: str
    excluded: Exclusion
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class CaseStated:
    """The unit stated its case (陈述申辩) on a proposed red light."""

    red_light: str
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class RedLightSigned:
    """A supervisor signed the red light (红灯警告, P8) and referred the unit (移送建议)."""

    red_light: str
    unit: str
    referred_to: str
    appeal_by: datetime
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class RedLightDismissed:
    """A supervisor found that the evidence does not bear a red light."""

    red_light: str
    unit: str
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class RedLightAppealed:
    """The unit appealed to the leading group; it can once."""

    red_light: str
    unit: str
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class RedLightAppealDecided:
    """The leading group decided, finally: the red light stands (`upheld`) or is lifted."""

    red_light: str
    unit: str
    upheld: bool
    particulars: ParticularsRef


RedLightEvent: TypeAlias = (
    RedLightProposed
    | EvidenceExcluded
    | CaseStated
    | RedLightSigned
    | RedLightDismissed
    | RedLightAppealed
    | RedLightAppealDecided
)
