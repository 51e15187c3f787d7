"""Configuration while the store is away or holds nonsense: what is known stays in force, and errors
say which text they are about.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

from casework.adapters.dynamodb.configuration import (
    CATALOGUE,
    ORGANISATION,
    POLICY,
    DynamoConfiguration,
)
from casework.adapters.dynamodb.configuration_import import plan_import
from casework.adapters.dynamodb.items import ConfigurationItem
from casework.domain.errors import ConfigurationError, StoreUnavailableError
from tests.builders import organisation, policy
from tests.integration.adapters.conftest import ALL_KINDS
from tests.integration.wire import Wire, unreachable
from tests.unit.clocks import shipped

FIVE_MINUTES, HALF_A_MINUTE = 300.0, 30.0


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


def requests_of(wire: Wire, act: Callable[[], Any]) -> int:
    with wire.recording() as calls:
        act()
    return len(calls)


def import_changed(kind: str, file: str, **changes: Any) -> None:
    plan_import({kind: json.dumps({**shipped(file), **changes})}).commit()


def test_what_was_in_force_stays_so_while_the_store_is_away(
    configuration: DynamoConfiguration, uptime: Uptime, wire: Wire
) -> None:
    configuration.policy()
    uptime.now = FIVE_MINUTES
    with wire.failing(unreachable("dynamodb")):
        assert configuration.policy() == policy()
        assert configuration.organisation() == organisation()


def test_a_store_that_is_away_is_asked_again_every_half_minute(
    configuration: DynamoConfiguration, uptime: Uptime, wire: Wire
) -> None:
    configuration.policy()
    import_changed(POLICY, "deadlines.json", version="2026.2")
    uptime.now = FIVE_MINUTES
    with wire.failing(unreachable("dynamodb")):
        assert requests_of(wire, configuration.policy) == 1
        uptime.now += HALF_A_MINUTE - 0.001
        assert requests_of(wire, configuration.policy) == 0
        uptime.now += 0.001
        assert requests_of(wire, configuration.policy) == 1
    uptime.now += HALF_A_MINUTE
    assert configuration.policy().version == "2026.2"
    uptime.now += FIVE_MINUTES - 0.001
    assert requests_of(wire, configuration.policy) == 0


def test_a_container_that_never_read_anything_asks_each_time(
    configuration: DynamoConfiguration, uptime: Uptime, wire: Wire
) -> None:
    with wire.failing(unreachable("dynamodb")):
        for _ in range(2):
            with pytest.raises(StoreUnavailableError):
                configuration.policy()
    assert configuration.policy() == policy()


def test_the_catalogue_is_read_again_when_the_organisation_changes_under_it(
    configuration: DynamoConfiguration, uptime: Uptime
) -> None:
    first = configuration.catalogue()
    import_changed(ORGANISATION, "organisation.json", version="next")
    uptime.now = FIVE_MINUTES
    second = configuration.catalogue()
    assert second is not first
    assert configuration.catalogue() is second


def test_an_error_names_the_kind_and_version_and_shows_clients_nothing_else(
    configuration: DynamoConfiguration,
) -> None:
    with pytest.raises(ConfigurationError, match=r"policy 1999\.1") as refused:
        configuration.policy("1999.1")
    assert refused.value.facts == {"kind": "policy", "version": "1999.1"}


@pytest.mark.usefixtures("table")
def test_a_kind_that_has_nothing_in_force_is_named() -> None:
    with pytest.raises(ConfigurationError, match="no policy is in force") as refused:
        DynamoConfiguration(ALL_KINDS).policy()
    assert refused.value.facts == {"kind": "policy"}


@pytest.mark.parametrize("text", ["{", '{"version": "broken"}'])
@pytest.mark.usefixtures("table")
def test_a_stored_text_that_makes_no_sense_is_named(text: str) -> None:
    for sort_key in ("broken", "CURRENT"):
        partition = f"CONFIGURATION#{POLICY}"
        ConfigurationItem(partition, sort_key, version="broken", data=text).save()
    with pytest.raises(ConfigurationError, match=r"^policy broken: ") as refused:
        DynamoConfiguration((POLICY,)).policy()
    assert refused.value.facts == {"kind": "policy", "version": "broken"}


def test_a_catalogue_that_does_not_fit_the_organisation_is_named(
    configuration: DynamoConfiguration,
) -> None:
    county = shipped("organisation.json")
    units = [unit for unit in county["units"] if unit["id"] != "taxation"]
    import_changed(ORGANISATION, "organisation.json", version="without", units=units)
    with pytest.raises(ConfigurationError, match="taxation") as refused:
        configuration.catalogue()
    assert refused.value.facts["kind"] == CATALOGUE
