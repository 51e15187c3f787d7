"""Naming who handles a case at the console: a lead chooses among people of the same unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from botocore.exceptions import EndpointConnectionError

from casework.domain.staff import Role
from tests.builders import member
from tests.integration.console import form_for
from tests.integration.county import STAFF
from tests.integration.desk_people import AtTheDesk, at_the_desk

if TYPE_CHECKING:
    from tests.integration.house import House
    from tests.integration.wire import Call, Wire


def desk(house: House, who: str) -> AtTheDesk:
    return at_the_desk(STAFF[who], house.clock.now)


def asked_for_staff(call: Call) -> bool:
    """Whether a request lists the staff of a unit."""
    return call.operation == "Query" and "STAFF#" in str(call.parameters)


def test_a_lead_chooses_a_name_of_the_own_unit_and_the_case_is_on_that_list(house: House) -> None:
    case_id = house.assigned("justice").case_id
    for who in ("justice", "transport", "clerk"):
        desk(house, who)
    gone = member(Role.HANDLER, "justice", id="gone", name="已离任", until=house.clock.now)
    at_the_desk(gone, house.clock.now)
    lead = desk(house, "justice-lead")
    control = form_for(lead, case_id, "handler").controls["staff"]
    assert control.kind == "select"
    assert sorted(control.options) == ["staff-justice", "staff-justice-lead"]
    assert control.values == ["staff-justice-lead"]
    page = lead.get(f"/desk/cases/{case_id}").text
    named = re.findall(r'<option value="staff-[^"]*"[^>]*>([^<]+)', page)
    assert sorted(named) == ["承办人乙（承办人）", "科室负责人丙（科室负责人）"]
    form = form_for(lead, case_id, "handler")
    answer = lead.post(form.action, form.filled(staff="staff-justice"))
    assert (answer.status, house.case(case_id).handler) == (303, "staff-justice")
    assert case_id in desk(house, "justice").get("/desk/cases?list=mine").text


def test_a_handler_takes_the_case_and_is_shown_nobody(house: House, wire: Wire) -> None:
    case_id = house.assigned("justice").case_id
    desk(house, "justice-lead")
    handler = desk(house, "justice")
    with wire.recording() as calls:
        form = form_for(handler, case_id, "handler")
    assert not any(map(asked_for_staff, calls))
    assert (form.controls["staff"].kind, form.controls["staff"].values) == (
        "select",
        ["staff-justice"],
    )
    assert form.controls["staff"].options == ["staff-justice"]
    assert handler.post(form.action, form.filled()).status == 303
    assert house.case(case_id).handler == "staff-justice"


def test_staff_are_listed_only_where_the_form_is_offered(house: House, wire: Wire) -> None:
    theirs = house.assigned("transport", "justice").case_id
    waiting = house.triaged().case_id
    with wire.recording() as calls:
        for who, case_id in (("justice-lead", theirs), ("clerk", waiting), ("supervisor", theirs)):
            assert desk(house, who).get(f"/desk/cases/{case_id}").status == 200
    assert not any(map(asked_for_staff, calls))


def test_a_lead_may_still_take_the_case_while_the_staff_cannot_be_listed(
    house: House, wire: Wire
) -> None:
    case_id = house.assigned("justice").case_id
    lead = desk(house, "justice-lead")

    def no_staff(call: Call) -> Exception | None:
        away = EndpointConnectionError(endpoint_url="https://dynamodb")
        return away if asked_for_staff(call) else None

    with wire.failing(no_staff):
        control = form_for(lead, case_id, "handler").controls["staff"]
    assert (control.kind, control.options) == ("select", ["staff-justice-lead"])
