"""Every key of the table, in one place; ACCESS_PATTERNS.md says what each is read by."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

CASE_SK = "CASE"
CODE_PK = "CODE"
CURRENT = "CURRENT"
EVENT_PREFIX = "EVENT#"
NOTHING_DUE = "9999"


def case_pk(case_id: str) -> str:
    """The partition of a case: its snapshot, events, texts and tasks."""
    return f"CASE#{case_id}"


def event_sk(seq: int, n: int) -> str:
    """Events sort in the order in which they happened."""
    return f"{EVENT_PREFIX}{seq:06d}.{n:02d}"


def particulars_sk(particulars_id: str) -> str:
    """One text of a case."""
    return f"PARTICULARS#{particulars_id}"


def task_sk(unit: str) -> str:
    """The pointer that puts a case on a co-handler's work list while its task is open."""
    return f"TASK#{unit}"


def work_pk(unit: str) -> str:
    """GSI1: the work list of a unit."""
    return f"WORK#{unit}"


def work_sk(due: datetime | None, case_id: str) -> str:
    """GSI1: what is due first sorts first, what has nothing due comes last."""
    return f"{due:%Y%m%dT%H%M%SZ}#{case_id}" if due else f"{NOTHING_DUE}#{case_id}"


def staff_pk(issuer: str, subject: str) -> str:
    """The registry entry of one subject of one identity provider."""
    return f"STAFF#{issuer}#{subject}"


def configuration_pk(kind: str) -> str:
    """All versions of one kind of configuration; the one in force is stored again as `CURRENT`."""
    return f"CONFIGURATION#{kind}"
