"""A case as the staff API shows it: plain JSON values, codes as codes."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from casework.domain.case import case_number
from casework.domain.clocks import Stage
from casework.domain.light import is_yellow, light_of

if TYPE_CHECKING:
    from casework.domain.attachment_state import Attachment
    from casework.domain.case import Case, CaseLetter, Task
    from casework.domain.case_file import CaseFile
    from casework.domain.clocks import Clock
    from casework.domain.code import Code
    from casework.domain.events import Event
    from casework.ports import Page, WorkItem
    from casework.services.look_up_letter import LetterOnRecord

TITLE_LENGTH = 40


def case_view(case: Case) -> dict[str, Any]:
    """Where a case stands. Instants are ISO 8601 UTC, deadlines half open; null means not (yet)."""
    return {
        "id": case.id,
        "number": case_number(case.id),
        "version": case.version,
        "status": case.status,
        "is_open": case.status.is_open,
        "disposition": case.disposition,
        "channel": case.channel,
        "category": case.category,
        "township": case.township,
        "confidential": case.confidential,
        "triage_reason": case.triage_reason,
        "about_bodies": case.about_bodies,
        "procedure": case.procedure,
        "lead": case.lead,
        "tasks": [_task_view(case, task) for task in case.tasks],
        "light": light_of(case),
        "clocks": [_clock_view(clock) for clock in case.clocks],
        "letters": [_letter_view(letter) for letter in case.letters],
        "files": [_attachment_view(file) for file in case.attachments],
        "filed_at": case.filed_at,
        "triage_by": case.promised.triage_by,
        "assigned_at": case.assigned_at,
        "verify_by": case.verify_by,
        "reply_by": case.reply_by,
        "resolve_by": case.resolve_by,
        "provisional": case.provisional,
        "closing": case.closing,
        "next_due": case.next_due,
        "first_deadline": case.first_deadline,
        "rated": case.rated_at is not None,
    }


def file_view(file: CaseFile) -> dict[str, Any]:
    """The whole file: the case, its timeline and the texts that this reader may read, by id."""
    return {
        "case": case_view(file.case),
        "timeline": [_event_view(event) for event in file.events],
        "texts": {
            key: {"kind": text.ref.kind, **text.fields} for key, text in file.particulars.items()
        },
    }


def page_view(page: Page) -> dict[str, Any]:
    """A page of work; `next` is the `start` of the following one."""
    return {"cases": [item_view(item) for item in page.items], "next": page.next_key}


def code_view(code: Code, base_url: str) -> dict[str, Any]:
    """A printed code with the address that it holds."""
    return {
        "id": code.id,
        "place": code.place,
        "caption_zh": code.caption_zh,
        "caption_en": code.caption_en,
        "url": code_url(code, base_url),
        "wechat_url": code.wechat_url,
        "issued_at": code.issued_at,
        "revoked_at": code.revoked_at,
    }


def code_url(code: Code, base_url: str) -> str:
    """Where scanning the code leads."""
    return f"{base_url}/q/{code.token}"


def _task_view(case: Case, task: Task) -> dict[str, Any]:
    due = case.due_of(Stage.TASK, task.unit)
    return {"unit": task.unit, "state": task.state, "due": due}


def _clock_view(clock: Clock) -> dict[str, Any]:
    return {
        "stage": clock.stage,
        "unit": clock.unit,
        "letter": clock.letter,
        "started_at": clock.started_at,
        "due": clock.due,
        "warn_at": clock.warn_at,
        "provisional": clock.provisional,
        "ended_at": clock.ended_at,
        "missed": clock.missed,
        "yellow": is_yellow(clock),
    }


def _letter_view(letter: CaseLetter) -> dict[str, Any]:
    return {
        "id": letter.id,
        "issuer": letter.number.body,
        "year": letter.number.year,
        "number": letter.number.number,
        "unit": letter.unit,
        "stage": letter.stage,
        "state": letter.state,
        "sha256": letter.sha256,
    }


def _attachment_view(file: Attachment) -> dict[str, Any]:
    return {
        "number": file.number,
        "state": file.state,
        "media": file.media,
        "size": file.size,
        "source": file.source,
        "at": file.at,
        "reason": file.reason,
    }


def letter_view(found: LetterOnRecord) -> dict[str, Any]:
    """A letter as it was issued, how far it is, and a link to its file that expires soon."""
    return {
        **_letter_view(found.state),
        "form": found.letter.form,
        "due": found.letter.due,
        "reason_only": found.letter.reason_only,
        "issued_at": found.letter.issued_at,
        "reply_by": found.letter.reply_by,
        "file": found.link,
    }


def _event_view(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "type": event.type,
        "at": event.at,
        "by": event.actor.kind,
        "unit": event.actor.unit,
        **_codes_of(event),
    }


def _codes_of(event: Event) -> dict[str, Any]:
    """The event's own codes, the suggestions of a routing, and which text belongs to it."""
    body = event.body
    codes = {name: value for name in _CODES if (value := getattr(body, name, None)) is not None}
    if text := getattr(body, "particulars", None):
        codes["text"] = text.id
    if grounds := getattr(body, "grounds", None):
        codes["grounds"] = asdict(grounds)
    if suggestion := getattr(body, "suggestion", None):
        codes["suggestion"] = asdict(suggestion)
    if suggestions := getattr(body, "suggestions", None):
        codes["suggestions"] = [asdict(suggestion) for suggestion in suggestions]
    return codes


_CODES = (
    "finding",
    "outcome",
    "on_time",
    "lead",
    "automatic",
    "reason",
    "score",
    "margin",
    "grade",
    "closing",
    "stage",
    "due",
)


def item_view(item: WorkItem) -> dict[str, Any]:
    """A line of a list: the case, and the beginning of what it is about."""
    words = item.text.fields.get("what_happened", "") if item.text else ""
    title = words.split("\n", 1)[0][:TITLE_LENGTH]
    return {**case_view(item.case), "title": title or None}
