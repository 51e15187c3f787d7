"""The counts of the jurisdiction stand on every page of the console, and no page needs them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import EndpointConnectionError

from casework.domain.code import code_id
from casework.domain.staff import Role
from tests.builders import member
from tests.integration.console_use_cases import CALLED
from tests.integration.county import CENTRE_CODE, STAFF
from tests.integration.desk_people import AtTheDesk, at_the_desk, words_of
from tests.integration.reading import hidden_field
from tests.integration.stack import rooms

if TYPE_CHECKING:
    from tests.integration.callers import Answer
    from tests.integration.house import House
    from tests.integration.wire import Call, Wire

ROOMS = ("CaseDeskFunction", "OversightDeskFunction", "RegistryDeskFunction")
NO_PAGES = (
    "/desk/export/",
    "/desk/cases/<case_id>/files/",
    "/desk/oversight/register.csv",
    "/desk/registry/codes/",
)
"""What addresses begin with that give a file."""

ONE_CASE_ON_PAPER = "/desk/print/cases/<case_id>"
STRIP = re.compile(r"受理 (\d+) = 直接答复 (\d+) \+ 转办 (\d+) \+ 其他 (\d+) \+ 待分流 (\d+)")


def desk(house: House, who: str) -> AtTheDesk:
    leader = member(Role.LEADER, "leading_group", id="staff-leader")
    return at_the_desk({**STAFF, "leader": leader}[who], house.clock.now)


def pages() -> set[str]:
    """Every address of the console that opens a page, as its rooms mount it."""
    routes = [
        route
        for name in ROOMS
        for route in (*rooms()[name].app._static_routes, *rooms()[name].app._dynamic_routes)
    ]
    opened = {route.path for route in routes if "GET" in route.method}
    shown = {path for path in opened if path.startswith("/desk") and not path.startswith(NO_PAGES)}
    return shown - {ONE_CASE_ON_PAPER}


def opener(path: str) -> str:
    """Somebody whose page it is."""
    if path.startswith("/desk/registry"):
        return "administrator"
    return "supervisor" if "oversight" in path or "letters" in path else "clerk"


def filled(path: str, ids: dict[str, str]) -> str:
    """The address with the ids that there are in their places."""
    for name, value in ids.items():
        path = path.replace(name, value)
    return path


def strips_on(answer: Answer) -> list[tuple[int, ...]]:
    return [tuple(map(int, found)) for found in STRIP.findall(words_of(answer))]


def no_figures(call: Call) -> Exception | None:
    """The store answers everything but the counts."""
    asked = "STATISTICS" in str(call.parameters.get("RequestItems"))
    return EndpointConnectionError(endpoint_url="https://dynamodb") if asked else None


@pytest.fixture
def late(house: House) -> dict[str, str]:
    """A case whose deadline passed, and its letter."""
    case_id = house.assigned("transport").case_id
    house.clock.advance(days=4)
    house.pump.sweep()
    house.pump.carry()
    letter, *_ = house.case(case_id).letters
    return {"<case_id>": case_id, "<letter_id>": letter.id}


def test_the_figures_stand_on_every_page_of_the_console_once(
    house: House, late: dict[str, str]
) -> None:
    addresses = {path: filled(path, late) for path in pages()}
    opened = {path: address for path, address in addresses.items() if "<" not in address}
    assert len(opened) >= 11
    for path, address in opened.items():
        answer = desk(house, opener(path)).get(address)
        assert (answer.status, strips_on(answer)) == (200, [(1, 0, 1, 0, 0)]), path


@pytest.mark.parametrize(
    "address",
    [
        "/desk/cases?list=triage&light=red",
        "/desk/cases?list=triage&stage=triage",
        "/desk/print/cases?list=triage&stage=triage",
        "/desk/cases?list=mine",
    ],
)
def test_the_figures_stand_above_lists_that_are_narrowed_or_empty_too(
    house: House, address: str
) -> None:
    house.triaged()
    assert strips_on(desk(house, "clerk").get(address)) == [(1, 0, 0, 0, 1)]


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/desk/search", {"telephone": "13700000000"}),
        ("/desk/search", {"number": "x"}),
        ("/desk/search", {}),
        ("/desk/intake", {"then": "look", "contact_phone": "13700000000"}),
        ("/desk/intake", {"then": "look"}),
        ("/desk/intake", {"then": "file"}),
    ],
)
def test_the_figures_stand_on_what_answers_a_form(
    house: House, path: str, fields: dict[str, str | list[str]]
) -> None:
    house.triaged()
    assert strips_on(desk(house, "clerk").post(path, fields)) == [(1, 0, 0, 0, 1)]


def test_a_case_that_was_filed_is_said_to_be_filed_though_no_figures_can_be_read(
    house: House, wire: Wire
) -> None:
    clerk = desk(house, "clerk")
    key = hidden_field(clerk.get("/desk/intake").text, "form_key")
    with wire.failing(no_figures):
        answer = clerk.post("/desk/intake", {**CALLED, "form_key": key, "then": "file"})
    assert (answer.status, strips_on(answer)) == (201, [])
    assert strips_on(clerk.get("/desk/intake")) == [(1, 0, 0, 0, 1)]


def test_the_codes_are_shown_though_no_figures_can_be_read(house: House, wire: Wire) -> None:
    administrator = desk(house, "administrator")
    with wire.failing(no_figures):
        answer = administrator.get("/desk/registry/codes")
    assert (answer.status, strips_on(answer)) == (200, [])
    assert code_id(CENTRE_CODE) in answer.text
