"""Where a case goes: routed by the catalogue, assigned or answered by a clerk, or inspected."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AnswerCase, AssignCase, RouteCase
from casework.domain.case import Case, Disposition, Status, Task
from casework.domain.clocks import Stage
from casework.domain.errors import CaseworkError
from casework.domain.events import CaseAnswered, CaseAssigned, CaseQueuedForTriage
from casework.domain.particulars import ParticularsKind
from casework.domain.routing_facts import Grounds, Suggestion, TriageReason
from casework.domain.rules import (
    AlreadyDispatchedError,
    CaseClosedError,
    ComplainedBodyError,
    LeadIsCoHandlerError,
    UnknownUnitError,
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
    clock,
    context,
    filed_case,
    lead_clocks,
    proposal,
    queued_case,
    ref,
    replied_case,
    resolved_case,
    then,
    verified_case,
    waiting_case,
)
from tests.unit.clocks import at_24

MEDIATION = Suggestion("civil_mediation", "justice", (), 12, ("欠款", "借条"))
LITIGATION = Suggestion("litigation_service", "court", ("justice",), 5, ("起诉",))
LEGAL_AID = Suggestion("legal_aid", "justice", (), 7, ("援助",))
ANSWER = AnswerCase(NOTHING_JUDGED, ref(ParticularsKind.ANSWER, 2))
NOT_CONFIDENT = TriageReason.NOT_CONFIDENT
ABOUT = TriageReason.ABOUT_PUBLIC_BODY


def assign(lead: str, *co_handlers: str) -> AssignCase:
    return AssignCase(lead, co_handlers, judgement=NOTHING_JUDGED, released=None)


# ---- Routing by the catalogue -----------------------------------------------------------------


def test_a_confident_catalogue_assigns_and_says_why() -> None:
    sure = proposal(suggestions=(MEDIATION, LEGAL_AID, LITIGATION), score=12, margin=7)
    grounds = Grounds("民间借贷欠款人民调解", "People's mediation of loans not repaid")
    (event,) = RouteCase(sure, grounds).decide(filed_case(), context())
    assert event == CaseAssigned(
        lead="justice",
        co_handlers=(),
        clocks=lead_clocks("justice"),
        automatic=True,
        suggestion=MEDIATION,
        grounds=grounds,
        score=12,
        margin=7,
        catalogue="test",
    )


def test_the_best_suggestions_co_handlers_get_tasks_one_working_day_before_the_lead() -> None:
    (event,) = RouteCase(proposal(suggestions=(LITIGATION,))).decide(filed_case(), context())
    assert isinstance(event, CaseAssigned)
    assert (event.lead, event.co_handlers) == ("court", ("justice",))
    assert event.grounds is None


@pytest.mark.parametrize("reason", TriageReason)
def test_whatever_a_person_must_decide_is_queued_with_ranked_suggestions(
    reason: TriageReason,
) -> None:
    unsure = proposal(
        reason,
        suggestions=(MEDIATION, LITIGATION),
        score=12,
        margin=7,
        about_bodies=("health",),
        procedure="litigation",
    )
    (event,) = RouteCase(unsure).decide(filed_case(), context())
    assert event == CaseQueuedForTriage(
        reason, (MEDIATION, LITIGATION), 12, 7, ("health",), "litigation", "test"
    )


def test_a_queued_case_keeps_why_it_waits() -> None:
    route = RouteCase(proposal(TriageReason.OWN_PROCEDURE, procedure="litigation"))
    case, _ = then(filed_case(), route)
    assert (case.status, case.triage_reason) == (Status.TRIAGE, TriageReason.OWN_PROCEDURE)
    assert (case.procedure, case.disposition, case.lead) == ("litigation", None, None)


@pytest.mark.parametrize(
    "case",
    [queued_case(NOT_CONFIDENT), assigned_case(), resolved_case(), answered_case()],
    ids=lambda case: case.status.value,
)
def test_a_case_is_routed_once_and_a_later_delivery_decides_nothing(case: Case) -> None:
    assert RouteCase(proposal(suggestions=(MEDIATION,))).decide(case, context()) == ()


# ---- Assignment by a clerk --------------------------------------------------------------------


@pytest.mark.parametrize("case", [waiting_case(), queued_case(TriageReason.OWN_PROCEDURE)])
def test_a_clerk_assigns_what_is_with_the_centre(case: Case) -> None:
    after, (event,) = then(case, assign("transport", "emergency"))
    assert isinstance(event.body, CaseAssigned)
    assert (event.body.automatic, event.body.suggestion, event.body.score) == (False, None, 0)
    assert (after.status, after.lead) == (Status.ASSIGNED, "transport")
    assert after.tasks == (Task("emergency"),)
    assert after.due_of(Stage.TASK, "emergency") == TASK_BY
    assert after.disposition is Disposition.TRANSFERRED


def test_the_leads_clocks_run_from_the_assignment_not_from_the_filing() -> None:
    next_day = NOW + timedelta(days=1)
    after, _ = then(waiting_case(), assign("justice"), now=next_day)
    one_day = timedelta(days=1)
    assert (after.assigned_at, after.verify_by) == (next_day, VERIFY_BY + one_day)
    assert (after.reply_by, after.resolve_by) == (REPLY_BY + one_day, RESOLVE_BY + one_day)


@pytest.mark.parametrize("decide", [ANSWER.decide, assign("justice").decide])
@pytest.mark.parametrize(
    ("case", "rule"),
    [
        (assigned_case("court"), AlreadyDispatchedError),
        (verified_case("court"), AlreadyDispatchedError),
        (replied_case("court"), AlreadyDispatchedError),
        (resolved_case("court"), AlreadyDispatchedError),
        (answered_case(), CaseClosedError),
    ],
    ids=lambda value: value.status.value if isinstance(value, Case) else value.code,
)
def test_what_was_dispatched_or_closed_is_neither_assigned_nor_answered(
    decide: Callable[..., object], case: Case, rule: type[CaseworkError]
) -> None:
    with pytest.raises(rule) as refused:
        decide(case, context())
    assert refused.value.facts == ({"lead": "court"} if rule is AlreadyDispatchedError else {})


@pytest.mark.parametrize(
    "units",
    [("justice", "justice"), ("justice", "court", "justice"), ("justice", "court", "court")],
)
def test_a_unit_leads_or_co_handles_and_only_once(units: tuple[str, ...]) -> None:
    with pytest.raises(LeadIsCoHandlerError):
        assign(*units).decide(waiting_case(), context())


@pytest.mark.parametrize(
    ("units", "unknown"),
    [
        (("weather",), "weather"),
        (("justice", "weather"), "weather"),
        (("centre",), "centre"),
        (("justice", "centre"), "centre"),
        (("township_government",), "township_government"),
        (("",), ""),
    ],
)
def test_only_units_that_handle_cases_get_them(units: tuple[str, ...], unknown: str) -> None:
    with pytest.raises(UnknownUnitError) as refused:
        assign(*units).decide(waiting_case(), context())
    assert refused.value.facts == {"unit": unknown}


# ---- Complaints about a public body -----------------------------------------------------------


@pytest.mark.parametrize(
    ("about", "units"),
    [
        (("health",), ("health",)),
        (("health",), ("education",)),
        (("health",), ("inspection", "health")),
        (("health", "education"), ("inspection", "court", "education")),
        (("inspection",), ("inspection",)),
        (("inspection",), ("procuratorate",)),
        (("health",), ("inspection", "education")),
        (("unnamed_body",), ("inspection", "transport")),
        (("inspection", "court"), ("court",)),
        (("inspection",), ("court", "inspection")),
    ],
)
def test_a_complaint_never_goes_to_the_body_it_is_about_nor_past_the_inspectors(
    about: tuple[str, ...], units: tuple[str, ...]
) -> None:
    with pytest.raises(ComplainedBodyError):
        assign(*units).decide(queued_case(ABOUT, *about), context())


@pytest.mark.parametrize(
    ("about", "units"),
    [
        (("health",), ("inspection",)),
        (("centre",), ("inspection",)),
        (("unnamed_body",), ("inspection",)),
        ((), ("inspection",)),
        (("inspection",), ("leading_group",)),
        (("centre", "inspection"), ("leading_group",)),
    ],
)
def test_a_complaint_goes_to_the_inspectors_and_one_about_them_to_the_leading_group(
    about: tuple[str, ...], units: tuple[str, ...]
) -> None:
    after, (event,) = then(queued_case(ABOUT, *about), assign(*units))
    assert isinstance(event.body, CaseAssigned)
    assert (after.lead, after.complaint, event.body.complaint_dismissed) == (units[0], True, False)
    assert after.about_bodies == about


# ---- Direct answers ---------------------------------------------------------------------------


@pytest.mark.parametrize("case", [waiting_case(), queued_case(TriageReason.OWN_PROCEDURE)])
def test_the_centre_answers_a_simple_problem_directly(case: Case) -> None:
    after, (event,) = then(case, ANSWER)
    silence = (clock(Stage.SILENCE, None, SILENT_UNTIL, warn_at=None),)
    assert event.body == CaseAnswered(
        ANSWER.particulars, clocks=silence, objection_by=at_24("2026-03-16")
    )
    assert (after.status, after.disposition) == (Status.ANSWERED, Disposition.DIRECT)
    assert (after.answered_at, after.lead, after.status.is_open) == (NOW, None, False)
