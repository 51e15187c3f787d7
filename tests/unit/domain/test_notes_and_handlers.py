"""Internal notes meet nothing; the named handler has the case on a list of their own."""

from dataclasses import replace

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AssignCase
from casework.domain.authorization import Action, may
from casework.domain.case import Case
from casework.domain.clocks import Stage
from casework.domain.errors import CaseworkError
from casework.domain.handlers import NameHandler
from casework.domain.lifecycle import Command
from casework.domain.notes import AddNote
from casework.domain.oversight_rules import NotAStaffIdError
from casework.domain.particulars import INTERNAL_KINDS, ParticularsKind
from casework.domain.requests import CaseRequest, RequestKind
from casework.domain.staff import Role
from casework.domain.worklists import places
from tests.builders import (
    NOW,
    REPLY_BY,
    VERIFY_BY,
    administrator,
    answered_case,
    assigned_case,
    clerk,
    clock,
    filed_case,
    handler,
    inspector,
    member,
    ref,
    supervisor,
    then,
    verify,
    waiting_case,
)

NOTE = AddNote(ref(ParticularsKind.NOTE, 9))
MYSELF = NameHandler("handler-justice", for_others=False)


def refusal(case: Case, command: Command) -> str:
    with pytest.raises(CaseworkError) as refused:
        then(case, command)
    return refused.value.code


def test_no_stage_is_met_by_a_note() -> None:
    before = assigned_case()
    after, _ = then(before, NOTE)
    assert (after.clocks, after.status) == (before.clocks, before.status)


def test_a_closed_case_still_takes_notes_and_an_unread_one_none() -> None:
    assert then(answered_case(), NOTE)[0].version == answered_case().version + 1
    assert refusal(filed_case(), NOTE) == "not_yet_routed"


def test_a_note_never_reaches_the_enterprise() -> None:
    assert ParticularsKind.NOTE in INTERNAL_KINDS


def test_whoever_works_on_the_case_may_write_a_note() -> None:
    case = assigned_case("justice", "emergency")
    for person in (handler("justice"), handler("emergency"), clerk(), supervisor()):
        assert may(person, Action.ADD_NOTE, case)
    for person in (handler("health"), inspector(), administrator()):
        assert not may(person, Action.ADD_NOTE, case)


def test_a_handler_takes_a_case_and_gives_it_to_nobody_else() -> None:
    case, _ = then(assigned_case(), MYSELF)
    assert case.handler == "handler-justice"
    assert refusal(case, replace(MYSELF, staff="colleague")) == "names_others"


def test_the_departments_lead_names_anybody() -> None:
    case, _ = then(assigned_case(), NameHandler("colleague", for_others=True))
    assert case.handler == "colleague"
    assert may(member(Role.DEPARTMENT_LEAD, "justice"), Action.NAME_HANDLER, case)
    assert not may(member(Role.DEPARTMENT_LEAD, "health"), Action.NAME_HANDLER, case)


@pytest.mark.parametrize("staff", ["", "张三", "a b", "x" * 65, "a/b"])
def test_a_name_is_an_id_of_staff_and_no_text(staff: str) -> None:
    with pytest.raises(NotAStaffIdError):
        then(assigned_case(), NameHandler(staff, for_others=True))


def test_who_handles_it_already_is_not_named_again() -> None:
    case, _ = then(assigned_case(), MYSELF)
    assert then(case, MYSELF) == (case, ())


def test_a_handler_is_named_in_an_open_case_with_a_lead() -> None:
    assert refusal(waiting_case(), MYSELF) == "not_assigned"
    assert refusal(answered_case(), MYSELF) == "case_closed"


def test_the_case_is_on_the_handlers_own_list_by_what_is_due_first() -> None:
    case, _ = then(assigned_case(), MYSELF)
    assert places(case) == {"@handler-justice": VERIFY_BY}
    case, _ = then(case, verify())
    assert places(case) == {"@handler-justice": REPLY_BY}


def test_another_lead_names_its_own_handler() -> None:
    case, _ = then(assigned_case(), MYSELF)
    again = AssignCase("transport", (), NOTHING_JUDGED, None)
    waiting = replace(case, status=waiting_case().status)
    assert then(waiting, again)[0].handler is None


def test_an_undecided_request_is_on_the_list_of_its_decider_by_the_clock_of_the_decision() -> None:
    request = CaseRequest("1", RequestKind.EXTENSION, "justice", "centre", NOW)
    decision = clock(Stage.REQUEST_DECISION, "centre", VERIFY_BY, request="1")
    case = assigned_case()
    undecided = replace(case, requests=(request,), clocks=(*case.clocks, decision))
    assert places(undecided)["decide:centre"] == VERIFY_BY


def test_of_two_things_on_one_list_the_first_due_counts() -> None:
    requests = tuple(
        CaseRequest(number, kind, "justice", "centre", NOW)
        for number, kind in (("1", RequestKind.EXTENSION), ("2", RequestKind.FALSE_REPORT))
    )
    clocks = (
        clock(Stage.REQUEST_DECISION, "centre", REPLY_BY, request="1"),
        clock(Stage.REVIEW, "centre", VERIFY_BY, request="2"),
    )
    case = assigned_case()
    both = replace(case, requests=requests, clocks=(*case.clocks, *clocks))
    assert places(both)["decide:centre"] == VERIFY_BY
