"""Importing configuration: all of it or nothing, what is stored never changes, and what is in force
never goes back.
"""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from casework.adapters.dynamodb.configuration import CALENDAR, POLICY
from casework.adapters.dynamodb.configuration_import import plan_import
from casework.adapters.dynamodb.items import ConfigurationItem
from casework.domain.errors import ConfigurationError, ConflictError, StoreUnavailableError
from tests.integration.wire import Call, Wire, unreachable

pytestmark = pytest.mark.usefixtures("table")


def text(version: str, note: str = "") -> str:
    return json.dumps({"version": version, "note": note})


def import_all(**versions: str) -> None:
    plan_import({kind: text(version) for kind, version in versions.items()}).commit()


def stored() -> dict[str, set[str]]:
    """Versions in the table by kind, each with the one in force marked."""
    found: dict[str, set[str]] = {}
    for item in ConfigurationItem.scan():
        is_current = item.SK == "CURRENT"
        name = f"{item.version} in force" if is_current else item.version
        assert json.loads(item.data)["version"] == item.version
        found.setdefault(item.PK.removeprefix("CONFIGURATION#"), set()).add(name)
    return found


def test_what_is_new_is_stored_and_put_in_force() -> None:
    import_all(policy="1", calendar="7")
    assert stored() == {"policy": {"1", "1 in force"}, "calendar": {"7", "7 in force"}}


def test_the_same_again_asks_once_and_writes_nothing(wire: Wire) -> None:
    import_all(policy="1", calendar="7")
    with wire.recording() as calls:
        import_all(policy="1", calendar="7")
    assert [call.operation for call in calls] == ["BatchGetItem"]


def test_only_the_kind_that_has_a_new_version_changes(wire: Wire) -> None:
    import_all(policy="1", calendar="7")
    import_all(policy="2", calendar="8")
    with wire.recording() as calls:
        import_all(policy="3", calendar="7")
    (write,) = [call for call in calls if call.operation == "TransactWriteItems"]
    assert len(write.parameters["TransactItems"]) == 2
    assert stored() == {
        "policy": {"1", "2", "3", "3 in force"},
        "calendar": {"7", "8", "8 in force"},
    }


def test_a_version_that_is_there_is_put_in_force_only_where_nothing_is() -> None:
    import_all(policy="1")
    ConfigurationItem("CONFIGURATION#policy", "CURRENT").delete()
    import_all(policy="1")
    assert stored() == {"policy": {"1", "1 in force"}}


def test_a_plan_says_what_will_be_in_force() -> None:
    import_all(policy="1", calendar="7")
    import_all(policy="2")
    plan = plan_import({POLICY: text("1"), CALENDAR: text("8")})
    assert plan.in_force == {POLICY: text("2"), CALENDAR: text("8")}
    assert [(change.kind, change.name) for change in plan.changes] == [(CALENDAR, "8")]
    assert stored()["calendar"] == {"7", "7 in force"}


@pytest.mark.parametrize("order", [(POLICY, CALENDAR), (CALENDAR, POLICY)])
def test_one_version_with_another_text_refuses_everything(order: tuple[str, str]) -> None:
    import_all(policy="1", calendar="7")
    texts = {POLICY: text("1", "changed"), CALENDAR: text("8")}
    with pytest.raises(ConfigurationError, match="policy 1 is stored with another text") as refused:
        plan_import({kind: texts[kind] for kind in order})
    assert refused.value.facts == {"kind": "policy", "version": "1"}
    assert stored() == {"policy": {"1", "1 in force"}, "calendar": {"7", "7 in force"}}


def test_a_write_that_fails_leaves_everything_to_the_next_run(wire: Wire) -> None:
    import_all(policy="1", calendar="7")
    away = unreachable("dynamodb", "TransactWriteItems")
    with wire.failing(away), pytest.raises(StoreUnavailableError):
        import_all(policy="2", calendar="8")
    assert stored() == {"policy": {"1", "1 in force"}, "calendar": {"7", "7 in force"}}
    import_all(policy="2", calendar="8")
    assert stored()["policy"] == {"1", "2", "2 in force"}


def test_of_two_who_import_at_the_same_time_the_second_is_told(wire: Wire) -> None:
    import_all(policy="1")

    def somebody_else() -> None:
        import_all(policy="3")

    with (
        wire.interrupted("TransactWriteItems", somebody_else),
        pytest.raises(ConflictError, match="run it again"),
    ):
        import_all(policy="2")
    assert stored() == {"policy": {"1", "3", "3 in force"}}


def test_a_store_that_cannot_be_read_is_unavailable(wire: Wire) -> None:
    def throttled(call: Call) -> Exception | None:
        answer: Any = {"Error": {"Code": "ThrottlingException", "Message": "slow down"}}
        return ClientError(answer, call.operation) if call.operation == "BatchGetItem" else None

    with wire.failing(throttled), pytest.raises(StoreUnavailableError):
        import_all(policy="1")
