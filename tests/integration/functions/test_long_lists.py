"""Long lists: pages cost what short ones cost, and an export holds its packed file alone."""

from __future__ import annotations

import gzip
import tracemalloc
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from casework.domain.case_line import line_of
from casework.entrypoints.csv_export import MOST_BYTES, ListTooLongError, csv_file
from casework.services.export_cases import export_cases
from casework.services.list_cases import CaseList
from casework.web.pages.desk.exported import head, table_lines
from casework.web.wording import wording
from tests.builders import clerk, organisation, waiting_case
from tests.integration.copies import copied
from tests.integration.county import STAFF
from tests.integration.desk_people import at_the_desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casework.domain.case_line import CaseLine
    from tests.integration.house import House
    from tests.integration.wire import Wire

LONG = 100_000
FEW_MEGABYTES = 8_000_000


class LongIndex:
    """The WorkList port with a list of many lines, none of which it keeps."""

    def __init__(self, length: int) -> None:
        self.length = length

    def lines(self, name: str, wanted: object) -> Iterator[CaseLine]:
        """See the port."""
        line = line_of(waiting_case())
        return (replace(line, case_id=f"{number:012d}") for number in range(self.length))


def exported(length: int) -> bytes:
    """The packed file of a list."""
    say = wording("zh")
    index = LongIndex(length)
    lines = export_cases(clerk(), CaseList.DEPARTMENT, None, work_list=index)  # type: ignore[arg-type] # all that an export asks
    return csv_file("x.csv", head(say), table_lines(lines, organisation(), say)).body or b""


def test_an_export_of_100_000_lines_holds_its_packed_file_and_little_else() -> None:
    exported(1)
    tracemalloc.start(1)
    try:
        file = exported(LONG)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(file) < MOST_BYTES
    assert peak < FEW_MEGABYTES
    assert gzip.decompress(file).count(b"\r\n") == LONG + 1


def test_a_list_too_long_for_an_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_export, "MOST_BYTES", 20_000)
    with pytest.raises(ListTooLongError):
        exported(10_000)


def test_a_page_of_10_000_cases_costs_two_requests_whatever_the_place(
    house: House, wire: Wire
) -> None:
    person, case_id = at_the_desk(STAFF["clerk"], house.clock.now), house.triaged().case_id
    stand_in_line(house, case_id, 10_000)
    path, pages = "/desk/cases?list=triage", list[list[str]]()
    for _ in range(3):
        with wire.recording() as calls:
            page = person.get(path)
        pages.append([call.operation for call in calls if call.operation != "GetItem"])
        assert page.text.count("MSB-") >= PAGE
        path = next(link for link in links_on(page.text) if "start=" in link).replace("&amp;", "&")
    assert pages == [["Query", "BatchGetItem"]] * 3


def stand_in_line(house: House, case_id: str, number: int) -> None:
    """Put a case into the list so many times, as many cases that look alike."""
    table = inside.table(house.stack)
    place = DynamoType({"S": f"CASE#{case_id}"})
    (case, text) = (copy(table.items[place][DynamoType({"S": key})]) for key in KEPT)
