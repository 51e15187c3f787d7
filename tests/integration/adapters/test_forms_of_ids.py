"""What cannot be an id names nothing, and the store is not asked for it."""

from collections.abc import Callable
from functools import partial

import pytest

from casework.domain.errors import NotFoundError
from tests.builders import CASE_ID, NOW, intake_code
from tests.county import County
from tests.integration.wire import Wire

NO_CASES = ["", CASE_ID.lower(), CASE_ID[:-1], CASE_ID + "0", "I" * 12, "不存在", f"{CASE_ID}\n"]
NO_CODES = ["", "x" * 16, "0" * 15, "0" * 17, "A" * 16, "é" * 16, "0" * 16 + "\n", "0" * 5000]


def refused_without_asking(wire: Wire, act: Callable[[], object]) -> None:
    with wire.recording() as calls, pytest.raises(NotFoundError):
        act()
    assert calls == []


@pytest.mark.parametrize("case_id", NO_CASES)
def test_what_cannot_be_a_case_is_not_looked_for(county: County, wire: Wire, case_id: str) -> None:
    refused_without_asking(wire, partial(county.cases.get, case_id))
    refused_without_asking(wire, partial(county.cases.file, case_id))


@pytest.mark.parametrize("code_id", NO_CODES)
def test_what_cannot_be_a_code_is_not_looked_for(county: County, wire: Wire, code_id: str) -> None:
    refused_without_asking(wire, partial(county.codes.get, code_id))
    refused_without_asking(wire, partial(county.codes.revoke, code_id, NOW))


def test_what_could_be_one_is_looked_for(county: County, wire: Wire) -> None:
    with wire.recording() as calls:
        for act in (county.cases.get, county.cases.file):
            with pytest.raises(NotFoundError):
                act(CASE_ID)
        county.codes.get(intake_code().id)
    assert [call.operation for call in calls] == ["GetItem", "Query", "GetItem"]
