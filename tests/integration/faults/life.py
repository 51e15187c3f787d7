"""What people of a county do at which instants, played in fair weather and in bad."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from casework.domain.deadline import CHINA_TIME
from tests.integration.faults import inside
from tests.integration.faults.asking import ask, file_through
from tests.integration.faults.indexes import check_bus, check_indexes
from tests.integration.faults.picture import Outcome, figures, outcome
from tests.integration.faults.script import Acts, Dares, Files, Passes
from tests.integration.faults.steps import EVERY_STEP, Step, enlist, steps_of, steps_offered
from tests.integration.faults.weather import FAIR, WeatheredPump
from tests.integration.outside import turn_away

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case, Status
    from tests.integration.faults.script import Script
    from tests.integration.house import House, Link

HOUR = timedelta(hours=1)
TO_MONDAY = 72
"""Hours after which people were told, whatever day it was."""

OF_TWO_CASES = frozenset({"merge", "links"})
"""Steps that a page offers and that the other case, which is named in the form, may forbid."""

NEW = 0.8
"""How often somebody does what nobody did before."""


@dataclass(frozen=True)
class Done:
    """A step as it was taken in the n-th case: how the case stood, and the status that answered."""

    case: int
    step: Step
    seen: tuple[Status, str | None]
    status: int


@dataclass
class Life:
    """Plays a script in a house; `known` are the kinds of steps that were offered in a case."""

    house: House
    pump: WeatheredPump
    is_fair: bool
    links: list[Link] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    known: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Everybody is at work, and short messages reach nobody in this county."""
        enlist()
        turn_away(self.house.outside, "sms")

    def play(self, script: Script, told: list[Done] | None = None) -> tuple[list[Done], Outcome]:
        """People do as the script says. `told` is what they did in another life: they do the same.
        Nobody can act on what is still to come: who sees another case, or gets another answer,
        looks again when everything has arrived.
        """
        for part in script:
            if isinstance(part, Files):
                self.links.append(file_through(self.house, part.form, len(self.links)))
            elif isinstance(part, Passes):
                self._live(part)
            else:
                self.done.append(self._act(part, told[len(self.done)] if told else None))
            self._count()
        self._live(Passes(TO_MONDAY, FAIR))
        self._count()
        check_bus(self.house.stack, [self.house.case_file(link.case_id) for link in self.links])
        return self.done, outcome(self.house)

    def _live(self, part: Passes) -> None:
        """Hour by hour while anything is under way. Nothing is late for longer than the day, by
        which deadlines are counted.
        """
        self.pump.endure(FAIR if self.is_fair else part.weather)
        self.pump.carry()
        until = self.house.clock.now + part.hours * HOUR
        while self.house.clock.now < until:
            now = self.house.clock.now
            self.house.clock.now = min(until, now + HOUR * self._hours_of_rest(now, until))
            if _local_day(now) != _local_day(self.house.clock.now):
                self.pump.clear_up()
            self.pump.fire_timers(self.house.clock.now)
            if inside.anything_due(self.house.stack, self.house.clock.now):
                self.pump.sweep()
            self.pump.carry()

    def _hours_of_rest(self, now: datetime, until: datetime) -> int:
        """After how many hours anything happens."""
        if self.pump.is_busy:
            return 1
        wakes = min([until, *inside.wakes_at(self.house.stack)])
        return max(1, -(-(wakes - now) // HOUR))

    def _count(self) -> None:
        """At every instant figures and lists are those of the cases."""
        items = list(inside.items(self.house.stack))
        cases = [self.house.case(link.case_id) for link in self.links]
        figures(items, cases)
        check_indexes(items, cases)

    def _act(self, part: Acts, told: Done | None) -> Done:
        number = part.case % len(self.links)
        case = self.house.case(self.links[number].case_id)
        step = told.step if told else self._chosen(part, case)
        if told and _seen(case) != told.seen:
            self.pump.clear_up()
        done = self._take(number, step, part)
        if told and done.status != told.status:
            self.pump.clear_up()
            return self._take(number, step, part)
        return done

    def _chosen(self, part: Acts, case: Case) -> Step:
        """Mostly a kind of step that nobody took yet, and first of these what became possible by
        the last one; each kind is as likely as the others, however many people may take it.
        """
        found: tuple[Step, ...] = EVERY_STEP
        if not isinstance(part, Dares):
            found = tuple(steps_offered(case, self.house.clock.now)) or EVERY_STEP
        chance, kinds = part.chance, {step.what for step in found}
        if chance.random() < NEW:
            untried = kinds - {done.step.what for done in self.done}
            kinds = untried - self.known.get(case.id, set()) or untried or kinds
        if not isinstance(part, Dares):
            self.known[case.id] = {step.what for step in found}
        what = chance.choice(sorted(kinds))
        return chance.choice(sorted(step for step in found if step.what == what))

    def _take(self, number: int, step: Step, part: Acts) -> Done:
        """Take a step. Where a page offers it, it is accepted; where none does, it is refused and
        changes nothing.
        """
        link, chance, stack = self.links[number], part.chance, self.house.stack
        case = self.house.case(link.case_id)
        offered = steps_of(step.who, case, self.house.clock.now)
        before = inside.everything_stored(stack)
        operation = offered.get(step, step.what.replace("*", "1"))
        others = [each.case_id for each in self.links if each != link] or [link.case_id]
        said = ask(self.house, link, step.who, operation, chance, chance.choice(others))
        if said.is_refusal:
            assert step not in offered or step.what in OF_TWO_CASES, (step, said)
            assert inside.everything_stored(stack) == before, (step, said)
        else:
            assert said.status in {200, 303} and step in offered, (step, said)
        return Done(number, step, _seen(case), said.status)


def _seen(case: Case) -> tuple[Status, str | None]:
    return case.status, case.lead


def _local_day(instant: datetime) -> object:
    return instant.astimezone(CHINA_TIME).date()
