"""The dates shown to the enterprise: they follow a round, not the unit that happens to have it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from casework.domain.clocks import Clock, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

VERIFY = frozenset({Stage.VERIFY, Stage.DIRECT_VERIFY})
REPLY = frozenset({Stage.REPLY, Stage.DIRECT_ANSWER})
CLOSE = frozenset({Stage.RESOLVE, Stage.DIRECT_ANSWER})
OF_A_ROUND = VERIFY | REPLY | CLOSE


@dataclass(frozen=True, slots=True)
class EnterpriseDates:
    """A round's dates as its first assignment, or direct handling, gave them. A return starts the
    next unit's clocks afresh and these never (DESIGN 4); an extension, a suspension, a holiday
    notice and urgency move them.

    `clocks` are kept for how they are counted alone: nothing is ever owed or missed by them.
    """

    clocks: tuple[Clock, ...]

    @classmethod
    def of(cls, clocks: Iterable[Clock]) -> Self | None:
        """The dates that these clocks give a round; None when they are of none. The enterprise is
        warned of nothing.
        """
        kept = tuple(
            replace(clock, warn_at=None, warned=False)
            for clock in clocks
            if clock.stage in OF_A_ROUND
        )
        stages = {clock.stage for clock in kept}
        return cls(kept) if stages & CLOSE and stages & VERIFY else None

    @classmethod
    def of_the_units(cls, clocks: Iterable[Clock]) -> Self | None:
        """What the clocks of a case say by themselves: the dates of its latest round, as long as no
        return, miss or decision has parted them from what the units owe.
        """
        kept = [clock for clock in clocks if clock.stage in OF_A_ROUND]
        latest = max((clock.round for clock in kept), default=1)
        fresh = (
            replace(clock, ended_at=None, missed=False)
            for clock in kept
            if clock.round == latest and clock.request is None
        )
        return cls.of(fresh)

    @property
    def verify_by(self) -> datetime:
        """When what happened is to be verified."""
        return self._of(VERIFY).due

    @property
    def reply_by(self) -> datetime:
        """When the reply, or the direct answer, is to be given."""
        return self._of(REPLY).due

    @property
    def resolve_by(self) -> datetime:
        """When the matter is to be closed; of direct handling, when it is answered."""
        return self._of(CLOSE).due

    @property
    def provisional(self) -> bool:
        """Whether a holiday notice still to come may move the last of them (暂定)."""
        return self._of(CLOSE).provisional

    @property
    def is_extended(self) -> bool:
        """Whether the last of them was extended (延期)."""
        return self._of(CLOSE).extension is not None

    def _of(self, stages: frozenset[Stage]) -> Clock:
        return next(clock for clock in self.clocks if clock.stage in stages)
