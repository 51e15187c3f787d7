"""Which messages an event makes: for whom, about what, until when; and nothing else gets in."""

from dataclasses import fields
from datetime import datetime
from typing import get_args, get_type_hints

import pytest

from casework.domain.clocks import Stage
from casework.domain.events import EVENT_TYPES
from casework.domain.light import Light
from casework.domain.messages import (
    ANNOUNCED,
    DepartmentMessage,
    MessageKind,
    a_test,
    message_id,
    messages_of,
)
from casework.domain.publication import ALLOWED_FIELDS, OutboundEvent
from casework.domain.supervision_notice import LetterForm, LetterNumber
from tests import announcements as told
from tests.builders import CASE_ID, NOW, TASK_BY, VERIFY_BY


def made(event: OutboundEvent) -> tuple[DepartmentMessage, ...]:
    return messages_of(event.type, event.detail)


def test_an_assignment_tells_the_lead_and_every_co_handler() -> None:
    lead, *helpers = made(told.assigned("transport", "emergency", "public_security"))
    assert lead == DepartmentMessage(
        id=f"{CASE_ID}/3/0#transport",
        kind=MessageKind.CASE_ASSIGNED,
        department="transport",
        at=NOW,
        event_id=f"{CASE_ID}/3/0",
        case_id=CASE_ID,
        stage=Stage.VERIFY,
        due=VERIFY_BY,
    )
    assert [(each.department, each.stage) for each in helpers] == [
        ("emergency", Stage.TASK),
        ("public_security", Stage.TASK),
    ]


def test_a_co_handler_is_told_the_end_of_its_task_where_the_event_says_it() -> None:
    event = told.assigned("transport", "emergency")
    detail = {**event.detail, "task_by": TASK_BY.isoformat()}
    assert [each.due for each in messages_of(event.type, detail)] == [VERIFY_BY, TASK_BY]
    detail["task_by"] = None
    assert [each.due for each in messages_of(event.type, detail)] == [VERIFY_BY, None]


def test_a_released_co_handler_is_told_so() -> None:
    (message,) = made(told.excused())
    assert (message.kind, message.department) == (MessageKind.CO_HANDLER_EXCUSED, "emergency")
    assert (message.light, message.due) == (Light.NONE, None)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.SILENCE])
def test_a_warning_goes_to_the_unit_whose_clock_runs_and_lights_nothing(stage: Stage) -> None:
    (message,) = made(told.warned(stage))
    assert (message.kind, message.department) == (MessageKind.DEADLINE_NEAR, "transport")
    assert (message.stage, message.due, message.light) == (stage, VERIFY_BY, Light.NONE)


def test_the_enterprise_is_not_warned_of_its_own_silence() -> None:
    assert made(told.warned(Stage.SILENCE, None)) == ()


@pytest.mark.parametrize("stage", Stage)
def test_a_miss_is_told_with_a_yellow_light_where_it_lights_one(stage: Stage) -> None:
    found = [(each.kind, each.light, each.department, each.at) for each in made(told.missed(stage))]
    one = (MessageKind.DEADLINE_MISSED, Light.YELLOW, "transport", VERIFY_BY)
    assert found == ([one] if stage.has_light else [])


def test_a_letter_is_told_with_its_number_and_when_to_answer() -> None:
    (message,) = made(told.letter_issued())
    assert (message.kind, message.light) == (MessageKind.LETTER_ISSUED, Light.YELLOW)
    assert (message.stage, message.due) == (Stage.REPLY, told.LETTER_REPLY_BY)
    assert message.letter == LetterNumber("centre", 2026, 12)
    assert (message.form, message.reason_only) == (LetterForm.SYSTEM, False)


def test_a_letter_that_asks_for_the_reason_only_comes_with_the_light_out() -> None:
    (message,) = made(told.letter_issued(reason_only=True))
    assert (message.light, message.reason_only) == (Light.NONE, True)


def test_the_same_event_makes_the_same_messages() -> None:
    assert made(told.assigned("transport", "emergency")) == made(
        told.assigned("transport", "emergency")
    )
    assert message_id("A/1/0", "court") == "A/1/0#court"


def test_events_that_concern_no_department_make_no_message() -> None:
    detail = {"event_id": "A/1/0", "case_id": "A", "at": NOW.isoformat()}
    silent = set(EVENT_TYPES) - set(ANNOUNCED)
    assert {name: messages_of(name, detail) for name in silent} == dict.fromkeys(silent, ())
    assert set(ANNOUNCED) == {
        *("CaseAssigned", "CoHandlerExcused", "DeadlineWarned", "DeadlineMissed", "LetterIssued"),
        "ReturnAccepted",
    }


@pytest.mark.parametrize("missing", ["lead", "verify_by", "co_handlers", "event_id", "at"])
def test_a_detail_that_is_not_of_its_type_is_an_error(missing: str) -> None:
    detail = dict(told.assigned().detail)
    del detail[missing]
    with pytest.raises(KeyError, match=missing):
        messages_of("CaseAssigned", detail)


def test_a_test_is_about_no_case() -> None:
    message = a_test("0f", "transport", NOW)
    assert (message.id, message.kind) == ("test-0f#transport", MessageKind.TEST)
    assert (message.case_id, message.event_id, message.due) == (None, None, None)


def test_what_the_bus_shows_beyond_the_allow_list_reaches_no_message() -> None:
    """Whatever a detail held by mistake, the message is the same."""
    events = (
        told.assigned("transport", "emergency"),
        told.excused(),
        told.warned(),
        told.missed(),
        told.letter_issued(),
    )
    for event in events:
        more = {"what_happened": "标记", "contact_name": "标记", "text": "标记", "reason": "标记"}
        assert not more.keys() & set(ALLOWED_FIELDS[event.type])
        assert messages_of(event.type, {**event.detail, **more}) == made(event)


def test_a_message_has_room_for_codes_ids_and_instants_only() -> None:
    """No field is a text but ids; the other types have a closed set of values."""
    hints = get_type_hints(DepartmentMessage)
    texts = {
        each.name for each in fields(DepartmentMessage) if str in (get_args(hints[each.name]) or ())
    } | {name for name, hint in hints.items() if hint is str}
    assert texts == {"id", "department", "event_id", "case_id", "policy"}
    others = {name: hint for name, hint in hints.items() if name not in texts}
    closed = {MessageKind, Light, Stage, LetterNumber, LetterForm, datetime, bool, type(None)}
    for name, hint in others.items():
        assert set(get_args(hint) or (hint,)) <= closed, name
