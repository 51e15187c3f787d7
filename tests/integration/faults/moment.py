"""A moment of a story, to which everything that AWS, the pump and the clock know comes back."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from tests.integration.faults import inside
from tests.snapshots import SERVICES, put_back, taken

if TYPE_CHECKING:
    from tests.integration.faults.line import Line
    from tests.integration.faults.patient_pump import PatientPump
    from tests.integration.house import House


class Moment:
    """Now. What rooms remember stays: who comes back has to see that they ask the same again."""

    def __init__(self, house: House, pump: PatientPump, line: Line) -> None:
        self._house, self._pump, self._line = house, pump, line
        self._aws, self._now = taken(*SERVICES), house.clock.now
        self._known = _known(pump)
        self._answered = dict(line.committed)

    def again(self) -> None:
        """Have it be this moment."""
        inside.forget_everything()
        put_back(self._aws)
        self._house.clock.now = self._now
        vars(self._pump).update(copy.deepcopy(self._known))
        self._line.committed = dict(self._answered)


def _known(pump: PatientPump) -> dict[str, Any]:
    """What a pump has seen so far."""
    return copy.deepcopy({name: each for name, each in vars(pump).items() if name != "stack"})
