"""`make calendar`: a year's holiday notice goes into force, and open clocks are counted again."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from casework.domain.clocks import Stage
from casework.domain.errors import ConfigurationError
from infra import import_notice, rearm
from tests.integration.county import CHEMICAL_PARK
from tests.integration.functions.test_event_relay import NEXT_NOTICE
from tests.unit.clocks import shipped

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.house import House, Link

pytestmark = pytest.mark.usefixtures("cold_rooms")

JANUARY_1_TO_5 = [{"name": "元旦", "first": "2027-01-01", "last": "2027-01-05"}]
LAST_YEAR_S = [{"name": "国庆节", "first": "2026-10-01", "last": "2026-10-02"}]

DECEMBER = datetime(2026, 12, 21, 1, 0, tzinfo=UTC)
"""Monday: fifteen working days from here end in the year whose notice is still to come."""


@pytest.fixture
def stack_of(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """`boto3.Session` as the commands use it, for the house's stack."""
    outputs = {
        "TableName": house.stack.names["Table"],
        "ExpiryQueueUrl": house.stack.names["DeadlineExpiryQueue"],
    }
    described = {
        "Stacks": [{"Outputs": [{"OutputKey": k, "OutputValue": v} for k, v in outputs.items()]}]
    }
    cloudformation = SimpleNamespace(describe_stacks=lambda StackName: described)  # noqa: N803

    def client(service: str) -> Any:
        return cloudformation if service == "cloudformation" else house.stack.client(service)

    session = SimpleNamespace(client=client, region_name=house.stack.region)
    for module in (rearm, import_notice):
        monkeypatch.setattr(module, "boto3", SimpleNamespace(Session=lambda: session))


@pytest.fixture
def provisional(house: House) -> Link:
    """A case that is due in a year without a notice."""
    house.clock.now = DECEMBER
    link = house.file_and_route(CHEMICAL_PARK)
    assert house.case(link.case_id).provisional
    return link


def notice_file(folder: Path, **changes: Any) -> str:
    """The invented notice for 2027 as a file."""
    path = folder / "2027.json"
    path.write_text(json.dumps({**NEXT_NOTICE, **changes}), "utf-8")
    return str(path)


@pytest.mark.usefixtures("stack_of")
def test_open_clocks_are_counted_again_once_every_room_has_read_the_notice(
    house: House, provisional: Link, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It takes 4 and 5 January 2027 off, where the usual block ends on the 3rd."""
    before = house.case(provisional.case_id)
    waited: list[float] = []
    arguments = ["stack", notice_file(tmp_path, days_off=JANUARY_1_TO_5)]
    assert import_notice.main(arguments, pause=waited.append) == 0
    house.pump.carry()
    after = house.case(provisional.case_id)
    assert after.versions.calendar == "2027.1"
    assert after.resolve_by is not None
    assert before.resolve_by is not None
    assert after.resolve_by > before.resolve_by
    assert not after.provisional
    assert after.clock(Stage.VERIFY) == before.clock(Stage.VERIFY)
    assert waited == [300.0]
    assert "1 cases are counted again." in capsys.readouterr().out


@pytest.mark.usefixtures("stack_of", "provisional")
def test_imported_again_it_changes_nothing(house: House, tmp_path: Path) -> None:
    arguments = ["stack", notice_file(tmp_path)]
    for _ in range(2):
        assert import_notice.main(arguments, pause=lambda _: None) == 0
        house.pump.carry()
        stored = house.stored()
    assert import_notice.main(arguments, pause=lambda _: None) == 0
    house.pump.carry()
    assert house.stored() == stored


@pytest.mark.usefixtures("stack_of")
@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"year": 2026}, "notices: 2026 is published already"),
        ({"year": 2028, "days_off": []}, "2027 is missing"),
        ({"make_up_days": ["2027-01-06"]}, "2027-01-06 is no weekend day"),
        (
            {"days_off": [{"name": "元旦", "first": "2026-10-01", "last": "2026-10-02"}]},
            "2026-10-01",
        ),
        ({"dated": "yesterday"}, "dated"),
    ],
)
def test_a_notice_that_contradicts_the_table_is_refused_and_nothing_is_written(
    house: House,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    changes: dict[str, Any],
    why: str,
) -> None:
    before = house.items()
    arguments = ["stack", notice_file(tmp_path, **changes)]
    assert import_notice.main(arguments, pause=lambda _: pytest.fail("waited")) == 1
    said = capsys.readouterr().err
    assert said.startswith("nothing was imported: ")
    assert why in said
    assert house.items() == before


def test_a_file_that_is_not_there_or_no_notice_is_refused(
    stack_of: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", "utf-8")
    assert import_notice.main(["stack", str(tmp_path / "none.json")]) == 1
    assert import_notice.main(["stack", str(broken)]) == 1
    assert import_notice.main(["stack"]) == 2
    assert rearm.main([]) == 2
    assert "python -m infra.rearm STACK" in capsys.readouterr().err


def test_the_same_days_named_twice_are_refused() -> None:
    table = deepcopy(shipped("working_days.json"))
    days = table["notices"][-1]["days_off"][:1]
    with pytest.raises(ConfigurationError):
        import_notice.with_notice(table, {**NEXT_NOTICE, "days_off": days})


@pytest.mark.usefixtures("stack_of")
def test_rearming_has_every_waiting_case_looked_at(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    link = house.file_and_route(CHEMICAL_PARK)
    house.clock.advance(days=2)
    assert house.pump.lose_timers() > 0
    assert rearm.main(["stack"]) == 0
    house.pump.carry()
    assert capsys.readouterr().out == "1 cases are looked at.\n"
    assert [letter.stage for letter in house.case(link.case_id).letters] == [Stage.VERIFY]
