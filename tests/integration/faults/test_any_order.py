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
from tests.integration.faults.life import Life
from tests.integration.faults.picture import difference
from tests.integration.faults.script import FORMS, Acts, Dares, Files, Passes
from tests.integration.faults.story import renew
from tests.integration.faults.weather import FAIR, Weather, WeatheredPump

if TYPE_CHECKING:
    from tests.integration.faults.life import Done
    from tests.integration.faults.script import Script
    from tests.integration.house import House

EXAMPLES, STEPS_OF_EACH = 2, 12
MOST_CASES = 3
NTH = st.integers(0, MOST_CASES - 1)
SEED = st.integers(0, 2**32 - 1)
BAD = st.builds(
    Weather,
    seed=SEED,
    held=st.sampled_from([0.1, 0.3, 0.6]),
    lost=st.sampled_from([0.0, 0.5, 1.0]),
)
WARMING_UP: Script = (
    *(Files("loan"), Files("unclear"), Files("complaint"), Passes(1, FAIR)),
    *(Acts(seed % MOST_CASES, seed) for seed in range(9)),
    Passes(40, FAIR),
    *(Acts(seed % MOST_CASES, seed) for seed in range(9, 18)),
    *(Dares(seed % MOST_CASES, seed) for seed in range(4)),
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
    @rule(case=NTH, seed=SEED)
    def act(self, case: int, seed: int) -> None:
        self.script += (Acts(case, seed),)

    @precondition(lambda self: self.filed)
    @rule(case=NTH, seed=SEED)
    def dare(self, case: int, seed: int) -> None:
        self.script += (Dares(case, seed),)

    @precondition(lambda self: self.filed)
    @rule(hours=st.sampled_from([1, 6, 20, 24, 48, 96]), weather=BAD)
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
        done, expected = fair
        (bad,) = tried_apart([partial(life(house, is_fair=False).play, self.script, done)])
        assert bad[0] == done
        assert difference(bad[1], expected) == {}
        assert expected.stuck == []
        for numbers in expected.numbers.values():
            assert numbers == list(range(1, len(numbers) + 1))


def life(house: House, *, is_fair: bool) -> Life:
    """A life that begins here and now."""
    pump = WeatheredPump(house.stack)
    vars(house)["pump"] = pump
    return Life(house, pump, is_fair)


def kinds_accepted(done: list[Done]) -> set[str]:
    """Kinds of steps that somebody could take."""
    return {each.step.what for each in done if each.status in {200, 303}}


def test_any_order_any_number_of_deliveries_and_lost_timers_end_alike(patient: House) -> None:
    done, _ = life(patient, is_fair=True).play(WARMING_UP)
    assert len(kinds_accepted(done)) >= 12, done
    assert {each.status for each in done} >= {200, 303, 403}
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
