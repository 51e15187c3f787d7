"""What the table's indexes and the bus have to show, reckoned afresh from the stored cases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.codec import dump
from casework.domain.case_line import line_of
from casework.domain.worklists import places
from tests.integration.faults import inside
from tests.integration.stack import WITNESS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from tests.integration.stack import Stack

KEPT = {"CASE", "TASK"}
"""Kinds of item that place a case on a list."""


def check_indexes(items: Collection[Mapping[str, Any]], cases: Collection[Case]) -> None:
    """Each case stands on the lists of its units and of whoever owes something in it, by its first
    deadline there, and in the due index by what happens next; nowhere else, and nowhere twice.
    """
    of_cases = [item for item in items if item["kind"] in KEPT]
    listed = [
        (item["GSI1PK"], item["GSI1SK"], item["line"]) for item in of_cases if "GSI1PK" in item
    ]
    due = [(item["GSI2PK"], item["GSI2SK"]) for item in of_cases if "GSI2PK" in item]
    assert sorted(listed) == sorted(line for case in cases for line in _lines(case))
    assert sorted(due) == sorted(
        (keys.due_pk(case.id), keys.due_sk(case.next_due, case.id))
        for case in cases
        if case.next_due is not None
    )


def check_bus(stack: Stack, files: Collection[CaseFile]) -> None:
    """Every event was put on the bus, once or more, and nothing else was."""
    sent = [json.loads(body)["detail"]["event_id"] for body in inside.bodies(stack, WITNESS)]
    assert set(sent) == {event.id for file in files for event in file.events}


def _lines(case: Case) -> Iterator[tuple[str, str, str]]:
    line = dump(line_of(case))
    if case.is_on_the_list:
        yield keys.work_pk(case.unit_in_charge), keys.work_sk(case.first_deadline, case.id), line
    for name, due in places(case).items():
        yield keys.work_pk(name), keys.work_sk(due, case.id), line
