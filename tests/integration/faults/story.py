"""Stories in which every step is first tried with each of its requests to AWS cut in each way."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import boto3  # type: ignore[import-untyped]

from casework.domain.errors import CaseworkError
from infra.replay import Replay
from tests.integration.county import NOW, settle
from tests.integration.faults import inside
from tests.integration.faults.fork import tried_apart
from tests.integration.faults.line import Crash, Cut, Line, ways_to_cut
from tests.integration.faults.moment import Moment
from tests.integration.faults.patient_pump import PatientPump
from tests.integration.faults.picture import Outcome, difference, everything, outcome
from tests.integration.replaying import place
from tests.integration.stack import make_secret, make_topic, make_ways_of_events, rooms
from tests.table_schema import create_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.callers import Answer
    from tests.integration.house import House
    from tests.integration.wire import Call

T = TypeVar("T")
PATIENCE = 4
TABLE = "cuts survived"
"""The property under which a test reports its rows."""


@dataclass(frozen=True)
class Row:
    """A use case: how many requests it makes, how many cuts of them were tried, and which of
    them led elsewhere than the undisturbed run.
    """

    use_case: str
    requests: int
    tried: int
    astray: tuple[str, ...]

    @property
    def survived(self) -> int:
        """Cuts after which everything was as if there had been none."""
        return self.tried - len(self.astray)

    @property
    def shown(self) -> str:
        """The row as it is printed."""
        return f"{self.use_case:48}{self.requests:8}{self.tried:8}{self.survived:10}"


def furnish(house: House) -> None:
    """Give a house the ways of events, and a pump that looks before it asks."""
    make_ways_of_events(house.stack)
    vars(house)["pump"] = PatientPump(house.stack)


def renew(house: House) -> None:
    """Make a house as it was in the beginning."""
    inside.forget_everything()
    create_table(house.stack.client("dynamodb"), house.stack.names["Table"])
    make_secret(house.stack)
    make_topic(house.stack)
    settle(house.stack.client("dynamodb"), house.stack.names["Table"])
    house.clock.now = NOW
    house.outside.told.clear()
    house.outside.troubles.clear()
    furnish(house)


@dataclass
class Story:
    """A house in which time stands still while a step is tried, and what the tries showed.

    A try that ends with every item, message, timer and file as in the undisturbed run has the same
    future. From where one differs, as by an event that came twice, the rest of the story is played
    and its outcome compared.
    """

    house: House
    line: Line
    rehearsing: bool = False
    rows: list[Row] = field(default_factory=list)

    @property
    def pump(self) -> PatientPump:
        """What carries the house's events."""
        return vars(self.house)["pump"]  # type: ignore[no-any-return]

    def tell(self, plot: Callable[[Story], None]) -> None:
        """Once without cuts, so that what is done at the first time only (imports, routes,
        configuration) is not done in every try; then in earnest, in a house made anew.
        """
        self.rehearsing = True
        plot(self)
        self.rehearsing = False
        renew(self.house)
        plot(self)

    def chill(self, function: str) -> None:
        """A room begins anew: it has its clients, and has read nothing yet."""
        rooms()[function].room.cache_clear()
        rooms()[function].room()

    def person(self, use_case: str, ask: Callable[[], Answer], told_already: int = 200) -> Answer:
        """Somebody asks for something, and asks again when there was no answer or an apology;
        `told_already` is the status under which the second answer may say that it is done.
        """
        return self.step(use_case, partial(_insisting, ask, told_already))

    def reactions(self, **queues: str) -> None:
        """Rooms do what waits for them, each in its queue, when everything else has been done."""
        self.pump.react_but(*queues.values())
        for use_case, queue in queues.items():
            self.step(use_case, partial(self.pump.react_in, queue))

    def relay(self, use_case: str) -> None:
        """The relay takes what is new in the table; somebody replays what it had to park."""
        self.step(use_case, self._relay)

    def step(self, use_case: str, do: Callable[[], T]) -> T:
        """Try a step with every cut; then it happens, undisturbed."""
        if self.rehearsing:
            return do()
        (in_turn,) = tried_apart([partial(self._in_turn, do)])
        calls, expected, as_expected = in_turn
        cuts = _cuts(calls)
        others = [cut for cut in cuts if cut not in as_expected]
        rests = tried_apart([partial(self._disturbed, do, cut, expected) for cut in others])
        astray = self._astray(do, calls, dict(zip(others, rests, strict=True)))
        self.rows.append(Row(use_case, len(calls), len(cuts), astray))
        return do()

    def _in_turn(self, do: Callable[[], object]) -> tuple[list[Call], list[str], set[Cut]]:
        """What the step asks for and leads to, and the cuts after which all is as expected, tried
        one after the other, as a process for each takes longer than what is tried. All others are
        tried again apart: so are those before which a room has spared itself a request, because it
        remembers another try.
        """
        moment = Moment(self.house, self.pump, self.line)
        calls, expected = self._undisturbed(do)
        as_expected = set()
        for cut in _cuts(calls):
            moment.again()
            with suppress(AssertionError):
                found = self._after(do, cut)
                if found == expected and _alike(self.line.calls, calls, cut.place):
                    as_expected.add(cut)
        return calls, expected, as_expected

    def _undisturbed(self, do: Callable[[], object]) -> tuple[list[Call], list[str]]:
        with self.line.listening():
            do()
        return self.line.calls, everything(self.house, self.pump)

    def _disturbed(
        self, do: Callable[[], object], cut: Cut, expected: list[str]
    ) -> Outcome | str | None:
        """None when all is as expected; else what becomes of it."""
        try:
            found = self._after(do, cut)
        except AssertionError as error:
            return str(error)
        assert self.line.was_cut, cut
        return None if found == expected else self._rest()

    def _after(self, do: Callable[[], object], cut: Cut) -> list[str]:
        with self.line.listening(cut):
            do()
        return everything(self.house, self.pump)

    def _astray(
        self, do: Callable[[], object], calls: list[Call], rests: dict[Cut, Outcome | str | None]
    ) -> tuple[str, ...]:
        if not any(rests.values()):
            return ()
        (expected,) = tried_apart([lambda: (do(), self._rest())[1]])
        return tuple(
            f"{cut.place} {calls[cut.place].operation}, {cut.way}: {_told(rest, expected)}"
            for cut, rest in rests.items()
            if rest is not None and rest != expected
        )

    def _rest(self) -> Outcome:
        """Two days pass, in which departments are late and the sweep notices."""
        self.pump.carry()
        for hours in (24, 24, 10):
            self.house.clock.advance(hours=hours)
            self.pump.sweep()
            self.pump.carry()
        return outcome(self.house)

    def _relay(self) -> None:
        for _ in range(PATIENCE):
            try:
                self.pump.relay()
            except (Crash, CaseworkError):
                continue
            break
        if inside.bodies(self.house.stack, "ParkingQueue"):
            self._replay()

    def _replay(self) -> None:
        where = place(self.house.stack)
        Replay(boto3.Session(), where, say=lambda _: None, wait=0).run()


def _cuts(calls: list[Call]) -> list[Cut]:
    return [Cut(place, way) for place, call in enumerate(calls) for way in ways_to_cut(call)]


def _alike(calls: list[Call], others: list[Call], until: int) -> bool:
    """Whether the same is asked for up to a place and there, whatever the parameters."""
    asked, asked_before = (
        [(call.service, call.operation) for call in each[: until + 1]] for each in (calls, others)
    )
    return asked == asked_before


def _insisting(ask: Callable[[], Answer], told_already: int) -> Answer:
    for _ in range(PATIENCE):
        try:
            answer = ask()
        except Crash:
            continue
        if answer.status < 500:
            assert answer.status < 400 or answer.status == told_already, answer.text
            return answer
    raise AssertionError("nobody answers")


def _told(rest: Outcome | str, expected: Outcome) -> str:
    return rest if isinstance(rest, str) else str(difference(rest, expected))
