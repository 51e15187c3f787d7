"""Provisioning a stack: checked before anything is written, and nothing in force goes back."""

from __future__ import annotations

import io
import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from casework.adapters.dynamodb.configuration import (
    CALENDAR,
    CATALOGUE,
    FILE_LIMITS,
    LETTERS,
    MESSAGES,
    ORGANISATION,
    POLICY,
    QUOTAS,
    DynamoConfiguration,
)
from casework.adapters.dynamodb.configuration_import import plan_import
from casework.adapters.dynamodb.items import Item
from casework.adapters.dynamodb.staff import DynamoStaff
from casework.domain.errors import ConfigurationError
from infra import provision as command
from infra.local import seed as seeding
from infra.local.accounts import ACCOUNTS
from infra.local.engine import EngineError
from infra.provision import FILES, POLICY_FILES, checked_files
from tests.integration.provisioning import CLOSED, CODE, HANDLER, ISSUER, Provisioning
from tests.unit.clocks import shipped

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = {kind: shipped(name)["version"] for kind, name in FILES.items()}


@pytest.fixture
def run(table: str, aws: str) -> Provisioning:
    return Provisioning(table, aws)


def in_force() -> dict[str, str]:
    """The version of each kind that rooms use."""
    configuration = DynamoConfiguration(tuple(FILES))
    return {
        POLICY: configuration.policy().version,
        CALENDAR: configuration.calendar().version,
        ORGANISATION: configuration.organisation().version,
        CATALOGUE: configuration.catalogue().version,
        LETTERS: configuration.letter_policy().version,
        MESSAGES: configuration.message_policy().version,
        QUOTAS: configuration.quota_policy().version,
        FILE_LIMITS: configuration.file_policy().version,
    }


def test_the_shipped_files_are_put_in_force(run: Provisioning) -> None:
    run()
    assert in_force() == SHIPPED


def test_a_change_of_staff_from_an_older_checkout_takes_nothing_back(run: Provisioning) -> None:
    run()
    newer = {**shipped("deadlines.json"), "version": "newer"}
    plan_import({POLICY: json.dumps(newer)}).commit()
    run(HANDLER)
    assert in_force() == {**SHIPPED, POLICY: "newer"}
    assert DynamoStaff().find(ISSUER, "b7f1") is not None


def test_a_new_file_that_does_not_fit_what_stays_in_force_is_refused(
    run: Provisioning, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run()
    county = shipped("organisation.json")
    county["units"] = [unit for unit in county["units"] if unit["id"] != "taxation"]
    catalogue = shipped("duty_catalogue.json")
    newer = {**county, "version": "without tax office"}
    plan_import({ORGANISATION: json.dumps(newer)}).commit()
    files = folder_with(tmp_path, CATALOGUE, {**catalogue, "version": "another branch"})
    monkeypatch.setattr(command, "checked_files", lambda: checked_files(files))
    with pytest.raises(ConfigurationError, match="taxation"):
        run(HANDLER)
    versions = {item.SK for item in Item.query(f"CONFIGURATION#{CATALOGUE}")}
    assert versions == {SHIPPED[CATALOGUE], "CURRENT"}
    assert DynamoStaff().find(ISSUER, "b7f1") is None


def folder_with(folder: Path, kind: str, content: dict[str, Any]) -> Path:
    """The policy files, one of them changed."""
    for name in FILES.values():
        (folder / name).write_bytes((POLICY_FILES / name).read_bytes())
    (folder / FILES[kind]).write_text(json.dumps(content), "utf-8")
    return folder


def test_a_local_run_says_which_file_changed_under_its_old_version(
    run: Provisioning, table: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run()
    files = folder_with(tmp_path, POLICY, {**shipped("deadlines.json"), "retention_years": 4})
    monkeypatch.setattr(command, "checked_files", lambda: checked_files(files))
    monkeypatch.setattr(seeding, "REGION", "cn-northwest-1")
    deployment: Any = SimpleNamespace(
        product=SimpleNamespace(outputs={"TableName": table}),
        identity=SimpleNamespace(outputs={"Issuer": ISSUER}),
    )
    subjects = {account.username: account.username for account in ACCOUNTS}
    session = seeding.Session(deployment, subjects)
    with pytest.raises(EngineError, match=rf"the policy .* {SHIPPED[POLICY]} .* make clean"):
        seeding.seed(session)


def test_a_code_is_issued_once(run: Provisioning) -> None:
    (first,) = run(codes=(CODE,))
    assert run(codes=(CODE,)) == [first]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"place": "moon"}, "code no. 1: place: unknown moon"),
        ({"caption_en": ""}, "code no. 1: caption_en: expected a text that is not blank"),
    ],
    ids=str,
)
def test_a_code_that_cannot_be_is_named_and_nothing_is_written(
    run: Provisioning, change: dict[str, str], complaint: str
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        run(HANDLER, codes=({**CODE, **change},))
    assert str(refused.value) == complaint
    assert list(Item.scan()) == []


def test_the_command_prints_the_codes_and_says_who_was_left_alone(
    run: Provisioning,
    table: str,
    aws: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(CLOSED)
    asked = ask_for(table, aws, {"staff": [HANDLER], "codes": [CODE]}, monkeypatch)
    assert command.main(["county"]) == 0
    written = capsys.readouterr()
    assert [code["caption"] for code in json.loads(written.out)["codes"]] == ["扫码即诉"]
    assert "h-042" in written.err
    assert asked == [("county", "Table")]


@pytest.mark.parametrize(
    "additions", [{"staff": [{**HANDLER, "unit": "moon"}]}, {"people": []}, [], "not json"]
)
def test_the_command_says_what_is_wrong_and_fails(
    table: str,
    aws: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    additions: Any,
) -> None:
    ask_for(table, aws, additions, monkeypatch)
    assert command.main(["county"]) == 1
    assert capsys.readouterr().err.startswith("provisioning stopped: ")
    assert list(Item.scan()) == []


def ask_for(
    table: str, region: str, additions: Any, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[str, str]]:
    """A file on standard input and an account with one stack; which resources are looked up."""
    asked: list[tuple[str, str]] = []

    def described(StackName: str, LogicalResourceId: str) -> Any:  # noqa: N803 - the API's names
        asked.append((StackName, LogicalResourceId))
        return {"StackResourceDetail": {"PhysicalResourceId": table}}

    client = SimpleNamespace(describe_stack_resource=described)
    session = SimpleNamespace(region_name=region, client=lambda _service: client)
    monkeypatch.setattr(command, "boto3", SimpleNamespace(Session=lambda: session))
    text = additions if isinstance(additions, str) else json.dumps(additions)
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    return asked
