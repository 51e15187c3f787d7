"""What nobody waits for any more is moot, and on nobody's list of decisions."""

from datetime import timedelta

from casework.domain.assignment import NOTHING_JUDGED, AssignCase
from casework.domain.case import Case, Status
from casework.domain.particulars import ParticularsKind
from casework.domain.reporters import ProposeFalseReport, RecordContact
from casework.domain.requests import RequestKind, RequestState
from casework.domain.routing_facts import TriageReason
from casework.domain.worklists import places
from tests.builders import (
    CLERK,
    NOW,
    SILENT_UNTIL,
    assigned_case,
    queued_case,
    ref,
    reply,
    resolve,
    resolved_case,
    then,
    verify,
)
from tests.unit.domain.contest_steps import (
    by_enterprise,
    by_supervisor,
    decide_withdrawal,
    objected,
    withdraw,
)
from tests.unit.domain.decision_steps import EXTENSION, RETURN, REVEAL, SUPERVISOR, accept_return

LIST = "decide:centre"
CONTACT = RecordContact("justice", False, None)
FALSE = ProposeFalseReport("justice", ref(ParticularsKind.FALSE_REPORT, 7))


def state_of(case: Case, kind: RequestKind) -> RequestState:
    (request,) = (request for request in case.requests if request.kind is kind)
    return request.state


def test_a_reveal_that_a_unit_asked_for_is_moot_once_it_returned_the_case() -> None:
    waiting = queued_case(TriageReason.CONFIDENTIAL, confidential=True)
    released = ref(ParticularsKind.RELEASED, 2)
    led, _ = then(waiting, AssignCase("justice", (), NOTHING_JUDGED, released), actor=CLERK)
    asked, _ = then(led, REVEAL, RETURN)
    assert state_of(asked, RequestKind.REVEAL) is RequestState.UNDECIDED
    returned, _ = then(asked, accept_return("ecology"), actor=SUPERVISOR)
    assert state_of(returned, RequestKind.REVEAL) is RequestState.MOOT
    assert returned.undecided() is None
    assert LIST not in places(returned)


def test_what_the_handling_waited_for_leaves_the_list_with_the_case() -> None:
    asked, _ = then(assigned_case(), EXTENSION)
    assert places(asked)[LIST] is not None
    withdrawn, _ = by_enterprise(asked, withdraw())
    assert state_of(withdrawn, RequestKind.EXTENSION) is RequestState.MOOT
    (review,) = (each for each in withdrawn.requests if each.state is RequestState.UNDECIDED)
    assert review.kind is RequestKind.WITHDRAWAL_REVIEW
    assert LIST in places(withdrawn)


def test_an_objection_waits_for_the_review_of_a_withdrawal_and_is_moot_without_pressure() -> None:
    withdrawn, _ = by_enterprise(objected(resolved_case()), withdraw())
    assert state_of(withdrawn, RequestKind.OBJECTION) is RequestState.UNDECIDED
    free, _ = by_supervisor(withdrawn, decide_withdrawal(pressure=False))
    assert state_of(free, RequestKind.OBJECTION) is RequestState.MOOT
    assert LIST not in places(free)
    pressed, _ = by_supervisor(withdrawn, decide_withdrawal(pressure=True))
    assert pressed.status is Status.RESOLVED
    assert state_of(pressed, RequestKind.OBJECTION) is RequestState.UNDECIDED
    assert places(pressed)[LIST] is not None


def test_a_false_report_that_was_proposed_is_moot_once_the_case_is_closed() -> None:
    case, _ = then(assigned_case(), CONTACT, FALSE, verify(), reply(), resolve())
    assert places(case)[LIST] is not None
    closed, _ = then(case, now=SILENT_UNTIL + timedelta(days=1))
    assert closed.status is Status.CLOSED
    assert state_of(closed, RequestKind.FALSE_REPORT) is RequestState.MOOT
    assert LIST not in places(closed)
    assert NOW < SILENT_UNTIL
