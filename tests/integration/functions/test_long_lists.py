"""Long lists: pages cost what short ones cost, and an export holds its packed file alone."""

from __future__ import annotations

import gzip
import json
import re
import tracemalloc
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import pytest

from casework.domain.case_line import line_of
from casework.entrypoints import csv_export
from casework.entrypoints.csv_export import MOST_BYTES, ListTooLongError, csv_file
from casework.entrypoints.list_console import PAGE
from casework.services.export_cases import export_cases
from casework.services.list_cases import CaseList
from casework.web.pages.desk.exported import head, table_lines
from casework.web.wording import wording
from tests.builders import clerk, organisation, waiting_case
from tests.integration.county import STAFF
from tests.integration.desk_people import at_the_desk
from tests.integration.faults import inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casework.domain.case_line import CaseLine
    from tests.integration.house import House
    from tests.integration.wire import Wire

LONG, TRACED = 100_000, 12_000
"""Tracing takes ten times as long, and 12,000 lines held would be 20 MB."""

FEW_MEGABYTES = 3_000_000


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


def test_an_export_of_100_000_lines_fits_one_answer() -> None:
    file = exported(LONG)
    assert len(file) < MOST_BYTES
    assert gzip.decompress(file).count(b"\r\n") == LONG + 1


def test_an_export_holds_its_packed_file_and_little_else_however_long_it_is() -> None:
    exported(1)
    tracemalloc.start(1)
    try:
        peaks = []
        for length in (TRACED // 4, TRACED):
            tracemalloc.reset_peak()
            peaks.append((len(exported(length)), tracemalloc.get_traced_memory()[1]))
    finally:
        tracemalloc.stop()
    (short, least), (long, most) = peaks
    assert most < FEW_MEGABYTES
    assert most - least < 4 * (long - short), "what grows is the packed file and its copy"


def test_a_list_too_long_for_an_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_export, "MOST_BYTES", 20_000)
    with pytest.raises(ListTooLongError):
        exported(10_000)


def test_a_page_of_10_000_cases_costs_two_requests_whatever_the_place(
    house: House, wire: Wire
) -> None:
    person, case_id = at_the_desk(STAFF["clerk"], house.clock.now), house.triaged().case_id
    stand_in_line(house, case_id, 10_000)
    assert person.get("/desk/search").status == 200, "the room has its configuration"
    path, pages = "/desk/cases?list=triage", list[list[str]]()
    for _ in range(3):
        with wire.recording() as calls:
            page = person.get(path)
        pages.append([call.operation for call in calls if call.operation != "GetItem"])
        assert page.text.count("MSB-") >= PAGE
        found = re.search(r'href="[^"?]*(\?[^"]*start=[^"]*)"', page.text)
        assert found, "the list goes on"
        path = f"/desk/cases{unescape(found[1])}"
    assert pages == [["Query", "BatchGetItem"]] * 3


def stand_in_line(house: House, case_id: str, number: int) -> None:
    """So many more cases like this one, on the same list."""
    snapshots = (item for item in inside.typed_items(house.stack) if item["SK"] == {"S": "CASE"})
    text = json.dumps(next(item for item in snapshots if case_id in item["PK"]["S"]))
    for each in range(number):
        inside.put(house.stack, json.loads(text.replace(case_id, f"{each:012d}")))
