"""What the lead and its co-handlers do: the order of steps, tasks, and being on time."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from casework.domain.case import Case, Status, TaskState
from casework.domain.clocks import Stage
from casework.domain.errors import CaseworkError
from casework.domain.events import (
    CaseReplied,
    CaseResolved,
    CaseVerified,
    CoHandlerExcused,
    Finding,
    Outcome,
    TaskReported,
)
from casework.domain.handling import ExcuseCoHandler, ReportTask
from casework.domain.lifecycle import Command
from casework.domain.particulars import ParticularsKind
from casework.domain.rules import (
    AlreadyRepliedError,
    AlreadyResolvedError,
    AlreadyVerifiedError,
    CaseClosedError,
    CoHandlerTaskOpenError,
    NotACoHandlerError,
    NotAssignedError,
    NotYetRepliedError,
    NotYetVerifiedError,
    TaskNotOpenError,
)
from casework.domain.supervision_events import (
    DeadlineMissed,
    DeadlineWarned,
)
from tests.builders import (
    NOW,
    REPLY_BY,
    RESOLVE_BY,
    SILENT_UNTIL,
    TASK_BY,
    VERIFY_BY,
    answered_case,
    assigned_case,
    calendar,
    clock,
    context,
    filed_case,
    policy,
    ref,
    replied_case,
    reply,
    resolve,
    resolved_case,
    then,
    verified_case,
    verify,
)
from tests.unit.clocks import at_24

A_MOMENT = timedelta.resolution
CASES: dict[str, Callable[..., Case]] = {
    "submitted": lambda *_: filed_case(),
    "assigned": assigned_case,
    "verified": verified_case,
    "replied": replied_case,
    "resolved": lambda *_: resolved_case(),
    "answered": lambda *_: answered_case(),
    "closed": lambda *_: then(resolved_case(), now=SILENT_UNTIL)[0],
}


def report(unit: str = "emergency") -> ReportTask:
    return ReportTask(unit, ref(ParticularsKind.TASK_REPORT, 3))


def excuse(unit: str = "emergency") -> ExcuseCoHandler:
    return ExcuseCoHandler(unit, ref(ParticularsKind.EXCUSE, 3))


OUT_OF_ORDER: dict[tuple[str, str], type[CaseworkError] | None] = {
    ("submitted", "verify"): NotAssignedError,
    ("submitted", "reply"): NotAssignedError,
    ("submitted", "resolve"): NotAssignedError,
    ("assigned", "verify"): None,
    ("assigned", "reply"): NotYetVerifiedError,
    ("assigned", "resolve"): NotYetVerifiedError,
    ("verified", "verify"): AlreadyVerifiedError,
    ("verified", "reply"): None,
    ("verified", "resolve"): NotYetRepliedError,
    ("replied", "verify"): AlreadyVerifiedError,
    ("replied", "reply"): AlreadyRepliedError,
    ("replied", "resolve"): None,
    ("resolved", "verify"): AlreadyResolvedError,
    ("resolved", "reply"): AlreadyResolvedError,
    ("resolved", "resolve"): AlreadyResolvedError,
    ("answered", "verify"): CaseClosedError,
    ("answered", "reply"): CaseClosedError,
    ("answered", "resolve"): CaseClosedError,
    ("closed", "verify"): CaseClosedError,
    ("closed", "reply"): CaseClosedError,
    ("closed", "resolve"): CaseClosedError,
}
STEPS: dict[str, Command] = {"verify": verify(), "reply": reply(), "resolve": resolve()}
NEXT = {"verify": Status.VERIFIED, "reply": Status.REPLIED, "resolve": Status.RESOLVED}


@pytest.mark.parametrize(("place", "rule"), OUT_OF_ORDER.items(), ids=map("-".join, OUT_OF_ORDER))
def test_the_lead_verifies_then_replies_then_resolves_each_once(
    place: tuple[str, str], rule: type[CaseworkError] | None
) -> None:
    status, step = place
    if rule is None:
        assert then(CASES[status](), STEPS[step])[0].status is NEXT[step]
    else:
        with pytest.raises(rule):
            STEPS[step].decide(CASES[status](), context())


def test_the_table_above_names_every_step_at_every_status() -> None:
    assert set(OUT_OF_ORDER) == {(status, step) for status in CASES for step in STEPS}


def test_each_step_records_its_finding_or_outcome_and_points_to_its_text() -> None:
    _, events = then(
        assigned_case(), verify(Finding.PARTLY_CONFIRMED), reply(), resolve(Outcome.EXPLAINED)
    )
    assert [event.body for event in events] == [
        CaseVerified(Finding.PARTLY_CONFIRMED, True, ref(ParticularsKind.VERIFICATION, 3)),
        CaseReplied(True, ref(ParticularsKind.REPLY, 4)),
        CaseResolved(
            Outcome.EXPLAINED,
            True,
            ref(ParticularsKind.RESOLUTION, 5),
            (clock(Stage.SILENCE, None, SILENT_UNTIL, warn_at=None),),
            at_24("2026-03-16"),
        ),
    ]


@pytest.mark.parametrize(
    ("case", "command", "deadline"),
    [
        (assigned_case(), verify(), VERIFY_BY),
        (verified_case(), reply(), REPLY_BY),
        (replied_case(), resolve(), RESOLVE_BY),
        (assigned_case("transport", "emergency"), report(), TASK_BY),
    ],
    ids=["verify", "reply", "resolve", "report"],
)
def test_a_deadline_is_half_open_the_instant_itself_is_too_late(
    case: Case, command: Command, deadline: datetime
) -> None:
    (before,) = command.decide(case, context(deadline - A_MOMENT))
    (at,) = command.decide(case, context(deadline))
    assert isinstance(before, CaseVerified | CaseReplied | CaseResolved | TaskReported)
    assert isinstance(at, CaseVerified | CaseReplied | CaseResolved | TaskReported)
    assert (before.on_time, at.on_time) == (True, False)


def test_of_steps_taken_together_each_has_its_own_deadline() -> None:
    case, events = then(assigned_case(), verify(), reply(), now=VERIFY_BY)
    lost = DeadlineMissed(
        *(Stage.VERIFY, "justice", 1, None, NOW, VERIFY_BY),
        policy=policy().version,
        calendar=calendar().version,
    )
    assert [event.body for event in events] == [
        DeadlineWarned(Stage.VERIFY, "justice", 1, None, VERIFY_BY),
        lost,
        CaseVerified(Finding.CONFIRMED, False, ref(ParticularsKind.VERIFICATION, 3)),
        CaseReplied(True, ref(ParticularsKind.REPLY, 4)),
    ]
    assert case.status is Status.REPLIED


# ---- Co-handlers ------------------------------------------------------------------------------


def test_the_lead_resolves_only_when_every_co_handler_has_reported_or_was_excused() -> None:
    case = replied_case("transport", "emergency", "housing", "commerce")
    with pytest.raises(CoHandlerTaskOpenError) as refused:
        resolve().decide(case, context())
    assert refused.value.facts == {"units": ["emergency", "housing", "commerce"]}
    case, _ = then(case, report("housing"), excuse("commerce"))
    with pytest.raises(CoHandlerTaskOpenError) as refused:
        resolve().decide(case, context())
    assert refused.value.facts == {"units": ["emergency"]}
    case, _ = then(case, report("emergency"), resolve())
    assert case.status is Status.RESOLVED


def test_the_lead_verifies_and_replies_while_co_handlers_still_work() -> None:
    case, _ = then(assigned_case("transport", "emergency"), verify(), reply())
    assert case.status is Status.REPLIED


@pytest.mark.parametrize("status", ["assigned", "verified", "replied"])
def test_a_co_handler_reports_or_is_excused_whatever_stage_the_lead_has_reached(
    status: str,
) -> None:
    case = CASES[status]("transport", "emergency", "housing")
    after, (reported, excused) = then(case, report("emergency"), excuse("housing"))
    assert reported.body == TaskReported("emergency", True, report().particulars)
    assert excused.body == CoHandlerExcused("housing", excuse().particulars)
    assert [task.state for task in after.tasks] == [TaskState.REPORTED, TaskState.EXCUSED]
    assert after.status is case.status


@pytest.mark.parametrize("ending", [report(), excuse()], ids=["reported", "excused"])
@pytest.mark.parametrize("command", [report(), excuse()], ids=["report", "excuse"])
def test_a_task_ends_once(ending: Command, command: Command) -> None:
    case, _ = then(assigned_case("transport", "emergency"), ending)
    with pytest.raises(TaskNotOpenError) as refused:
        command.decide(case, context())
    assert refused.value.facts == {"unit": "emergency"}


@pytest.mark.parametrize("unit", ["transport", "housing", "nobody"])
@pytest.mark.parametrize("command", [report, excuse])
def test_only_a_co_handler_has_a_task(command: Callable[[str], Command], unit: str) -> None:
    case = assigned_case("transport", "emergency")
    with pytest.raises(NotACoHandlerError) as refused:
        command(unit).decide(case, context())
    assert refused.value.facts == {"unit": unit}


@pytest.mark.parametrize("command", [report(), excuse()], ids=["report", "excuse"])
@pytest.mark.parametrize(
    ("case", "rule"),
    [
        (filed_case(), NotAssignedError),
        (resolved_case(), AlreadyResolvedError),
        (answered_case(), CaseClosedError),
        (then(resolved_case(), now=SILENT_UNTIL)[0], CaseClosedError),
    ],
    ids=["submitted", "resolved", "answered", "closed"],
)
def test_there_are_tasks_only_while_the_lead_has_the_case(
    case: Case, rule: type[CaseworkError], command: Command
) -> None:
    with pytest.raises(rule):
        command.decide(case, context())
