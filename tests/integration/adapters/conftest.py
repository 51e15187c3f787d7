"""A county on DynamoDB, configured as shipped, for the tests of single adapters."""

import json

import pytest

from casework.adapters.dynamodb.cases import DynamoCases
from casework.adapters.dynamodb.codes import DynamoCodes
from casework.adapters.dynamodb.configuration import (
    CALENDAR,
    CATALOGUE,
    ORGANISATION,
    POLICY,
    DynamoConfiguration,
    import_version,
)
from casework.adapters.dynamodb.work_list import DynamoWorkList
from infra.provision import checked_files
from tests.builders import intake_code
from tests.county import County

ALL_KINDS = (POLICY, CALENDAR, ORGANISATION, CATALOGUE)


@pytest.fixture
def imported(table: str) -> str:
    """The table with the shipped configuration in force."""
    for kind, text in checked_files().items():
        import_version(kind, json.loads(text)["version"], text)
    return table


@pytest.fixture
def county(imported: str) -> County:
    """A county with one active code; its configuration has been read, as in a warm container."""
    configuration = DynamoConfiguration(ALL_KINDS)
    configuration.catalogue()
    codes = DynamoCodes()
    codes.add(intake_code())
    return County(DynamoCases(), codes, DynamoWorkList(), configuration)
