"""A county on DynamoDB for the tests of single adapters; its configuration where they need it."""

from functools import cache

import pytest

from casework.adapters.dynamodb.cases import DynamoCases
from casework.adapters.dynamodb.codes import DynamoCodes
from casework.adapters.dynamodb.configuration import (
    CALENDAR,
    CATALOGUE,
    LETTERS,
    MESSAGES,
    ORGANISATION,
    POLICY,
)
from casework.adapters.dynamodb.configuration_import import plan_import
from casework.adapters.dynamodb.work_list import DynamoWorkList
from infra.provision import checked_files
from tests.builders import intake_code
from tests.county import County
from tests.fakes import ShippedConfiguration

ALL_KINDS = (POLICY, CALENDAR, ORGANISATION, CATALOGUE, LETTERS, MESSAGES)


@cache
def shipped_texts() -> dict[str, str]:
    """The shipped configuration by kind, checked once."""
    return checked_files()


@pytest.fixture
def imported(table: str) -> str:
    """The table with the shipped configuration in force."""
    plan_import(shipped_texts()).commit()
    return table


@pytest.fixture
def county(table: str) -> County:
    """A county with one active code, whose configuration is at hand as in a warm container."""
    codes = DynamoCodes()
    codes.add(intake_code())
    return County(DynamoCases(), codes, DynamoWorkList(), ShippedConfiguration())
