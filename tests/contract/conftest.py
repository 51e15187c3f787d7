"""Two stores that must not differ, the fakes and DynamoDB: every test here runs on both."""

import pytest

from casework.ports import DueIndex, LetterNumbers
from tests.builders import intake_code
from tests.county import County, county_in_memory
from tests.fakes import InMemoryCases, ShippedConfiguration


@pytest.fixture(params=["fake", "dynamodb"])
def store(request: pytest.FixtureRequest) -> str:
    """Which store the test runs on; the table is there when it needs one."""
    kind: str = request.param
    if kind == "dynamodb":
        request.getfixturevalue("table")
    return kind


@pytest.fixture
def county(store: str) -> County:
    """A county with one active code."""
    if store == "fake":
        return county_in_memory()
    from casework.adapters.dynamodb.cases import DynamoCases  # noqa: PLC0415 - not for fakes
    from casework.adapters.dynamodb.codes import DynamoCodes  # noqa: PLC0415 - not for fakes
    from casework.adapters.dynamodb.work_list import DynamoWorkList  # noqa: PLC0415 - as above

    codes = DynamoCodes()
    codes.add(intake_code())
    return County(DynamoCases(), codes, DynamoWorkList(), ShippedConfiguration())


@pytest.fixture
def numbers(store: str, county: County) -> LetterNumbers:
    """The numbers of the county's letters."""
    if store == "fake":
        assert isinstance(county.cases, InMemoryCases)
        return county.cases
    from casework.adapters.dynamodb.letter_numbers import (  # noqa: PLC0415 - not for fakes
        DynamoLetterNumbers,
    )

    return DynamoLetterNumbers()


@pytest.fixture
def due_index(store: str, county: County) -> DueIndex:
    """What of the county waits for an instant."""
    if store == "fake":
        assert isinstance(county.cases, InMemoryCases)
        return county.cases
    from casework.adapters.dynamodb.due_index import (  # noqa: PLC0415 - not for fakes
        DynamoDueIndex,
    )

    return DynamoDueIndex()
