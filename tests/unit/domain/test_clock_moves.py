"""Clocks that move: holds, pauses, extensions and urgency, warnings with them."""

from dataclasses import replace

import pytest

from casework.domain.clock_moves import (
    ended,
    extended,
    hastened,
    lifted,
    merged,
    paused,
    recounted,
    released,
)
from casework.domain.clocks import Clock, Stage, start_clock
from casework.domain.deadline import Limit, Pause, Unit
from tests.builders import NOW, REPLY_BY, RESOLVE_BY, VERIFY_BY, context
from tests.unit.clocks import at_24, local

RULES = context()
FIVE = Limit(5, Unit.WORKING_DAYS)


def started(stage: Stage) -> Clock:
    return start_clock(stage, "justice", RULES)


def standing(stage: Stage, since: str) -> Clock:
    return paused([started(stage)], local(since))[0]


def test_a_clock_that_stands_still_owes_nothing() -> None:
    clock = standing(Stage.VERIFY, "2026-03-02 15:00")
    assert (clock.is_paused, clock.pending, clock.due) == (True, None, VERIFY_BY)


def test_a_clock_that_stands_still_goes_on_standing_since_it_did() -> None:
    clock = standing(Stage.VERIFY, "2026-03-02 15:00")
    assert paused([clock], local("2026-03-02 17:00")) == (clock,)


@pytest.mark.parametrize("change", [{"missed": True}, {"ended_at": REPLY_BY}])
def test_what_was_missed_or_has_ended_is_never_moved(change: dict[str, object]) -> None:
    clock = replace(started(Stage.RESOLVE), **change)  # type: ignore[arg-type]
    assert paused([clock], NOW) == ()
    assert extended([clock], FIVE, NOW, RULES) == ()
    assert hastened([clock], NOW, RULES) == ()


def test_what_was_suspended_is_added_and_the_warning_moves_along() -> None:
    clock = standing(Stage.REPLY, "2026-03-03 10:00")
    (runs,) = lifted([clock], local("2026-03-06 15:00"), RULES)
    assert runs.pauses == (Pause(local("2026-03-03 10:00"), local("2026-03-06 15:00")),)
    assert (runs.due, runs.warn_at) == (at_24("2026-03-10"), at_24("2026-03-09"))
    assert runs.pending == at_24("2026-03-09")


def test_a_warning_that_has_passed_by_the_lifting_is_not_given() -> None:
    clock = standing(Stage.VERIFY, "2026-03-03 10:00")
    (runs,) = lifted([clock], local("2026-03-05 15:00"), RULES)
    assert (runs.due, runs.warn_at, runs.pending) == (at_24("2026-03-05"), None, runs.due)


def test_a_pause_that_is_lifted_at_its_own_instant_never_was() -> None:
    clock = standing(Stage.VERIFY, "2026-03-02 15:00")
    assert lifted([clock], local("2026-03-02 15:00"), RULES) == (started(Stage.VERIFY),)


def test_a_hold_that_ends_before_the_deadline_changes_nothing() -> None:
    stages = (Stage.VERIFY, Stage.REPLY, Stage.RESOLVE)
    held = paused(map(started, stages), local("2026-03-02 15:00"))
    assert released(held, local("2026-03-02 17:00"), RULES) == tuple(map(started, stages))


def test_a_hold_that_outlasts_the_first_deadline_stays_as_a_segment_of_all() -> None:
    held = paused(map(started, (Stage.VERIFY, Stage.RESOLVE)), local("2026-03-03 15:00"))
    verify, resolve = released(held, VERIFY_BY, RULES)
    segment = Pause(local("2026-03-03 15:00"), VERIFY_BY)
    assert (verify.pauses, resolve.pauses) == ((segment,), (segment,))
    assert (verify.due, resolve.due) == (at_24("2026-03-04"), RESOLVE_BY)


def test_decided_an_instant_before_the_deadline_the_hold_is_dropped() -> None:
    (held,) = paused([started(Stage.VERIFY)], local("2026-03-03 15:00"))
    (runs,) = released([held], local("2026-03-03 23:59"), RULES)
    assert (runs.pauses, runs.due, runs.warn_at) == ((), VERIFY_BY, None)


def test_an_extension_is_added_to_the_deadline_and_warned_of_again() -> None:
    warned = replace(started(Stage.RESOLVE), warned=True)
    (longer,) = extended([warned], FIVE, local("2026-03-23 10:00"), RULES)
    assert (longer.due, longer.extension) == (at_24("2026-03-30"), FIVE)
    assert (longer.warned, longer.warn_at) == (False, at_24("2026-03-27"))


def test_who_was_warned_is_not_warned_again_of_the_same_day() -> None:
    warned = replace(started(Stage.RESOLVE), warned=True)
    same = recounted(warned, local("2026-03-23 10:00"), RULES)
    assert same == warned


def test_urgency_counts_from_its_decision_and_never_makes_later() -> None:
    at = local("2026-03-04 10:00")
    verify, reply, resolve = map(started, (Stage.VERIFY, Stage.REPLY, Stage.RESOLVE))
    assert hastened([verify, reply], at, RULES) == ()
    (urgent,) = hastened([resolve], at, RULES)
    assert (urgent.started_at, urgent.due, urgent.urgent) == (at, at_24("2026-03-11"), True)


def test_a_moved_clock_keeps_its_place_and_a_new_one_comes_last() -> None:
    verify, reply = started(Stage.VERIFY), started(Stage.REPLY)
    moved, new = replace(verify, due=RESOLVE_BY), started(Stage.RESOLVE)
    assert merged([verify, reply], [new, moved]) == (moved, reply, new)


def test_only_what_still_runs_ends() -> None:
    done = replace(started(Stage.VERIFY), ended_at=NOW)
    reply = started(Stage.REPLY)
    after = ended([done, reply], REPLY_BY, lambda clock: True)
    assert after == (done, replace(reply, ended_at=REPLY_BY))
