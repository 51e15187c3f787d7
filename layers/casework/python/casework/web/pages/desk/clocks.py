"""Clocks (时限) of a case as bars and words: what has passed, what was paused, what is late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import Status
from casework.domain.clocks import NAMED_DAYS, Stage
from casework.domain.deadline import Unit
from casework.domain.light import is_yellow
from casework.domain.requests import RequestKind, RequestState
from casework.domain.supervision_events import Closing
from casework.web.dates import deadline_text, due_text, moment_text, time_left_text
from casework.web.pages.desk.decision_sentences import REQUEST_KINDS
from casework.web.pages.desk.vocabulary import STAGES
from casework.web.pages.names import unit_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.clocks import Clock
    from casework.domain.organisation import Organisation
    from casework.domain.requests import CaseRequest
    from casework.domain.working_days import WorkingCalendar
    from casework.web.wording import Wording

LEAD_STAGES = frozenset({Stage.VERIFY, Stage.REPLY, Stage.RESOLVE})

DECISIONS = frozenset(
    {Stage.REQUEST_DECISION, Stage.OBJECTION_DECISION, Stage.REVIEW, Stage.PRIVACY_DECISION}
)
"""What ends by the decision itself, at the instant that lets other clocks go."""

HOLDING = (RequestKind.RETURN, RequestKind.EXTENSION, RequestKind.SUSPENSION)
"""Requests that hold the units' clocks while they are undecided (DESIGN 4)."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: `kind` is done, gone, run, pause or over; places are percent of the bar."""

    kind: str
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One clock. `words` say in full what the bar draws: the instant, and how it stands; `tags` by
    which limits it runs.
    """

    label: str
    unit: str
    tags: tuple[str, ...]
    words: str
    state: str
    notes: tuple[str, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """What is due: the stage, whose, the instant and, beside it, what is left."""

    stage: str
    unit: str
    instant: str
    left: str
    late: bool
    paused: bool
    iso: str


@dataclass(frozen=True, slots=True)
class ClockReader:
    """Puts clocks into words and bars at one instant."""

    organisation: Organisation
    calendar: WorkingCalendar
    now: datetime
    say: Wording

    def rows(self, case: Case) -> tuple[ClockRow, ...]:
        """Every clock: by round, and within one in the order of the work."""
        order = {stage: place for place, stage in enumerate(Stage)}
        clocks = sorted(case.clocks, key=lambda each: (each.round, order[each.stage]))
        return tuple(self._row(clock, case) for clock in clocks)

    def due(self, clock: Clock) -> Due:
        """What a running clock owes, for a list or a heading."""
        say = self.say
        left = time_left_text(clock.due, say.language, self.now, self.calendar)
        return Due(
            stage=say(STAGES[clock.stage]),
            unit=self._unit(clock),
            instant=due_text(clock.due, say.language, self.now, provisional=clock.provisional),
            left=say("standing still") if clock.is_paused else self._left(clock, left),
            late=not clock.is_paused and (clock.missed or self.now >= clock.due),
            paused=clock.is_paused,
            iso=clock.due.strftime("%Y-%m-%dT%H:%MZ"),
        )

    def _left(self, clock: Clock, left: str) -> str:
        return self.say("overdue") if self.now >= clock.due else left

    def _row(self, clock: Clock, case: Case) -> ClockRow:
        """The lead's own steps need no name beside them: the page names the lead."""
        of_the_lead = clock.unit == case.lead and clock.stage in LEAD_STAGES
        state = self._state(clock, case)
        label = self.say(STAGES[clock.stage])
        if clock.round > 1:
            label = self.say("%(stage)s, round %(n)s", stage=label, n=clock.round)
        return ClockRow(
            label=label,
            unit="" if of_the_lead else self._unit(clock),
            tags=tuple(self._tags(clock)),
            words=self._words(clock, state, case),
            state=state,
            notes=tuple(self._notes(clock, case)),
            segments=tuple(_segments(clock, self.now, "gone" if state == "gone" else "done")),
        )

    def _state(self, clock: Clock, case: Case) -> str:
        if clock.ended_at is not None:
            if clock.ended_at >= clock.due:
                return "tardy"
            let_go = clock.stage not in DECISIONS and clock.ended_at in _let_go(case)
            return "gone" if let_go else "done"
        if clock.is_paused:
            return "paused"
        return "late" if is_yellow(clock) or self.now >= clock.due else "run"

    def _words(self, clock: Clock, state: str, case: Case) -> str:
        say, language = self.say, self.say.language
        due = deadline_text(clock.due, language, self.now, provisional=clock.provisional)
        if clock.ended_at is not None:
            when = moment_text(clock.ended_at, language, self.now)
            if state == "done":
                return say("in time · %(when)s", when=when)
            if state == "gone":
                return say("not owed any more · %(when)s", when=when)
            return say("late · %(when)s, was due %(due)s", when=when, due=due)
        if state == "paused":
            return say("%(why)s · was due %(due)s", why=say("standing still"), due=due)
        left = time_left_text(clock.due, language, self.now, self.calendar)
        return say("%(due)s · %(left)s", due=due, left=self._left(clock, left))

    def _why_still(self, case: Case) -> str:
        """Why the clocks of a case stand still, where they do."""
        if case.suspension is not None:
            return self.say("suspended")
        held = next((kind for kind in HOLDING if case.undecided(kind)), None)
        if held is None:
            return self.say("standing still")
        return self.say("held: %(kind)s undecided", kind=self.say(REQUEST_KINDS[held]))

    def _tags(self, clock: Clock) -> Iterator[str]:
        if clock.urgent:
            yield self.say("urgent limits")
        limit = clock.extension
        if limit is not None and limit.unit is Unit.WORKING_DAYS:
            yield self.say("extended (working days: %(n)s)", n=limit.amount)
        elif limit is not None:
            yield self.say("extended")

    def _notes(self, clock: Clock, case: Case) -> Iterator[str]:
        say = self.say
        for pause in clock.pauses:
            start = moment_text(pause.start, say.language, self.now)
            if pause.end is None and not clock.is_running:
                continue
            if pause.end is None:
                why = self._why_still(case)
                yield say("since %(start)s: %(why)s", start=start, why=why)
            else:
                end = moment_text(pause.end, say.language, self.now)
                yield say("paused %(start)s to %(end)s", start=start, end=end)

    def _unit(self, clock: Clock) -> str:
        if clock.unit is None:
            return self.say("Enterprise")
        return unit_name(clock.unit, self.organisation, self.say)


def decides(clock: Clock, request: CaseRequest) -> bool:
    """Whether a clock is that of the decision on a request; an agreed action bears ids in the same
    place, and owes no decision.
    """
    own = clock.request == request.id and clock.unit == request.decider
    return own and clock.stage not in NAMED_DAYS


def _let_go(case: Case) -> set[datetime]:
    """When clocks ended because nothing was owed any more, not because it was done: the case was
    returned, withdrawn, merged, or over for another reason.
    """
    returned = (
        each.decided_at
        for each in case.requests
        if each.kind is RequestKind.RETURN and each.state is RequestState.ACCEPTED
    )
    over = case.status is Status.MERGED or case.closing in _OVER
    ends = (*returned, case.withdrawn_at, case.closed_at if over else None)
    return {end for end in ends if end is not None}


_OVER = frozenset({Closing.NOT_THE_REPORTERS, Closing.SPECIAL_SUPERVISION})


def _segments(clock: Clock, now: datetime, ended: str) -> Iterator[Segment]:
    """The bar spans from the start to the deadline, or to what came after it."""
    end = clock.ended_at or now
    begin, until = clock.started_at, max(clock.due, end)
    whole = (until - begin).total_seconds()
    if whole <= 0:
        return

    def part(kind: str, start: datetime, stop: datetime) -> Iterator[Segment]:
        start, stop = max(start, begin), min(stop, until)
        if stop > start:
            left = (start - begin).total_seconds() / whole * 100
            width = (stop - start).total_seconds() / whole * 100
            yield Segment(kind, round(left, 2), round(width, 2))

    passed = "run" if clock.ended_at is None else ended
    yield from part(passed, begin, min(end, clock.due))
    if not clock.is_paused:
        yield from part("over", clock.due, end)
    for pause in clock.pauses:
        yield from part("pause", pause.start, pause.end or end)
