"""The whole way of a case, from the scan to the rating, with events carried as AWS carries them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from casework.domain.case import Disposition, Status
from casework.domain.case_fold import fold
from casework.domain.evaluation import Grade
from casework.domain.events import CaseRated
from tests.integration.callers import signed_in, visitor
from tests.integration.county import CHEMICAL_PARK, LOAN, UNCLEAR
from tests.integration.house import HANDLING, TOGETHER
from tests.integration.pump import Delivery
from tests.integration.reading import heading

if TYPE_CHECKING:
    from casework.domain.case_file import CaseFile
    from tests.integration.house import House

SATISFIED = {"lang": "zh", "grade": "satisfied", "text": "三天就解决了。", "text_consent": "yes"}


def timeline(page: str) -> list[str]:
    """What the tracking page tells, newest first."""
    (told,) = re.findall(r'<ol class="timeline">(.*?)</ol>', page, re.DOTALL)
    return re.findall(r"<b>(.*?)</b>", told)


def history(file: CaseFile) -> list[tuple[Any, ...]]:
    """A history without what differs between two runs: the ids and digests."""
    return [
        (event.type, event.seq, event.n, event.at, event.actor, event.due_version, event.next_due)
        for event in file.events
    ]


def test_the_first_case_of_the_article_from_scan_to_rating(house: House) -> None:
    """Borrowed funds not repaid, a mediator, an agreement on day 3, rated satisfied (P3)."""
    link = house.file(LOAN)
    headings = [heading(visitor("en").get(link.path).text)]
    house.pump.carry()
    for step, body in HANDLING:
        headings.append(heading(visitor("en").get(link.path).text))
        waiting = signed_in("justice").get("/api/desk/cases").json()["cases"]
        assert [case["id"] for case in waiting] == [link.case_id]
        assert house.act("justice", link.case_id, step, **body).status == 200
        house.pump.carry()
        house.clock.advance(days=1)
    assert visitor().post(house.rating_path(link), SATISFIED).status == 303
    house.pump.carry()

    file = house.case_file(link.case_id)
    assert [event.type for event in file.events] == [
        "CaseFiled",
        "CaseAssigned",
        "CaseVerified",
        "CaseReplied",
        "CaseResolved",
        "CaseRated",
    ]
    rated = file.events[-1].body
    assert isinstance(rated, CaseRated)
    assert rated.grade is Grade.SATISFIED
    assert (file.case.status, file.case.disposition) == (Status.RESOLVED, Disposition.TRANSFERRED)
    assert [event.body.on_time for event in file.events[2:5]] == [True, True, True]  # type: ignore[union-attr] # the lead's steps have it
    assert len(set(headings)) == len(headings)
    page = visitor("en").get(link.path).text
    assert len(timeline(page)) == len(file.events)


def test_every_fact_of_a_case_reaches_the_bus_once_and_in_order(house: House) -> None:
    link = house.resolved()
    visitor().post(house.rating_path(link), SATISFIED)
    house.pump.carry()
    announced = [event["detail"]["event_id"] for event in house.pump.on_the_bus()]
    assert announced == [event.id for event in house.case_file(link.case_id).events]


def test_the_second_case_of_the_article_as_far_as_its_departments_act(house: House) -> None:
    """Dangerous-goods vehicles at Tianqiao: one lead, co-handlers, one time limit (P4)."""
    link = house.file_and_route(CHEMICAL_PARK)
    if house.case(link.case_id).lead is None:
        units = {"lead": "transport", "co_handlers": ["public_security", "emergency"]}
        assert house.act("clerk", link.case_id, "assignment", **units).status == 200
    case = house.case(link.case_id)
    lead = house.handler_of(str(case.lead))
    assert len(case.tasks) >= 1
    for task in case.tasks:
        co_handler = house.handler_of(task.unit)
        report = house.act(co_handler, link.case_id, "task-report", text="已清理车辆。")
        assert report.status == 200
        house.pump.carry()
    house.clock.advance(days=3)
    measures = {**TOGETHER, "outcome": "measures_taken", "text": "清理140余辆，设置禁停标牌。"}
    assert house.act(lead, link.case_id, "resolution", **measures).status == 200
    house.pump.carry()
    assert house.case(link.case_id).status is Status.RESOLVED
    assert "140余辆" in visitor().get(link.path).text


def test_the_lead_cannot_close_before_its_co_handlers(house: House) -> None:
    link = house.assigned("transport", "emergency", "justice")
    early = house.act("transport", link.case_id, "resolution", **TOGETHER)
    house.pump.carry()
    for unit in ("emergency", "justice"):
        assert house.act(unit, link.case_id, "task-report", text="已完成。").status == 200
        house.pump.carry()
    assert early.status == 409
    assert house.act("transport", link.case_id, "resolution", **TOGETHER).status == 200
    told = timeline(visitor("en").get(link.path).text)
    assert [line for line in told if "has done its share" in line] == [
        "County Justice Bureau has done its share",
        "County Emergency Management Bureau has done its share",
    ]


def play(house: House, how: Delivery) -> list[CaseFile]:
    """Three cases side by side, every delivery in one manner."""
    forms = (LOAN, CHEMICAL_PARK, UNCLEAR)
    links = [house.file(form) for form in forms]
    house.pump.carry(how)
    first, _, vague = links
    house.act("clerk", vague.case_id, "answer", text="请补充具体情况。")
    for step, body in HANDLING:
        house.act("justice", first.case_id, step, **body)
        house.pump.carry(how)
    visitor().post(house.rating_path(first), SATISFIED)
    house.pump.carry(how)
    return [house.case_file(link.case_id) for link in links]


def test_however_events_are_delivered_the_end_is_the_same(house: House) -> None:
    files = {how: play(house, how) for how in Delivery}
    histories = {how: [history(file) for file in played] for how, played in files.items()}
    assert histories == dict.fromkeys(Delivery, histories[Delivery.ONCE])
    for played in files.values():
        assert [file.case.status for file in played][::2] == [Status.RESOLVED, Status.ANSWERED]
        assert [fold(file.events) for file in played] == [file.case for file in played]
    for queue in ("DepartmentRoutingQueue", "DepartmentRoutingDeadLetters", "ParkingQueue"):
        assert house.pump.waiting(queue) == []


def test_a_late_delivery_finds_nothing_left_to_do(house: House) -> None:
    link = house.triaged()
    assert house.act("clerk", link.case_id, "answer", text="可以申请调解。").status == 200
    house.clock.advance(days=10)
    before = house.case_file(link.case_id)
    house.pump.carry()
    assert house.case_file(link.case_id) == before


def test_an_event_that_is_replayed_from_the_start_of_the_stream_changes_nothing(
    house: House,
) -> None:
    link = house.resolved()
    house.pump.carry()
    before = house.case_file(link.case_id)
    house.pump.rewind()
    house.pump.carry(Delivery.SHUFFLED)
    assert house.case_file(link.case_id) == before
