"""What a life is played from: who files, acts, dares, and how long time passes in what weather."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from tests.integration.county import CHEMICAL_PARK, LOAN, UNCLEAR
from tests.integration.every_operation import ABOUT_THE_CENTRE, BEFORE_A_COURT

if TYPE_CHECKING:
    from tests.integration.faults.weather import Weather

FORMS: dict[str, dict[str, Any]] = {
    "loan": {"form": LOAN, "notify_by": "email", "contact_email": "li@firm.example"},
    "park": {"form": CHEMICAL_PARK},
    "unclear": {"form": UNCLEAR, "notify_by": "sms"},
    "confidential": {"form": UNCLEAR, "confidential": True},
    "complaint": {"form": ABOUT_THE_CENTRE},
    "court": {"form": BEFORE_A_COURT},
}


@dataclass(frozen=True)
class Files:
    """An enterprise files a case."""

    form: str


@dataclass(frozen=True)
class Acts:
    """Somebody does in the n-th case what their page offers; `seed` chooses."""

    case: int
    seed: int

    @property
    def chance(self) -> random.Random:
        """The same choices whenever they are made."""
        return random.Random(self.seed)  # noqa: S311 - reproducible


@dataclass(frozen=True)
class Dares(Acts):
    """Somebody asks in the n-th case for any step there is, offered or not."""


@dataclass(frozen=True)
class Passes:
    """Hours pass in some weather."""

    hours: int
    weather: Weather


Script: TypeAlias = "tuple[Files | Acts | Passes, ...]"
