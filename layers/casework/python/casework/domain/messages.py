"""Messages to departments: which of them an event makes, in codes and dates alone.

Nothing in a message can hold what a person wrote or who a person is: its fields are codes, ids and
instants, and they are read from the fields that an event shows outside its case.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from casework.domain.clocks import Stage
from casework.domain.light import Light
from casework.domain.supervision_notice import LetterForm, LetterNumber


class MessageKind(StrEnum):
    """What a message is about; systems decide by it."""

    CASE_ASSIGNED = "case_assigned"
    CO_HANDLER_EXCUSED = "co_handler_excused"
    DEADLINE_NEAR = "deadline_near"
    DEADLINE_MISSED = "deadline_missed"
    LETTER_ISSUED = "letter_issued"
    TEST = "test"


class Audience(StrEnum):
    """Who reads a message: programs get it at once, people in contact hours."""

    SYSTEMS = "systems"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class DepartmentMessage:
    """One message to one department (unit id) about one event.

    - `id`: event and department; the same event makes the same message however often it comes, so
      receivers drop what they have seen.
    - `light`: the light that the event leaves on.
    - `stage`: what is to be done, for a letter what was missed; `due` (half open): until when, for
      a letter until when it is to be answered.
    - `letter`, `form`, `reason_only`: of a letter.
    - `at`: when the event happened.
    """

    id: str
    kind: MessageKind
    department: str
    at: datetime
    event_id: str | None = None
    case_id: str | None = None
    light: Light = Light.NONE
    stage: Stage | None = None
    due: datetime | None = None
    letter: LetterNumber | None = None
    form: LetterForm | None = None
    reason_only: bool = False
    policy: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message and how far it got. Instants are UTC; `people_at` is when people are to get it."""

    message: DepartmentMessage
    sent_to_systems_at: datetime
    people_at: datetime
    sent_to_people_at: datetime | None = None


def message_id(event_id: str, department: str) -> str:
    """The name of the message that an event makes for a department."""
    return f"{event_id}#{department}"


def a_test(test_id: str, department: str, at: datetime) -> DepartmentMessage:
    """What is sent to try a subscription out; about no case."""
    return DepartmentMessage(
        message_id(f"test-{test_id}", department), MessageKind.TEST, department, at
    )


def messages_of(event_type: str, detail: Mapping[str, Any]) -> tuple[DepartmentMessage, ...]:
    """The messages that an event makes, by what the bus shows of it (`publication.outbound`).

    Raises KeyError or ValueError for a detail that is not of this type; types that concern no
    department make none.
    """
    make = _MAKERS.get(event_type)
    return make(detail) if make else ()


def _assigned(detail: Mapping[str, Any]) -> tuple[DepartmentMessage, ...]:
    kind, task_by = MessageKind.CASE_ASSIGNED, detail.get("task_by")
    lead = _message(
        detail, kind, detail["lead"], stage=Stage.VERIFY, due=_instant(detail["verify_by"])
    )
    due = _instant(task_by) if task_by else None
    helpers = (
        _message(detail, kind, unit, stage=Stage.TASK, due=due) for unit in detail["co_handlers"]
    )
    return (lead, *helpers)


def _excused(detail: Mapping[str, Any]) -> tuple[DepartmentMessage, ...]:
    return (_message(detail, MessageKind.CO_HANDLER_EXCUSED, detail["unit"], stage=Stage.TASK),)


def _near(detail: Mapping[str, Any]) -> tuple[DepartmentMessage, ...]:
    """To the handler and nobody else; the enterprise is not warned of its own silence."""
    if detail["unit"] is None:
        return ()
    stage, due = Stage(detail["stage"]), _instant(detail["due"])
    return (_message(detail, MessageKind.DEADLINE_NEAR, detail["unit"], stage=stage, due=due),)


def _missed(detail: Mapping[str, Any]) -> tuple[DepartmentMessage, ...]:
    stage, due = Stage(detail["stage"]), _instant(detail["due"])
    if not stage.has_light:
        return ()
    kind, light = MessageKind.DEADLINE_MISSED, Light.YELLOW
    return (_message(detail, kind, detail["unit"], stage=stage, due=due, light=light),)


def _letter(detail: Mapping[str, Any]) -> tuple[DepartmentMessage, ...]:
    """Where the stage was met meanwhile the light is out, and the letter asks for the reason."""
    reason_only = bool(detail["reason_only"])
    message = _message(
        detail,
        MessageKind.LETTER_ISSUED,
        detail["unit"],
        light=Light.NONE if reason_only else Light.YELLOW,
        stage=Stage(detail["stage"]),
        due=_instant(detail["reply_by"]),
        letter=LetterNumber(detail["issuer"], int(detail["year"]), int(detail["number"])),
        form=LetterForm(detail["form"]),
        reason_only=reason_only,
        policy=detail.get("policy"),
    )
    return (message,)


_MAKERS = {
    "CaseAssigned": _assigned,
    "ReturnAccepted": _assigned,
    "CoHandlerExcused": _excused,
    "DeadlineWarned": _near,
    "DeadlineMissed": _missed,
    "LetterIssued": _letter,
}
ANNOUNCED = tuple(_MAKERS)
"""The types of events that a department hears of."""


def _message(
    detail: Mapping[str, Any], kind: MessageKind, department: str, **fields: Any
) -> DepartmentMessage:
    event_id = str(detail["event_id"])
    return DepartmentMessage(
        id=message_id(event_id, department),
        kind=kind,
        department=department,
        at=_instant(detail["at"]),
        event_id=event_id,
        case_id=str(detail["case_id"]),
        **fields,
    )


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
