"""Special tracks: one matter one discussion (一事一议, O8) and the green channel (绿色通道, E8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import Status
from casework.domain.clock_moves import hastened
from casework.domain.decision_events import GreenChannelOpened, OneMatterOpened, Track
from casework.domain.decision_rules import AlreadyOnTrackError, SuspendedError
from casework.domain.requesting import check_none_undecided
from casework.domain.rules import (
    AlreadyResolvedError,
    CaseClosedError,
    ComplainedBodyError,
    NotYetRoutedError,
    UnknownUnitError,
)
from casework.domain.standing_still import dates_to_come, dates_with, handling_clocks

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef


@dataclass(frozen=True, slots=True)
class OpenOneMatter:
    """A supervisor declares a matter urgent and names who coordinates it, with the reason."""

    coordinator: str
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[OneMatterOpened]:
        """The shorter limits run from now where they end earlier; nothing ever ends later."""
        check_open_one_matter(case, context.now)
        if self.coordinator not in context.organisation.units:
            raise UnknownUnitError(unit=self.coordinator)
        if self.coordinator in case.about_bodies:
            raise ComplainedBodyError
        dates = hastened(dates_to_come(case), context.now, context)
        opened = OneMatterOpened(
            coordinator=self.coordinator,
            particulars=self.particulars,
            clocks=hastened(handling_clocks(case), context.now, context),
            dates=dates_with(case, dates),
        )
        return (opened,)


@dataclass(frozen=True, slots=True)
class OpenGreenChannel:
    """The case is marked for the green channel of a court or another organ, with the reason."""

    organ: str
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[GreenChannelOpened]:
        """A mark that others see; it changes no time, least of all a judicial one."""
        check_open_green_channel(case, context.now)
        if not context.organisation.handles_cases(self.organ):
            raise UnknownUnitError(unit=self.organ)
        if self.organ in case.about_bodies:
            raise ComplainedBodyError
        return (GreenChannelOpened(self.organ, self.particulars),)


def check_open_one_matter(case: Case, now: datetime) -> None:
    """Whether the case may become one matter one discussion; raises the rule that forbids it."""
    _check_open(case)
    check_none_undecided(case)
    if case.status is Status.SUSPENDED:
        raise SuspendedError
    if case.track is Track.ONE_MATTER:
        raise AlreadyOnTrackError


def check_open_green_channel(case: Case, now: datetime) -> None:
    """Whether the case may be marked for the green channel now."""
    _check_open(case)
    if case.track is not Track.ORDINARY:
        raise AlreadyOnTrackError


def _check_open(case: Case) -> None:
    if not case.status.is_open:
        raise CaseClosedError
    if case.status is Status.SUBMITTED:
        raise NotYetRoutedError
    if case.status is Status.RESOLVED:
        raise AlreadyResolvedError
