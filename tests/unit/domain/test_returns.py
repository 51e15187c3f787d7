"""Returns (退单): every sentence of DESIGN section 4 about them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AssignCase
from casework.domain.case import Case, Disposition, Status
from casework.domain.clocks import Stage
from casework.domain.decision_events import RequestRefused, ReturnGround, ReturnRequested
from casework.domain.decision_rules import (
    NextLeadNotNeededError,
    NextLeadRequiredError,
    NoSuchRequestError,
    RequestUndecidedError,
    ReturnWindowOverError,
    ReturnWithoutGroundError,
    SameLeadError,
    UnitDesignatedError,
)
from casework.domain.handling import VerifyCase
from casework.domain.lifecycle import CLOCK
from casework.domain.particulars import ParticularsKind
from casework.domain.requests import RequestKind, RequestState
from casework.domain.returns import DecideReturn, NextUnits, RequestReturn
from casework.domain.routing_facts import TriageReason
from casework.domain.rules import (
    ComplainedBodyError,
    LeadIsCoHandlerError,
    NotAssignedError,
    UnknownUnitError,
)
from casework.domain.supervision_events import DeadlineMissed
from tests.builders import (
    CLERK,
    NOW,
    REPLY_BY,
    RESOLVE_BY,
    VERIFY_BY,
    assigned_case,
    context,
    queued_case,
    ref,
    then,
    verified_case,
    verify,
    waiting_case,
)
from tests.unit.clocks import at_24, local
from tests.unit.domain.decision_steps import (
    BASIS,
    RETURN,
    SUPERVISOR,
    WHY,
    accept_return,
    refuse_return,
    returned,
)

LATER = NOW + timedelta(hours=3)


def asked(*co_handlers: str) -> Case:
    return then(assigned_case("transport", *co_handlers), RETURN, now=LATER)[0]


def decided(case: Case, decision: DecideReturn, now: object = LATER) -> Case:
    return then(case, decision, now=now, actor=SUPERVISOR)[0]  # type: ignore[arg-type]


def test_a_return_names_its_ground_and_whom_the_case_is_for() -> None:
    _, (event,) = then(assigned_case("transport"), RETURN, now=LATER)
    assert isinstance(event.body, ReturnRequested)
    assert (event.body.unit, event.body.decider) == ("transport", "centre")
    assert (event.body.ground, event.body.suggested) == (ReturnGround.NO_COMPETENCE, "ecology")


@pytest.mark.parametrize(
    "command",
    [RequestReturn(None, BASIS), RequestReturn(ReturnGround.NO_COMPETENCE, None)],
)
def test_a_return_without_grounds_is_refused_by_name(command: RequestReturn) -> None:
    with pytest.raises(ReturnWithoutGroundError) as refused:
        command.decide(assigned_case(), context())
    assert refused.value.code == "return_without_ground"


def test_a_return_to_a_unit_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownUnitError):
        replace(RETURN, suggested="ministry").decide(assigned_case(), context())


def test_a_case_is_returned_in_the_verify_window_only() -> None:
    with pytest.raises(ReturnWindowOverError):
        RETURN.decide(verified_case(), context())
    last = VERIFY_BY - timedelta.resolution
    assert RETURN.decide(assigned_case(), context(last))
    with pytest.raises(ReturnWindowOverError):
        RETURN.decide(assigned_case(), context(VERIFY_BY))


def test_only_an_assigned_case_is_returned() -> None:
    with pytest.raises(NotAssignedError):
        RETURN.decide(waiting_case(), context())


def test_one_request_at_a_time_waits_for_its_decision() -> None:
    with pytest.raises(RequestUndecidedError):
        RETURN.decide(asked(), context(LATER))


def test_who_asks_to_return_a_case_does_not_verify_it_meanwhile() -> None:
    with pytest.raises(RequestUndecidedError):
        then(asked(), verify(), now=LATER)


def test_an_undecided_return_records_no_miss_but_the_late_deciders() -> None:
    _, events = then(asked("emergency"), now=RESOLVE_BY)
    misses = [event.body for event in events if isinstance(event.body, DeadlineMissed)]
    assert [(miss.stage, miss.unit) for miss in misses] == [(Stage.REQUEST_DECISION, "centre")]
    assert misses[0].due == at_24("2026-03-03")


def test_the_supervisor_decides_within_one_working_day() -> None:
    clock = asked().clock(Stage.REQUEST_DECISION)
    assert clock is not None
    assert (clock.unit, clock.due, clock.request) == ("centre", at_24("2026-03-03"), "1")
    after = decided(asked(), refuse_return())
    ended = after.clock(Stage.REQUEST_DECISION)
    assert ended is not None
    assert ended.ended_at == LATER


def test_an_accepted_return_starts_the_next_units_clocks_afresh() -> None:
    now = local("2026-03-03 17:00")
    case = decided(asked("emergency"), accept_return("ecology", "court"), now)
    assert (case.lead, [task.unit for task in case.tasks]) == ("ecology", ["court"])
    assert case.status is Status.ASSIGNED
    running = {(clock.stage, clock.unit) for clock in case.clocks if clock.is_running}
    assert running == {
        *((stage, "ecology") for stage in (Stage.VERIFY, Stage.REPLY, Stage.RESOLVE)),
        (Stage.TASK, "court"),
    }
    assert case.due_of(Stage.VERIFY, "ecology") == at_24("2026-03-04")
    assert case.due_of(Stage.RESOLVE, "ecology") == at_24("2026-03-24")


def test_the_enterprises_dates_and_the_statistics_never_restart() -> None:
    before = asked()
    case = decided(before, accept_return("ecology"), local("2026-03-03 17:00"))
    assert case.dates is not None
    assert (case.dates.verify_by, case.dates.reply_by) == (VERIFY_BY, REPLY_BY)
    assert case.dates.resolve_by == RESOLVE_BY
    assert (case.assigned_at, case.round) == (before.assigned_at, 1)
    assert case.disposition is Disposition.TRANSFERRED


def test_decided_late_the_return_leaves_nobody_late() -> None:
    now = local("2026-03-06 10:00")
    case = decided(asked(), refuse_return(), now)
    assert case.due_of(Stage.VERIFY) == at_24("2026-03-09")
    assert case.due_of(Stage.REPLY) == at_24("2026-03-11")
    case, events = then(case, verify(), now=now)
    assert [type(event.body).__name__ for event in events] == ["CaseVerified"]
    assert case.dates is not None
    assert case.dates.verify_by == VERIFY_BY


def test_refused_in_time_it_changes_nothing() -> None:
    before, case = assigned_case("transport"), decided(asked(), refuse_return())
    assert case.clocks[: len(before.clocks)] == before.clocks
    assert (case.lead, case.requests[0].state) == ("transport", RequestState.REFUSED)


@pytest.mark.parametrize("groundless", [True, False])
def test_a_refused_return_counts_only_if_it_gave_no_legal_ground(groundless: bool) -> None:
    _, (event,) = then(asked(), refuse_return(groundless=groundless), now=LATER, actor=SUPERVISOR)
    assert isinstance(event.body, RequestRefused)
    assert (event.body.kind, event.body.groundless) == (RequestKind.RETURN, groundless)
    assert decided(asked(), refuse_return(groundless=groundless)).requests[0].groundless is (
        groundless
    )


def test_after_two_accepted_returns_the_unit_is_designated_finally() -> None:
    once = returned(assigned_case("transport"), "ecology", LATER)
    assert not once.designated
    twice = returned(once, "transport", LATER)
    assert (twice.designated, twice.lead) == (True, "transport")
    with pytest.raises(UnitDesignatedError):
        RETURN.decide(twice, context(LATER))
    keys = [clock.key for clock in twice.clocks]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("decision", "error"),
    [
        (accept_return("transport"), SameLeadError),
        (accept_return("ministry"), UnknownUnitError),
        (accept_return("centre"), UnknownUnitError),
        (accept_return("ecology", "ecology"), LeadIsCoHandlerError),
        (accept_return(""), NextLeadRequiredError),
        (replace(accept_return("ecology"), groundless=True), NextLeadNotNeededError),
    ],
)
def test_the_next_units_are_known_bodies_and_others(
    decision: DecideReturn, error: type[Exception]
) -> None:
    with pytest.raises(error):
        decided(asked(), decision)


def test_a_complaint_is_returned_to_a_superior_only() -> None:
    complaint = queued_case(TriageReason.ABOUT_PUBLIC_BODY, "transport")
    assign = AssignCase("inspection", (), judgement=NOTHING_JUDGED, released=None)
    case, _ = then(complaint, assign, actor=CLERK)
    case, _ = then(case, RETURN)
    with pytest.raises(ComplainedBodyError):
        then(case, accept_return("ecology"), actor=SUPERVISOR)
    after, _ = then(case, accept_return("leading_group"), actor=SUPERVISOR)
    assert after.lead == "leading_group"


def test_the_next_department_of_a_confidential_case_reads_the_released_text() -> None:
    words = ref(ParticularsKind.RELEASED, 3)
    assign = AssignCase("transport", (), judgement=NOTHING_JUDGED, released=words)
    case, _ = then(waiting_case(confidential=True), assign, actor=CLERK)
    case, _ = then(case, RETURN)
    assert then(case, accept_return("ecology"), actor=SUPERVISOR)[0].released == words
    new = ref(ParticularsKind.RELEASED, 9)
    renewed = DecideReturn(NextUnits("ecology", (), new), WHY)
    assert then(case, renewed, actor=SUPERVISOR)[0].released == new


def test_nothing_is_decided_that_nobody_asked() -> None:
    with pytest.raises(NoSuchRequestError):
        decided(assigned_case(), refuse_return())
    with pytest.raises(NoSuchRequestError):
        decided(decided(asked(), refuse_return()), refuse_return())


def test_the_late_decision_is_dated_by_the_clock() -> None:
    _, events = then(asked(), now=REPLY_BY)
    assert {event.actor for event in events} == {CLOCK}


def test_after_a_refusal_the_unit_verifies() -> None:
    case = decided(asked(), refuse_return())
    command = VerifyCase(verify().finding, verify().particulars)
    assert then(case, command, now=LATER)[0].status is Status.VERIFIED
