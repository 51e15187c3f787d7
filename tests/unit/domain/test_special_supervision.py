"""Special supervision (专项督办, P5): who is drawn in, dated actions, misses, and the result."""

from datetime import UTC, date, datetime

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AssignCase
from casework.domain.authorization import Action, authorize, may
from casework.domain.case import Case, Status
from casework.domain.clocks import Stage
from casework.domain.errors import CaseworkError
from casework.domain.evolving import evolve
from casework.domain.lifecycle import Command
from casework.domain.light import Light, judged_again, light_of
from casework.domain.oversight_events import (
    ActionReported,
    SpecialReason,
    SpecialSupervisionConcluded,
    SpecialSupervisionStarted,
)
from casework.domain.routing_facts import TriageReason
from casework.domain.rules import CaseClosedError
from casework.domain.special_supervision import OrganiseSpecialSupervision
from casework.domain.staff import Role
from casework.domain.supervision_events import Closing, DeadlineMissed
from casework.domain.worklists import places
from tests.builders import (
    NOW,
    RESOLVE_BY,
    answered_case,
    assigned_case,
    calendar,
    handler,
    member,
    policy,
    queued_case,
    resolved_case,
    then,
    waiting_case,
)
from tests.unit.domain.letter_steps import issue, missed_key
from tests.unit.domain.oversight_steps import (
    SUPERVISOR,
    agree,
    conclude,
    lifted_case,
    report,
    start,
)

FRIDAY_24 = datetime(2026, 3, 6, 16, 0, tzinfo=UTC)


def refusal(case: Case, command: Command, now: datetime = NOW) -> str:
    with pytest.raises(CaseworkError) as refused:
        then(case, command, now=now, actor=SUPERVISOR)
    return refused.value.code


def by_second_objection(case: Case) -> Case:
    """A case as a second objection leaves it: under special supervision, nobody named yet."""
    started = SpecialSupervisionStarted(SpecialReason.SECOND_OBJECTION, None, (), None)
    return evolve(started, case, NOW)


def test_a_supervisor_lifts_a_stuck_case_and_names_who_takes_part() -> None:
    case = lifted_case()
    assert case.special is not None
    assert case.special.reason is SpecialReason.STUCK
    assert case.special.coordinator == "public_security"
    assert case.special.departments == ("emergency", "market_regulation")
    assert (case.special.since, case.special.concluded_at) == (NOW, None)
    assert case.status is Status.ASSIGNED


def test_a_case_is_lifted_once_at_a_time() -> None:
    assert refusal(lifted_case(), start()) == "under_special_supervision"


def test_only_an_open_case_with_a_lead_is_lifted() -> None:
    assert refusal(waiting_case(), start()) == "not_assigned"
    assert refusal(answered_case(), start()) == CaseClosedError.code


def test_nobody_chooses_the_reason_of_a_second_objection() -> None:
    chosen = start(SpecialReason.SECOND_OBJECTION)
    assert refusal(assigned_case("transport"), chosen) == "reason_not_yours"


def test_unknown_units_and_a_unit_named_twice_are_refused() -> None:
    case = assigned_case("transport")
    assert refusal(case, start(coordinator="nobody")) == "unknown_unit"
    assert refusal(case, start(departments=("nobody",))) == "unknown_unit"
    assert refusal(case, start(departments=("centre",))) == "unknown_unit"
    assert refusal(case, start(departments=("emergency",) * 2)) == "lead_is_co_handler"


def test_a_complaint_stays_with_superiors_under_special_supervision_too() -> None:
    complaint = queued_case(TriageReason.ABOUT_PUBLIC_BODY, "transport")
    assign = AssignCase("inspection", (), NOTHING_JUDGED, None)
    case, _ = then(complaint, assign, actor=SUPERVISOR)
    assert refusal(case, start()) == "complaint_about_body"
    superiors = start(coordinator="leading_group", departments=("inspection",))
    lifted, _ = then(case, superiors, actor=SUPERVISOR)
    assert lifted.special is not None


def test_an_action_ends_with_the_agreed_working_day_and_is_warned_of_a_day_before() -> None:
    case, _ = then(lifted_case(), agree(), actor=SUPERVISOR)
    clock = case.clock(Stage.ACTION, "emergency")
    assert clock is not None
    assert (clock.due, clock.request) == (FRIDAY_24, "1")
    assert clock.warn_at == datetime(2026, 3, 5, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize("day", [date(2026, 3, 7), date(2026, 2, 27), date(2026, 10, 1)])
def test_an_action_cannot_end_on_a_day_off_or_in_the_past(day: date) -> None:
    assert refusal(lifted_case(), agree(until=day)) == "not_a_working_day"


def test_an_action_may_end_today() -> None:
    case, _ = then(lifted_case(), agree(until=date(2026, 3, 2)), actor=SUPERVISOR)
    clock = case.clock(Stage.ACTION)
    assert clock is not None
    assert (clock.due, clock.warn_at) == (datetime(2026, 3, 2, 16, 0, tzinfo=UTC), None)


def test_an_action_is_agreed_with_who_takes_part_or_leads() -> None:
    assert refusal(lifted_case(), agree("health")) == "not_taking_part"
    for unit in ("emergency", "public_security", "transport"):
        case, _ = then(lifted_case(), agree(unit), actor=SUPERVISOR)
        assert case.due_of(Stage.ACTION, unit) == FRIDAY_24


def test_actions_need_a_coordinator_and_special_supervision_that_runs() -> None:
    assert refusal(assigned_case("transport"), agree()) == "not_under_special_supervision"
    assert refusal(by_second_objection(resolved_case()), agree()) == "no_coordinator"


def test_the_department_reports_its_action_once_and_in_time() -> None:
    case, _ = then(lifted_case(), agree(), actor=SUPERVISOR)
    case, (reported,) = then(case, report())
    assert isinstance(reported.body, ActionReported)
    assert (reported.body.department, reported.body.on_time) == ("emergency", True)
    clock = case.clock(Stage.ACTION)
    assert clock is not None
    assert not clock.is_running
    assert refusal(case, report()) == "action_reported"


def test_an_action_is_reported_by_nobody_else() -> None:
    case, _ = then(lifted_case(), agree(), actor=SUPERVISOR)
    assert refusal(case, report(unit="market_regulation")) == "unknown_action"
    assert refusal(case, report("2")) == "unknown_action"


def test_two_actions_of_one_department_are_told_apart() -> None:
    later = date(2026, 3, 10)
    case, _ = then(lifted_case(), agree(), agree(until=later), actor=SUPERVISOR)
    case, _ = then(case, report("2"), now=NOW)
    states = [(clock.request, clock.is_running) for clock in case.clocks][-2:]
    assert states == [("1", True), ("2", False)]


def test_a_missed_action_is_a_miss_of_that_department_with_light_and_letter() -> None:
    case, _ = then(lifted_case(), agree(), actor=SUPERVISOR)
    case, events = then(case, now=FRIDAY_24)
    missed = [e.body for e in events if isinstance(e.body, DeadlineMissed)]
    action = next(body for body in missed if body.stage is Stage.ACTION)
    assert (action.unit, action.due, action.request) == ("emergency", FRIDAY_24, "1")
    assert light_of(case, "emergency") is Light.YELLOW
    assert judged_again(action, None, policy(), calendar())
    assert not judged_again(action, NOW, policy(), calendar())
    key = missed_key(case, Stage.ACTION, "emergency")
    case, _ = then(case, issue(key, "9.1"), now=FRIDAY_24)
    assert case.letters[-1].unit == "emergency"


def test_a_reported_action_puts_the_light_of_its_department_out() -> None:
    case, _ = then(lifted_case(), agree(), actor=SUPERVISOR)
    case, events = then(case, report(), now=FRIDAY_24)
    reported = events[-1].body
    assert isinstance(reported, ActionReported)
    assert not reported.on_time
    assert light_of(case, "emergency") is Light.NONE


def test_a_case_that_was_lifted_goes_on_when_special_supervision_ends() -> None:
    case, _ = then(lifted_case(), agree(), actor=SUPERVISOR)
    case, (concluded,) = then(case, conclude(), actor=SUPERVISOR)
    assert isinstance(concluded.body, SpecialSupervisionConcluded)
    assert not concluded.body.closes
    assert case.status is Status.ASSIGNED
    assert case.special is not None
    assert case.special.concluded_at == NOW
    assert case.clock(Stage.ACTION).is_running is False  # type: ignore[union-attr]
    assert case.due_of(Stage.RESOLVE) == RESOLVE_BY
    assert refusal(case, conclude()) == "not_under_special_supervision"


def test_a_case_that_came_by_a_second_objection_is_closed_by_its_result() -> None:
    case, _ = then(by_second_objection(resolved_case()), conclude(), actor=SUPERVISOR)
    assert (case.status, case.closing) == (Status.CLOSED, Closing.SPECIAL_SUPERVISION)
    assert case.closed_at == NOW
    assert not any(clock.is_running for clock in case.clocks)
    assert case.next_due is None


def test_after_a_second_objection_a_supervisor_names_who_takes_part() -> None:
    organise = OrganiseSpecialSupervision("public_security", ("emergency",))
    case, _ = then(by_second_objection(resolved_case("transport")), organise, actor=SUPERVISOR)
    case, _ = then(case, agree(), actor=SUPERVISOR)
    assert case.due_of(Stage.ACTION, "emergency") == FRIDAY_24
    assert refusal(assigned_case(), organise) == "not_under_special_supervision"


def test_a_case_can_be_lifted_again_and_its_actions_count_on() -> None:
    case, _ = then(lifted_case(), agree(), report(), actor=SUPERVISOR)
    case, _ = then(case, conclude(), start(), agree(until=date(2026, 3, 9)), actor=SUPERVISOR)
    assert case.special is not None
    assert [action.id for action in case.special.actions] == ["2"]


def test_who_takes_part_may_view_the_case_and_only_the_coordinator_agrees_actions() -> None:
    case = lifted_case()
    for unit in ("public_security", "emergency", "market_regulation"):
        authorize(handler(unit), Action.VIEW_CASE, case)
    assert not may(handler("health"), Action.VIEW_CASE, case)
    assert may(handler("public_security"), Action.AGREE_ACTION, case)
    assert not may(handler("emergency"), Action.AGREE_ACTION, case)
    assert may(member(Role.SUPERVISOR, "centre"), Action.AGREE_ACTION, case)


def test_an_open_action_is_on_its_departments_list_and_the_case_on_the_board() -> None:
    case, _ = then(lifted_case(), agree(), actor=SUPERVISOR)
    assert places(case) == {
        "emergency": FRIDAY_24,
        "public_security": FRIDAY_24,
        "special:centre": FRIDAY_24,
    }
    case, _ = then(case, report())
    assert places(case) == {"public_security": None, "special:centre": None}
    case, _ = then(case, conclude(), actor=SUPERVISOR)
    assert places(case) == {}
