"""Imports the State Council's holiday notice of the coming year and counts open clocks again.

    python -m infra.import_notice STACK NOTICE.json

The file holds one notice, as `casework/policy/working_days.json` holds them: year, title, document,
dated, days_off, make_up_days. It becomes a new version of the working-day table in force, checked
like the shipped one: a year that is published already, a gap, a day named twice or a make-up day in
mid-week is refused, and nothing is written. When every room has read the new table, five minutes
later, every case that waits for an instant is counted again: a deadline that becomes later moves,
one that would become earlier stays.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3  # type: ignore[import-untyped]

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.configuration import CALENDAR, FRESH_SECONDS
from casework.adapters.dynamodb.configuration_import import plan_import
from casework.adapters.dynamodb.items import ConfigurationItem
from casework.adapters.dynamodb.table import reading
from casework.domain.errors import CaseworkError, ConfigurationError
from casework.domain.working_days import WorkingCalendar
from infra.rearm import bind_stack, queue_waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def with_notice(in_force: Mapping[str, Any], notice: Mapping[str, Any]) -> dict[str, Any]:
    """The working-day table with one more notice, under a version named by its year.

    Raises ConfigurationError when the table with it would contradict itself or has the year.
    """
    year = notice.get("year")
    if year in {each["year"] for each in in_force["notices"]}:
        raise ConfigurationError(f"notices: {year} is published already")
    table = {**in_force, "version": f"{year}.1", "notices": [*in_force["notices"], dict(notice)]}
    WorkingCalendar.from_mapping(table)
    return table


def import_notice(notice: Mapping[str, Any]) -> str:
    """Put the bound table's working days in force with one more notice; returns the version.

    Again with the same notice it finds its own version in force and changes nothing.
    """
    with reading():
        current = ConfigurationItem.get(
            keys.configuration_pk(CALENDAR), keys.CURRENT, consistent_read=True
        )
    in_force = json.loads(current.data)
    if in_force["notices"][-1] == notice:
        return str(in_force["version"])
    table = with_notice(in_force, notice)
    plan_import({CALENDAR: json.dumps(table, ensure_ascii=False)}).commit()
    return str(table["version"])


def main(arguments: list[str], *, pause: Callable[[float], None] = time.sleep) -> int:
    """Import the notice in the file that the second argument names."""
    try:
        stack, file = arguments
    except ValueError:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    try:
        notice = json.loads(Path(file).read_text("utf-8"))
        sqs, queue_url = bind_stack(boto3.Session(), stack)
        version = import_notice(notice)
    except (CaseworkError, OSError, ValueError) as error:
        sys.stderr.write(f"nothing was imported: {error}\n")
        return 1
    sys.stdout.write(
        f"{version} is in force; open clocks are counted again in five minutes, when every room "
        "has read it.\n"
    )
    pause(FRESH_SECONDS)
    sys.stdout.write(f"{queue_waiting(sqs, queue_url, version)} cases are counted again.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
