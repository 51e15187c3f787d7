"""The tales know every operation on a case, so whoever plays them all leaves none out."""

from __future__ import annotations

import re

import pytest

from casework.web.forms.act import Act
from tests.integration.every_operation import TALES
from tests.integration.house import HANDLING
from tests.integration.stack import rooms
from tests.integration.tales import DESK, LINK, OVERSIGHT

ORDINARY = {
    *("assignment", "answer", "task-report", "excuse", *(step for step, _ in HANDLING)),
    *("letters/1/acknowledgement", "letters/1/answer"),
}
"""Operations of a case's ordinary way and of its letters, which other stories tell."""


@pytest.mark.parametrize(
    ("function", "room"), [("CaseDeskFunction", DESK), ("OversightDeskFunction", OVERSIGHT)]
)
def test_the_tales_take_every_operation_of_a_room(function: str, room: str) -> None:
    mounted = rooms()[function].app.get_openapi_schema().model_dump()["paths"]
    paths = (path for path, ways in mounted.items() if ways["post"] and "{case_id}/" in path)
    offered = {re.sub(r"{\w+}", "1", path.partition("{case_id}/")[2]) for path in paths}
    taken = {step.what for tale in TALES for step in tale.steps if step.room == room}
    assert offered - ORDINARY == taken


def test_the_tales_take_every_act_of_the_tracking_page() -> None:
    taken = {step.what for tale in TALES for step in tale.steps if step.room == LINK}
    assert taken == set(Act)
