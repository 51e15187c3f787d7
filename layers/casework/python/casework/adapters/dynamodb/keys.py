"""Every key of the table, in one place; ACCESS_PATTERNS.md says what each is read by."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from casework.domain.tokens import ALPHABET, CASE_ID_LENGTH

if TYPE_CHECKING:
    from datetime import date, datetime

CASE_SK = "CASE"
CODE_PK = "CODE"
SUBSCRIPTION_PK = "SUBSCRIPTION"
CURRENT = "CURRENT"
EVENT_PREFIX = "EVENT#"
NOTHING_DUE = "9999"
DUE_SHARDS = 8
"""Partitions of the due index: a sweep asks each once; each takes 1,000 changes a second."""

STATISTICS_PK = "STATISTICS"
STATISTICS_SHARDS = 8
"""Items of each row of figures: changes of cases meet in one of eight, seldom in the same."""

DUE_FORMAT = "%Y%m%dT%H%M%SZ"

_CASE_ID = rf"[{ALPHABET}]{{{CASE_ID_LENGTH}}}"
_CASE_PK = re.compile(rf"CASE#({_CASE_ID})")
_EVENT_SK = re.compile(rf"{EVENT_PREFIX}([0-9]{{6,9}})\.([0-9]{{2,4}})")


def case_pk(case_id: str) -> str:
    """The partition of a case: its snapshot, events, texts and tasks."""
    return f"CASE#{case_id}"


def is_case_id(text: str) -> bool:
    """Whether a text has the form of a case's id; no other names a case."""
    return re.fullmatch(_CASE_ID, text) is not None


def is_code_id(text: str) -> bool:
    """Whether a text has the form of a printed code's id; no other names a code."""
    return re.fullmatch(r"[0-9a-f]{16}", text) is not None


def event_place(partition: str, sort_key: str) -> tuple[str, int, int]:
    """Case, seq and n of the event under a key; raises ValueError when no event has such a key."""
    case, place = _CASE_PK.fullmatch(partition), _EVENT_SK.fullmatch(sort_key)
    if not case or not place:
        raise ValueError("not the key of an event")
    return case[1], int(place[1]), int(place[2])


def event_sk(seq: int, n: int) -> str:
    """Events sort in the order in which they happened."""
    return f"{EVENT_PREFIX}{seq:06d}.{n:02d}"


def particulars_sk(particulars_id: str) -> str:
    """One text of a case."""
    return f"PARTICULARS#{particulars_id}"


def task_sk(name: str) -> str:
    """The pointer that puts a case on another list than that of the unit in charge."""
    return f"TASK#{name}"


def register_sk(name: str) -> str:
    """A contact with a judicial organ, by the text that tells of it or the letter's number."""
    return f"REGISTER#{name}"


def register_pk() -> str:
    """GSI1: the register of contacts with judicial organs."""
    return "REGISTER#judicial"


def register_place(on: date, case_id: str, name: str) -> str:
    """GSI1: by the day of the contact."""
    return f"{on.isoformat()}#{case_id}#{name}"


def work_pk(name: str) -> str:
    """GSI1: a list of work, by its name (`domain/worklists.py`)."""
    return f"WORK#{name}"


def work_sk(due: datetime | None, case_id: str) -> str:
    """GSI1: what is due first sorts first, what has nothing due comes last."""
    return f"{due:%Y%m%dT%H%M%SZ}#{case_id}" if due else f"{NOTHING_DUE}#{case_id}"


def due_pk(case_id: str) -> str:
    """GSI2: the shard of the due index that a case is in."""
    return due_shard_pk(int(hashlib.sha256(case_id.encode()).hexdigest()[:8], 16) % DUE_SHARDS)


def due_shard_pk(shard: int) -> str:
    """GSI2: one shard of the due index."""
    return f"DUE#{shard}"


def due_sk(due: datetime, case_id: str) -> str:
    """GSI2: by the instant, to the second."""
    return f"{due.strftime(DUE_FORMAT)}#{case_id}"


def due_until(instant: datetime) -> str:
    """GSI2: after everything that is due at the instant, before what is due later."""
    return f"{instant.strftime(DUE_FORMAT)}$"


def letters_pk(body: str, year: int) -> str:
    """The counter of a body's letters in a local year."""
    return f"LETTERS#{body}#{year}"


def staff_pk(issuer: str, subject: str) -> str:
    """The registry entry of one subject of one identity provider."""
    return f"STAFF#{issuer}#{subject}"


def staff_of_unit_pk(unit: str) -> str:
    """GSI1: the staff of a unit."""
    return f"STAFF#{unit}"


def session_pk(key: str) -> str:
    """A session of staff, by the SHA-256 of its cookie."""
    return f"SESSION#{key}"


def draft_pk(key: str) -> str:
    """A draft, by the SHA-256 of its cookie."""
    return f"DRAFT#{key}"


def configuration_pk(kind: str) -> str:
    """All versions of one kind of configuration; the one in force is stored again as `CURRENT`."""
    return f"CONFIGURATION#{kind}"


def message_pk(message_id: str) -> str:
    """One message to a department: `{event id}#{unit}`."""
    return f"MESSAGE#{message_id}"


def enterprise_message_pk(message_id: str) -> str:
    """One message to the enterprise of a case, by the id of its event."""
    return f"ENTERPRISE_MESSAGE#{message_id}"


def statistics_sk(row: str, shard: int) -> str:
    """One shard of a row of figures."""
    return f"{row}#{shard}"


def statistics_row(sort_key: str) -> str:
    """The row that a shard is of."""
    return sort_key.rpartition("#")[0]


def search_sk(kind: str) -> str:
    """What a case is found by: one item for its enterprise, one for its telephone, one for its
    sender's openid.
    """
    return f"SEARCH#{kind}"


def search_pk(key: str) -> str:
    """GSI1: the cases under a search key."""
    return f"SEARCH#{key}"


def audit_pk(at: datetime) -> str:
    """The searches of a month (UTC)."""
    return f"AUDIT#{at:%Y-%m}"


def audit_sk(at: datetime, staff_id: str, key: str) -> str:
    """One search."""
    return f"{at.isoformat()}#{staff_id}#{key}"


def quota_pk(name: str) -> str:
    """One counter of filings or receipts; the name holds the hour or day."""
    return f"QUOTA#{name}"


def sender_pk(reference: str) -> str:
    """Who writes to the official account, by a reference that is good for a day."""
    return f"SENDER#{reference}"


def heard_pk(name: str) -> str:
    """A message to the official account, or the nonce of a request, by an HMAC."""
    return f"HEARD#{name}"


def is_mail_id(text: str) -> bool:
    """Whether a text has the form of an e-mail's id; no other names one."""
    return re.fullmatch(r"[0-9a-f]{32}", text) is not None


def unread_mail_pk(mail_id: str) -> str:
    """An e-mail that a clerk has to see to."""
    return f"MAIL#{mail_id}"


def unread_mails_pk() -> str:
    """GSI1: the e-mails that nobody has seen to."""
    return "MAIL#unread"


def unread_mail_place(received_at: datetime, mail_id: str) -> str:
    """GSI1: the oldest first."""
    return f"{received_at.strftime(DUE_FORMAT)}#{mail_id}"
