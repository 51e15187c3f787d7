"""Marked and confidential cases: what a clerk may judge, and what reaches a department of them."""

from dataclasses import replace

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AnswerCase, AssignCase, Judgement, RouteCase
from casework.domain.case import Status
from casework.domain.events import CaseAnswered, CaseAssigned
from casework.domain.particulars import ParticularsKind
from casework.domain.routing_facts import TriageReason
from casework.domain.rules import (
    ComplainedBodyError,
    NotYetRoutedError,
    ReleasedTextNotNeededError,
    ReleasedTextRequiredError,
)
from tests.builders import (
    context,
    filed_case,
    proposal,
    queued_case,
    ref,
    then,
    waiting_case,
)

ANSWER = AnswerCase(NOTHING_JUDGED, ref(ParticularsKind.ANSWER, 2))
RELEASED = ref(ParticularsKind.RELEASED, 2)
ABOUT = TriageReason.ABOUT_PUBLIC_BODY


def assign(lead: str, *co_handlers: str) -> AssignCase:
    return AssignCase(lead, co_handlers, judgement=NOTHING_JUDGED, released=None)


@pytest.mark.parametrize("command", [assign("justice"), ANSWER])
def test_nobody_acts_before_the_catalogue_has_read_the_case(
    command: AssignCase | AnswerCase,
) -> None:
    with pytest.raises(NotYetRoutedError):
        command.decide(filed_case(), context())


def test_a_marked_case_that_is_no_complaint_may_be_answered_directly() -> None:
    judged = replace(ANSWER, judgement=Judgement(not_a_complaint=True))
    after, (event,) = then(queued_case(ABOUT, "health"), judged)
    assert isinstance(event.body, CaseAnswered)
    assert event.body.complaint_dismissed is True
    assert (after.status, after.complaint, after.about_bodies) == (Status.ANSWERED, False, ())


@pytest.mark.parametrize("command", [assign("justice"), ANSWER])
def test_a_clerk_confirms_or_dismisses_a_procedure_of_its_own(
    command: AssignCase | AnswerCase,
) -> None:
    route = RouteCase(proposal(TriageReason.OWN_PROCEDURE, procedure="litigation"))
    marked, _ = then(filed_case(), route)
    kept, _ = then(marked, command)
    dismissed, _ = then(marked, replace(command, judgement=Judgement(not_a_procedure=True)))
    assert (kept.procedure, dismissed.procedure) == ("litigation", None)


def test_a_clerk_may_judge_on_record_that_a_marked_case_is_no_complaint() -> None:
    judged = replace(assign("health"), judgement=Judgement(not_a_complaint=True))
    after, (event,) = then(queued_case(ABOUT, "health"), judged)
    assert isinstance(event.body, CaseAssigned)
    assert event.body.complaint_dismissed is True
    assert (after.lead, after.complaint, after.about_bodies) == ("health", False, ())


def test_a_judgement_on_a_case_that_was_never_marked_leaves_no_trace() -> None:
    judgement = Judgement(not_a_complaint=True, not_a_procedure=True)
    (assigned,) = replace(assign("health"), judgement=judgement).decide(waiting_case(), context())
    assert (assigned.complaint_dismissed, assigned.procedure_dismissed) == (False, False)
    (answered,) = replace(ANSWER, judgement=judgement).decide(waiting_case(), context())
    assert (answered.complaint_dismissed, answered.procedure_dismissed) == (False, False)


@pytest.mark.parametrize("about", [("health",), ("centre",), ()])
def test_a_complaint_about_a_body_is_not_answered_directly(about: tuple[str, ...]) -> None:
    with pytest.raises(ComplainedBodyError):
        ANSWER.decide(queued_case(ABOUT, *about), context())


# ---- Confidential cases -----------------------------------------------------------------------


@pytest.mark.parametrize("lead", ["justice", "inspection"])
def test_a_confidential_case_reaches_a_department_only_in_a_released_text(lead: str) -> None:
    case = queued_case(TriageReason.CONFIDENTIAL, confidential=True)
    with pytest.raises(ReleasedTextRequiredError):
        assign(lead).decide(case, context())
    after, (event,) = then(case, replace(assign(lead), released=RELEASED))
    assert isinstance(event.body, CaseAssigned)
    assert (event.body.released, after.released, after.confidential) == (RELEASED, RELEASED, True)


def test_an_open_case_is_not_released_in_other_words() -> None:
    with pytest.raises(ReleasedTextNotNeededError):
        replace(assign("justice"), released=RELEASED).decide(waiting_case(), context())


def test_a_confidential_complaint_is_both() -> None:
    case = queued_case(TriageReason.CONFIDENTIAL, "health", confidential=True)
    with pytest.raises(ComplainedBodyError):
        replace(assign("court"), released=RELEASED).decide(case, context())
    with pytest.raises(ReleasedTextRequiredError):
        assign("inspection").decide(case, context())
