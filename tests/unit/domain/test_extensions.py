"""Extensions (延期): before the deadline, with a reason, approved, once."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AssignCase
from casework.domain.authorization import Action, may
from casework.domain.case import Case, Status
from casework.domain.clocks import Stage
from casework.domain.decision_events import ExtensionGranted, ExtensionRequested
from casework.domain.decision_rules import (
    AlreadyExtendedError,
    DeadlinePassedError,
    NoSuchRequestError,
    OwnRequestError,
    RequestUndecidedError,
    TooManyDaysError,
)
from casework.domain.light import judged_again
from casework.domain.requests import RequestState
from casework.domain.routing_facts import TriageReason
from casework.domain.rules import AlreadyResolvedError, NotAssignedError
from casework.domain.staff import Role
from casework.domain.supervision_events import DeadlineMissed
from tests.builders import (
    HANDLER,
    NOW,
    RESOLVE_BY,
    TASK_BY,
    assigned_case,
    calendar,
    context,
    member,
    policy,
    queued_case,
    replied_case,
    resolve,
    resolved_case,
    then,
    waiting_case,
)
from tests.unit.clocks import at_24, local
from tests.unit.domain.decision_steps import (
    EXTENSION,
    RETURN,
    SUPERVISOR,
    deny_extension,
    grant_extension,
)

LATER = NOW + timedelta(hours=3)


def asked(now: datetime = LATER) -> Case:
    return then(replied_case("transport", "emergency"), EXTENSION, now=now)[0]


def granted(now: datetime = LATER, asked_at: datetime = LATER) -> Case:
    return then(asked(asked_at), grant_extension(), now=now, actor=SUPERVISOR)[0]


def test_an_extension_adds_working_days_to_the_close_clock_and_to_the_tasks() -> None:
    case = granted()
    assert case.due_of(Stage.RESOLVE) == at_24("2026-03-30")
    assert case.due_of(Stage.TASK, "emergency") == at_24("2026-03-27")
    assert case.requests[0].state is RequestState.ACCEPTED


def test_it_moves_no_other_stage() -> None:
    case, _ = then(assigned_case(), EXTENSION, now=LATER)
    extended, _ = then(case, grant_extension(), now=LATER, actor=SUPERVISOR)
    assert extended.verify_by == assigned_case().verify_by
    assert extended.reply_by == assigned_case().reply_by


def test_the_enterprise_is_told_the_new_date() -> None:
    case = granted()
    assert case.dates is not None
    assert (case.dates.resolve_by, case.dates.is_extended) == (at_24("2026-03-30"), True)
    assert case.dates.verify_by == assigned_case().verify_by


def test_the_events_say_how_many_days_and_until_when() -> None:
    case, (event,) = then(replied_case("transport"), EXTENSION, now=LATER)
    assert isinstance(event.body, ExtensionRequested)
    assert (event.body.days, event.body.unit, event.body.decider) == (5, "transport", "centre")
    _, (event,) = then(case, grant_extension(), now=LATER, actor=SUPERVISOR)
    assert isinstance(event.body, ExtensionGranted)
    assert (event.body.days, event.body.due) == (5, at_24("2026-03-30"))


@pytest.mark.parametrize("now", [RESOLVE_BY, RESOLVE_BY + timedelta(days=1)])
def test_an_extension_after_the_deadline_is_refused_by_name(now: datetime) -> None:
    with pytest.raises(DeadlinePassedError) as refused:
        then(replied_case(), EXTENSION, now=now)
    assert (refused.value.code, refused.value.facts["due"]) == ("deadline_passed", RESOLVE_BY)


def test_at_the_last_instant_it_may_be_asked_for() -> None:
    assert asked(RESOLVE_BY - timedelta.resolution).requests[0].days == 5


@pytest.mark.parametrize("days", [0, -1, 11])
def test_more_days_than_the_policy_grants_are_refused(days: int) -> None:
    with pytest.raises(TooManyDaysError) as refused:
        replace(EXTENSION, days=days).decide(replied_case(), context())
    assert refused.value.facts["most"] == 10


@pytest.mark.parametrize("decision", [grant_extension(), deny_extension()])
def test_it_is_asked_for_once_a_round(decision: object) -> None:
    case, _ = then(asked(), decision, now=LATER, actor=SUPERVISOR)  # type: ignore[arg-type]
    with pytest.raises(AlreadyExtendedError):
        then(case, EXTENSION, now=LATER)
    assert then(replace(case, round=2), EXTENSION, now=LATER)[0].requests[1].round == 2


def test_while_it_is_undecided_nothing_else_is_asked() -> None:
    for command in (EXTENSION, RETURN):
        with pytest.raises(RequestUndecidedError):
            then(then(assigned_case(), EXTENSION)[0], command)


def test_an_undecided_extension_records_no_miss_of_what_it_would_move() -> None:
    _, events = then(asked(TASK_BY - timedelta(hours=1)), now=RESOLVE_BY + timedelta(days=9))
    misses = [event.body for event in events if isinstance(event.body, DeadlineMissed)]
    assert [miss.stage for miss in misses] == [Stage.REQUEST_DECISION]


def test_it_holds_no_stage_that_it_would_not_move() -> None:
    case, _ = then(assigned_case(), EXTENSION, now=LATER)
    _, events = then(case, now=RESOLVE_BY)
    misses = [event.body.stage for event in events if isinstance(event.body, DeadlineMissed)]
    assert Stage.VERIFY in misses
    assert Stage.RESOLVE not in misses


def test_granted_late_it_counts_from_the_deadline_after_the_hold() -> None:
    case = granted(local("2026-03-25 10:00"), local("2026-03-23 10:00"))
    assert case.due_of(Stage.RESOLVE) == at_24("2026-04-01")


def test_refused_late_the_day_of_the_decision_is_the_last() -> None:
    case = asked(local("2026-03-23 10:00"))
    refused, _ = then(case, deny_extension(), now=local("2026-03-25 10:00"), actor=SUPERVISOR)
    assert refused.due_of(Stage.RESOLVE) == at_24("2026-03-25")


def test_the_lead_may_resolve_meanwhile_and_the_request_is_moot() -> None:
    case, _ = then(replied_case("transport"), EXTENSION, now=LATER)
    after, events = then(case, resolve(), now=RESOLVE_BY)
    assert after.status is Status.RESOLVED
    assert [event.body.on_time for event in events if hasattr(event.body, "on_time")] == [True]
    assert after.requests[0].state is RequestState.MOOT
    assert after.clock(Stage.REQUEST_DECISION).is_running is False  # type: ignore[union-attr]
    with pytest.raises(NoSuchRequestError):
        then(after, grant_extension(), actor=SUPERVISOR, now=RESOLVE_BY)


def test_a_miss_after_it_is_judged_again_by_its_evidence_alone() -> None:
    case, events = then(granted(), now=local("2026-04-01 10:00"))
    miss = next(
        event.body
        for event in events
        if isinstance(event.body, DeadlineMissed) and event.body.stage is Stage.RESOLVE
    )
    assert (miss.due, miss.extension) == (at_24("2026-03-30"), EXTENSION_LIMIT)
    assert judged_again(miss, None, policy(), calendar())
    assert not judged_again(miss, RESOLVE_BY, policy(), calendar())
    assert not judged_again(replace(miss, extension=None), None, policy(), calendar())
    assert case.clock(Stage.RESOLVE).missed  # type: ignore[union-attr]


EXTENSION_LIMIT = replace(policy().extension, amount=5)


@pytest.mark.parametrize(
    ("case", "error"),
    [(waiting_case(), NotAssignedError), (resolved_case(), AlreadyResolvedError)],
)
def test_only_a_case_in_hand_is_extended(case: Case, error: type[Exception]) -> None:
    with pytest.raises(error):
        EXTENSION.decide(case, context())


def test_another_unit_before_did_not_spend_it() -> None:
    case, _ = then(asked(), deny_extension(), now=LATER, actor=SUPERVISOR)
    passed_on = replace(case, requests=(replace(case.requests[0], unit="ecology"),))
    assert then(passed_on, EXTENSION, now=LATER)[0].requests[1].unit == "transport"


def test_nobody_decides_their_own_request() -> None:
    case = asked()
    assert case.requests[0].asked_by == HANDLER.id
    with pytest.raises(OwnRequestError):
        then(case, grant_extension(), now=LATER, actor=HANDLER)


def test_the_next_superior_decides_on_what_a_superior_asks_that_leads_a_complaint() -> None:
    about = TriageReason.ABOUT_PUBLIC_BODY
    assign = AssignCase("inspection", (), NOTHING_JUDGED, None)
    led, _ = then(queued_case(about, "centre"), assign)
    case, _ = then(led, EXTENSION)
    assert (led.triage_unit, case.requests[0].decider) == ("inspection", "leading_group")
    clock = case.clock(Stage.REQUEST_DECISION)
    assert clock is not None
    assert clock.unit == "leading_group"
    decides = Action.DECIDE_EXTENSION
    assert may(member(Role.LEADER, "leading_group"), decides, case)
    assert not may(member(Role.INSPECTOR, "inspection"), decides, case)
