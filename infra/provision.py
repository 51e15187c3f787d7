"""Puts a jurisdiction into a deployed stack: policy files, staff entries and first codes.

    python -m infra.provision STACK < jurisdiction.json

It talks to the account and region that the usual AWS variables name. The policy, calendar, duty
catalogue and organisation of `casework/policy` are imported as versions and put in force; standard
input may add `{"staff": [...], "codes": [...]}`. Doing it again changes nothing: versions are
immutable, a staff entry replaces itself, and a code is issued only where none has its caption. The
codes are printed as JSON. A file that contradicts itself is refused before anything is written.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3  # type: ignore[import-untyped]

from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.codes import DynamoCodes
from casework.adapters.dynamodb.configuration import (
    CALENDAR,
    CATALOGUE,
    ORGANISATION,
    POLICY,
    import_version,
)
from casework.adapters.dynamodb.staff import DynamoStaff
from casework.domain.code import PlaceKind
from casework.domain.duty_catalogue import DutyCatalogue
from casework.domain.organisation import Organisation
from casework.domain.policy import DeadlinePolicy
from casework.domain.staff import Role, StaffMember
from casework.domain.working_days import WorkingCalendar
from casework.services.manage_codes import issue_code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from casework.domain.code import Code

POLICY_FILES = Path(__file__).resolve().parents[1] / "layers/casework/python/casework/policy"
FILES = {
    POLICY: "deadlines.json",
    CALENDAR: "working_days.json",
    ORGANISATION: "organisation.json",
    CATALOGUE: "duty_catalogue.json",
}
BEGINNING = datetime(2021, 4, 1, tzinfo=UTC)
"""Since when seeded staff serve: the month in which the platform went online (P)."""


def provision(table_name: str, region: str, additions: Mapping[str, Any]) -> list[Code]:
    """Import everything and return the codes that exist afterwards."""
    table.bind(table_name, region)
    for kind, text in checked_files().items():
        import_version(kind, json.loads(text)["version"], text)
    registry = DynamoStaff()
    for entry in additions.get("staff", ()):
        registry.put(entry["issuer"], entry["subject"], _member(entry))
    for wanted in additions.get("codes", ()):
        _issue_once(wanted)
    return list(DynamoCodes().all())


def checked_files(folder: Path = POLICY_FILES) -> dict[str, str]:
    """The policy files as text, each read once by the code that will use it."""
    texts = {kind: (folder / name).read_text("utf-8") for kind, name in FILES.items()}
    organisation = Organisation.from_mapping(json.loads(texts[ORGANISATION]))
    DutyCatalogue.from_mapping(json.loads(texts[CATALOGUE]), organisation)
    DeadlinePolicy.from_mapping(json.loads(texts[POLICY]))
    WorkingCalendar.from_mapping(json.loads(texts[CALENDAR]))
    return texts


def _member(entry: Mapping[str, str]) -> StaffMember:
    return StaffMember(
        entry["id"], entry["name"], Role(entry["role"]), entry["unit"], BEGINNING, None
    )


def _issue_once(wanted: Mapping[str, str]) -> None:
    codes = DynamoCodes()
    captions = (wanted["caption_zh"], wanted["caption_en"])
    there = {(code.caption_zh, code.caption_en) for code in codes.all() if code.is_active}
    if captions not in there:
        now = datetime.now(UTC)
        issue_code(_INSTALLER, PlaceKind(wanted["place"]), captions, now, codes=codes)


_INSTALLER = StaffMember("installer", "", Role.ADMINISTRATOR, "centre", BEGINNING, None)


def main(arguments: list[str]) -> int:
    """Provision the stack that the first argument names."""
    if len(arguments) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    session = boto3.Session()
    found = session.client("cloudformation").describe_stack_resource(
        StackName=arguments[0], LogicalResourceId="Table"
    )
    table_name = found["StackResourceDetail"]["PhysicalResourceId"]
    additions = {} if sys.stdin.isatty() else json.loads(sys.stdin.read() or "{}")
    codes = provision(table_name, session.region_name, additions)
    shown = [
        {"id": code.id, "token": code.token, "place": code.place, "caption": code.caption_zh}
        for code in codes
        if code.is_active
    ]
    sys.stdout.write(json.dumps({"codes": shown}, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
