"""What narrows a list of cases; nothing in it identifies a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.domain.case import Status
    from casework.domain.case_line import CaseLine
    from casework.domain.light import Light


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Cases at a status, with a light, led by a unit; None does not ask."""

    status: Status | None = None
    light: Light | None = None
    lead: str | None = None

    @property
    def keeps_all(self) -> bool:
        """Whether nothing is left out."""
        return self.status is None and self.light is None and self.lead is None

    def keeps(self, line: CaseLine) -> bool:
        """Whether a case stays on the list."""
        return (
            self.status in {None, line.status}
            and self.lead in {None, line.lead}
            and self.light in {None, line.light}
        )


EVERYTHING = CaseFilter()
