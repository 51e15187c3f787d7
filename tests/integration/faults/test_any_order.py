"""Whatever comes late, twice or out of order, and however many timers are lost: the same people
doing the same at the same instants end in the same county (DESIGN 2).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from tests.integration.faults.fork import tried_apart
from tests.integration.faults.life import FORMS, STEPS, Acts, Files, Life, Passes
from tests.integration.faults.picture import difference
from tests.integration.faults.story import renew
from tests.integration.faults.weather import FAIR, Weather, WeatheredPump

if TYPE_CHECKING:
    from tests.integration.faults.life import Script
    from tests.integration.house import House

EXAMPLES, STEPS_OF_EACH = 2, 12
MOST_CASES = 3
BAD = st.builds(
    Weather,
    seed=st.integers(0, 2**32 - 1),
    held=st.sampled_from([0.1, 0.3, 0.6]),
    lost=st.sampled_from([0.0, 0.5, 1.0]),
)
WARMING_UP = (
    *(Files("loan"), Files("park"), Files("unclear"), Passes(1, FAIR), Acts(2, "assignment")),
    *(Passes(40, FAIR), Acts(1, "acknowledgement"), Acts(1, "answer"), Acts(0, "addition")),
    *(Acts(0, "all together"), Acts(0, "rating"), Acts(2, "task-report")),
)


class County(RuleBasedStateMachine):
    """Rules write the script; it is played at the end, in two copies of this process."""

    house: ClassVar[House]

    def __init__(self) -> None:
        super().__init__()
        self.script: Script = ()

    @precondition(lambda self: self.filed < MOST_CASES)
    @rule(form=st.sampled_from(sorted(FORMS)))
    def file(self, form: str) -> None:
        self.script += (Files(form),)

    @precondition(lambda self: self.filed)
    @rule(case=st.integers(0, MOST_CASES - 1), step=st.sampled_from(sorted(STEPS)))
    def act(self, case: int, step: str) -> None:
        self.script += (Acts(case, step),)

    @precondition(lambda self: self.filed)
    @rule(hours=st.integers(1, 24), weather=BAD)
    def pass_time(self, hours: int, weather: Weather) -> None:
        self.script += (Passes(hours, weather),)

    @property
    def filed(self) -> int:
        return sum(isinstance(part, Files) for part in self.script)

    def teardown(self) -> None:
        if not self.filed:
            return
        house = self.house
        (fair,) = tried_apart([partial(life(house, is_fair=True).play, self.script)])
        answers, expected = fair
        (bad,) = tried_apart([partial(life(house, is_fair=False).play, self.script, answers)])
        assert bad[0] == answers
        assert difference(bad[1], expected) == {}
        assert expected.stuck == []
        for numbers in expected.numbers.values():
            assert numbers == list(range(1, len(numbers) + 1))


def life(house: House, *, is_fair: bool) -> Life:
    """A life that begins here and now."""
    pump = WeatheredPump(house.stack)
    vars(house)["pump"] = pump
    return Life(house, pump, is_fair)


def test_any_order_any_number_of_deliveries_and_lost_timers_end_alike(patient: House) -> None:
    answers, ended = life(patient, is_fair=True).play(WARMING_UP)
    assert answers == [200, 200, 200, 303, 200, 303, 200]
    assert ended.numbers == {("centre", 2026): [1, 2, 3]}
    renew(patient)
    County.house = patient
    run_state_machine_as_test(
        County,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS_OF_EACH,
            phases=[Phase.generate],
        ),
    )
