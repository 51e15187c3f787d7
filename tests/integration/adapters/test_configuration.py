"""Configuration in the table: one request for all that is in force, versions that never change."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from casework.adapters.dynamodb.configuration import (
    CALENDAR,
    CATALOGUE,
    ORGANISATION,
    POLICY,
    DynamoConfiguration,
)
from casework.adapters.dynamodb.configuration_import import plan_import
from casework.domain.errors import ConfigurationError, StoreUnavailableError
from tests.builders import calendar, catalogue, letter_policy, organisation, policy
from tests.integration.adapters.conftest import ALL_KINDS, shipped_texts
from tests.integration.wire import Wire, unreachable
from tests.unit.clocks import shipped

FIVE_MINUTES = 300.0


class Uptime:
    """Seconds since the process began, as the test says."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def uptime() -> Uptime:
    return Uptime()


@pytest.fixture
def configuration(imported: str, uptime: Uptime) -> DynamoConfiguration:
    return DynamoConfiguration(ALL_KINDS, monotonic=uptime)


@pytest.fixture
def asked(wire: Wire) -> Callable[[], list[str]]:
    """The operations since it was asked last."""
    seen = 0

    def since() -> list[str]:
        nonlocal seen
        operations = [call.operation for call in wire.calls[seen:]]
        seen = len(wire.calls)
        return operations

    return since


def import_policy(version: str, resolve: int) -> None:
    """A policy like the shipped one, but for its version and the days to resolve."""
    text: dict[str, Any] = shipped("deadlines.json")
    limit = {"amount": resolve, "unit": "working_days"}
    plan_import({POLICY: json.dumps({**text, "version": version, "resolve": limit})}).commit()


def test_what_was_imported_is_in_force(configuration: DynamoConfiguration) -> None:
    assert configuration.policy() == policy()
    assert configuration.calendar() == calendar()
    assert configuration.organisation() == organisation()
    assert configuration.catalogue() == catalogue()
    assert configuration.letter_policy() == letter_policy()


def test_everything_in_force_is_read_by_one_request_every_five_minutes(
    configuration: DynamoConfiguration, uptime: Uptime, asked: Callable[[], list[str]]
) -> None:
    def read_all() -> None:
        configuration.catalogue(), configuration.policy(), configuration.calendar()

    asked()
    read_all()
    assert asked() == ["BatchGetItem"]
    uptime.now = FIVE_MINUTES - 0.001
    read_all()
    assert asked() == []
    uptime.now = FIVE_MINUTES
    read_all()
    assert asked() == ["BatchGetItem"]


def test_a_text_is_parsed_once_and_only_when_asked_for(
    configuration: DynamoConfiguration, uptime: Uptime
) -> None:
    first = configuration.catalogue()
    uptime.now = FIVE_MINUTES
    assert configuration.catalogue() is first


def test_a_new_version_is_in_force_after_five_minutes_and_the_old_one_stays(
    configuration: DynamoConfiguration, uptime: Uptime, asked: Callable[[], list[str]]
) -> None:
    old = configuration.policy()
    import_policy("2026.2", resolve=20)
    asked()
    assert configuration.policy() is old
    uptime.now = FIVE_MINUTES
    assert configuration.policy().resolve.amount == 20
    assert configuration.policy(old.version) == policy()
    assert configuration.policy(old.version) == policy()
    assert asked() == ["BatchGetItem"]


def test_an_older_version_is_read_once_and_kept(
    imported: str, asked: Callable[[], list[str]]
) -> None:
    import_policy("2026.2", resolve=20)
    configuration = DynamoConfiguration(ALL_KINDS)
    asked()
    assert configuration.policy(policy().version) == policy()
    assert asked() == ["BatchGetItem", "GetItem"]
    assert configuration.policy(policy().version) == policy()
    assert asked() == []


def test_a_version_that_never_was_is_a_configuration_error(
    configuration: DynamoConfiguration,
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        configuration.policy("1999.1")
    assert refused.value.facts == {"kind": "policy", "version": "1999.1"}


@pytest.mark.parametrize(
    ("kinds", "missing"),
    [((POLICY, CALENDAR), ORGANISATION), ((POLICY, CALENDAR, ORGANISATION), CATALOGUE)],
)
@pytest.mark.usefixtures("imported")
def test_a_kind_that_a_room_did_not_ask_for_is_a_configuration_error(
    kinds: tuple[str, ...], missing: str
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        DynamoConfiguration(kinds).catalogue()
    assert refused.value.facts == {"kind": missing}


@pytest.mark.usefixtures("table")
def test_an_empty_table_is_a_configuration_error() -> None:
    with pytest.raises(ConfigurationError) as refused:
        DynamoConfiguration(ALL_KINDS).policy()
    assert refused.value.facts == {"kind": POLICY}


def test_a_version_is_never_stored_with_another_text(
    configuration: DynamoConfiguration, uptime: Uptime
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        import_policy(policy().version, resolve=20)
    assert refused.value.facts == {"kind": "policy", "version": policy().version}
    uptime.now = FIVE_MINUTES
    assert configuration.policy() == policy()


def test_importing_an_older_file_again_rolls_nothing_back(
    configuration: DynamoConfiguration, wire: Wire
) -> None:
    import_policy("2026.2", resolve=20)
    with wire.recording() as calls:
        plan_import(shipped_texts()).commit()
    assert [call.operation for call in calls] == ["BatchGetItem"]
    assert configuration.policy().version == "2026.2"


def test_a_store_that_is_away_is_unavailable_until_it_is_back(
    configuration: DynamoConfiguration, wire: Wire
) -> None:
    with wire.failing(unreachable("dynamodb")), pytest.raises(StoreUnavailableError):
        configuration.policy()
    assert configuration.policy() == policy()
