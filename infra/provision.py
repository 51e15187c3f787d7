"""Puts a jurisdiction into a deployed stack: policy files, staff entries and first codes.

    python -m infra.provision STACK < jurisdiction.json

It talks to the account and region that the usual AWS variables name. Everything is read and checked
before anything is written; what contradicts itself is refused.

- Policy, calendar, duty catalogue, organisation, letter and message policy come from
  `casework/policy`. A version is stored once, for ever, and put in force when it is new; one that
  the table has already stays as it is, so running an older checkout, or changing staff, never takes
  the configuration back. To go back, give the earlier text a new version.
- Standard input may add `{"staff": [...], "codes": [...]}`. A staff entry replaces the one of the
  same issuer and subject. It may have `since`, the first day on which it holds, and `until`, the
  first on which it does not any more (dates in the county, 2026-11-30). What the registry has with
  an `until` is left alone unless the file's entry has a date, too: an old file brings nobody back.
- A code is issued only where none that is active has its captions. The codes are printed as JSON.
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
    FILE_LIMITS,
    LETTERS,
    MESSAGES,
    ORGANISATION,
    POLICY,
    QUOTAS,
)
from casework.adapters.dynamodb.configuration_import import plan_import
from casework.adapters.dynamodb.staff import DynamoStaff
from casework.domain.duty_catalogue import DutyCatalogue
from casework.domain.errors import CaseworkError
from casework.domain.file_policy import FilePolicy
from casework.domain.message_policy import MessagePolicy
from casework.domain.organisation import Organisation
from casework.domain.policy import DeadlinePolicy
from casework.domain.quota import QuotaPolicy
from casework.domain.staff import Role, StaffMember
from casework.domain.supervision_notice import LetterPolicy
from casework.domain.working_days import WorkingCalendar
from casework.services.manage_codes import issue_code
from infra.jurisdiction import BEGINNING, read_additions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from casework.domain.code import Code
    from infra.jurisdiction import StaffEntry, WantedCode

POLICY_FILES = Path(__file__).resolve().parents[1] / "layers/casework/python/casework/policy"
FILES = {
    POLICY: "deadlines.json",
    CALENDAR: "working_days.json",
    ORGANISATION: "organisation.json",
    CATALOGUE: "duty_catalogue.json",
    LETTERS: "letters.json",
    MESSAGES: "messages.json",
    QUOTAS: "quotas.json",
    FILE_LIMITS: "files.json",
}
_INSTALLER = StaffMember("installer", "", Role.ADMINISTRATOR, "centre", BEGINNING, None)


def provision(
    table_name: str,
    region: str,
    additions: Mapping[str, Any],
    *,
    say: Callable[[str], object] = lambda _: None,
) -> list[Code]:
    """Import everything and return the codes that exist afterwards.

    `say` is told of each staff entry that was left as it is. Raises ConfigurationError for what is
    wrong, ConflictError when somebody else imports at the same time; nothing is written then.
    """
    table.bind(table_name, region)
    configuration = plan_import(checked_files())
    if configuration.changes:
        _check(configuration.in_force)
    organisation = Organisation.from_mapping(json.loads(configuration.in_force[ORGANISATION]))
    wanted = read_additions(additions, organisation)
    configuration.commit()
    for entry in wanted.staff:
        _enter(entry, say)
    for code in wanted.codes:
        _issue_once(code)
    return list(DynamoCodes().all())


def checked_files(folder: Path = POLICY_FILES) -> dict[str, str]:
    """The policy files as text, each read once by the code that will use it."""
    texts = {kind: (folder / name).read_text("utf-8") for kind, name in FILES.items()}
    _check(texts)
    return texts


def _check(texts: Mapping[str, str]) -> None:
    """Raises ConfigurationError unless these texts can be in force together."""
    organisation = Organisation.from_mapping(json.loads(texts[ORGANISATION]))
    DutyCatalogue.from_mapping(json.loads(texts[CATALOGUE]), organisation)
    DeadlinePolicy.from_mapping(json.loads(texts[POLICY]))
    WorkingCalendar.from_mapping(json.loads(texts[CALENDAR]))
    LetterPolicy.from_mapping(json.loads(texts[LETTERS])).check_units(organisation)
    MessagePolicy.from_mapping(json.loads(texts[MESSAGES]))
    QuotaPolicy.from_mapping(json.loads(texts[QUOTAS]))
    FilePolicy.from_mapping(json.loads(texts[FILE_LIMITS]))


def _enter(entry: StaffEntry, say: Callable[[str], object]) -> None:
    registry = DynamoStaff()
    stored = registry.find(entry.issuer, entry.subject)
    if entry.may_replace(stored):
        registry.put(entry.issuer, entry.subject, entry.member(stored))
    else:
        say(f"staff entry {entry.id} ends and was left alone; give it since or until to change it")


def _issue_once(wanted: WantedCode) -> None:
    codes = DynamoCodes()
    there = {(code.caption_zh, code.caption_en) for code in codes.all() if code.is_active}
    if wanted.captions not in there:
        issue_code(_INSTALLER, wanted.place, wanted.captions, datetime.now(UTC), codes=codes)


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
    try:
        additions = {} if sys.stdin.isatty() else json.loads(sys.stdin.read() or "{}")
        codes = provision(table_name, session.region_name, additions, say=_say)
    except (CaseworkError, json.JSONDecodeError) as error:
        _say(f"provisioning stopped: {error}")
        return 1
    shown = [
        {"id": code.id, "token": code.token, "place": code.place, "caption": code.caption_zh}
        for code in codes
        if code.is_active
    ]
    sys.stdout.write(json.dumps({"codes": shown}, ensure_ascii=False) + "\n")
    return 0


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
