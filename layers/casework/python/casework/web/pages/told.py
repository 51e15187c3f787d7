"""What is said of one event on the tracking page, and who says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.web.dates import deadline_text
from casework.web.pages.names import unit_name

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.organisation import Organisation
    from casework.domain.particulars import ParticularsRef
    from casework.web.wording import Wording


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one event: a title, short lines, the texts it refers to, and whether it was
    in time.
    """

    title: str
    lines: tuple[str, ...] = ()
    refs: tuple[ParticularsRef | None, ...] = ()
    on_time: bool | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Speaks one language of one county, at `now`."""

    organisation: Organisation
    say: Wording
    now: datetime

    def unit(self, unit: str) -> str:
        """A body by its name."""
        return unit_name(unit, self.organisation, self.say)

    def units(self, units: tuple[str, ...]) -> str:
        """Several bodies by their names."""
        return self.say.join([self.unit(unit) for unit in units])

    def deadline(self, instant: datetime) -> str:
        """A half-open deadline as people read it."""
        return deadline_text(instant, self.say.language, self.now)
