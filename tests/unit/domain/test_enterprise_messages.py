"""What an enterprise is told of: which events make a message, and which messages are outdone."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from enum import Enum
from typing import get_type_hints

import pytest

from casework.domain.case_file import CaseFile
from casework.domain.contest_events import CorrectionMade, ObjectionDecided
from casework.domain.decision_events import CaseSuspended, EnterpriseAsked, SuspensionReason
from casework.domain.enterprise_contact import (
    Recipient,
    chosen_recipient,
    in_place_of,
    recipient_by,
    ways_named,
)
from casework.domain.enterprise_messages import (
    TOLD,
    EnterpriseDelivery,
    EnterpriseMessage,
    NewsKind,
    is_superseded,
    message_of,
)
from casework.domain.event_facts import Way
from casework.domain.events import EVENT_TYPES, Actor, ActorKind, CaseReplied, Event
from casework.domain.particulars import ParticularsKind, write_down
from casework.domain.publication import ALLOWED_FIELDS
from casework.domain.supervision_events import CaseClosed, Closing
from tests.builders import CASE_ID, NOW, RESOLVE_BY, filed, ref

WHO = Actor(ActorKind.PLATFORM, "test")
DETAIL = {"event_id": f"{CASE_ID}/4/1", "case_id": CASE_ID, "at": NOW.isoformat()}


def happened(*bodies: object) -> tuple[Event, ...]:
    return tuple(
        Event(CASE_ID, 4, n, NOW, WHO, "command-1", 1, None, body)  # type: ignore[arg-type] # any
        for n, body in enumerate(bodies)
    )


def told(body: object) -> NewsKind | None:
    (event,) = happened(body)
    detail = {name: getattr(body, name) for name in ALLOWED_FIELDS[event.type]}
    message = message_of(event.type, {**DETAIL, **detail})
    return message.kind if message else None


def suspended(reason: SuspensionReason) -> CaseSuspended:
    return CaseSuspended(reason, RESOLVE_BY, None, None, (), None)


def test_a_message_bears_the_id_of_its_event() -> None:
    message = message_of("CaseReplied", {**DETAIL, "on_time": True})
    assert message == EnterpriseMessage(f"{CASE_ID}/4/1", NewsKind.REPLIED, CASE_ID, NOW)


def test_what_is_told_is_an_event_and_the_rest_makes_no_message() -> None:
    assert set(TOLD) <= set(EVENT_TYPES)
    for name in set(EVENT_TYPES) - set(TOLD):
        assert message_of(name, DETAIL) is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (suspended(SuspensionReason.WAITING_FOR_ENTERPRISE), NewsKind.QUESTION),
        (suspended(SuspensionReason.FORCE_MAJEURE), NewsKind.SUSPENDED),
        (CaseClosed(Closing.NOT_CONTESTED), NewsKind.CLOSED),
        (CaseClosed(Closing.CONFIRMED), None),
        (CaseClosed(Closing.OBJECTION_REJECTED), None),
        (CaseClosed(Closing.NOT_THE_REPORTERS), None),
    ],
)
def test_the_enterprise_is_told_what_it_does_not_know_already(
    body: object, kind: NewsKind | None
) -> None:
    assert told(body) is kind


@pytest.mark.parametrize(
    ("upheld", "kind"), [(True, NewsKind.REOPENED), (False, NewsKind.REJECTED)]
)
def test_an_objection_is_answered_either_way(upheld: bool, kind: NewsKind) -> None:
    decided = ObjectionDecided(
        *("1", upheld, False, None), ref(ParticularsKind.OBJECTION_DECISION), ()
    )
    assert told(decided) is kind


def test_nothing_in_a_message_or_its_record_can_hold_a_word_or_a_name() -> None:
    for kind in (EnterpriseMessage, EnterpriseDelivery):
        hints = get_type_hints(kind)
        texts = {field.name for field in fields(kind) if hints[field.name] is str}
        assert texts <= {"id", "case_id"}
        others = {hints[field.name] for field in fields(kind)} - {str, int, datetime}
        assert all(issubclass(each, Enum | EnterpriseMessage) for each in others)


def superseded(message_at: int, *bodies: object) -> bool:
    events = happened(*bodies)
    kind = told(bodies[message_at])
    assert kind is not None
    message = EnterpriseMessage(events[message_at].id, kind, CASE_ID, NOW)
    return is_superseded(message, events)


REPLIED = CaseReplied(True, ref(ParticularsKind.REPLY))
ASKED = EnterpriseAsked("justice", ref(ParticularsKind.QUESTION))
WAITS = suspended(SuspensionReason.WAITING_FOR_ENTERPRISE)


def test_the_latest_outdoes_what_was_before_it_and_never_what_comes_after() -> None:
    assert superseded(0, REPLIED, suspended(SuspensionReason.FORCE_MAJEURE))
    assert not superseded(1, suspended(SuspensionReason.FORCE_MAJEURE), REPLIED)
    assert not superseded(0, REPLIED, ASKED)


def test_what_asks_something_gives_way_only_to_what_asks_or_ends() -> None:
    assert not superseded(1, ASKED, WAITS, REPLIED)
    assert superseded(1, ASKED, WAITS, REPLIED, CaseClosed(Closing.NOT_CONTESTED))
    assert superseded(1, ASKED, WAITS, ASKED, WAITS)


def file_with(**given: str) -> CaseFile:
    text = write_down(ParticularsKind.FILING, 1, 0, given, "00")
    change = filed(particulars=text.ref)
    return CaseFile(change.after, change.events, {text.ref.id: text})


def test_somebody_is_told_where_the_choice_and_the_address_are_there() -> None:
    phone, mail = {"contact_phone": "13800000000"}, {"contact_email": "a@b.example"}
    assert chosen_recipient(file_with(**phone, notify_by="sms")) == Recipient(
        *(Way.SMS, "13800000000")
    )
    assert chosen_recipient(file_with(**phone, **mail, notify_by="email")) == Recipient(
        *(Way.EMAIL, "a@b.example")
    )
    for given in ({**phone}, {**phone, "notify_by": "none"}, {**phone, "notify_by": "email"}):
        assert chosen_recipient(file_with(**given)) is None


def test_only_wechat_has_something_in_its_place_and_only_where_it_is_offered() -> None:
    file = file_with(contact_phone="13800000000", contact_email="a@b.example")
    assert in_place_of(Way.WECHAT, file, {Way.SMS}) == Recipient(Way.SMS, "13800000000")
    assert in_place_of(Way.WECHAT, file, {Way.EMAIL}) is None
    assert in_place_of(Way.SMS, file, set(Way)) is None
    assert in_place_of(Way.WECHAT, file_with(contact_phone="0530-8212345"), set(Way)) is None


@pytest.mark.parametrize(
    ("names", "ways"),
    [
        ("", ()),
        (",,", ()),
        (",sms,", (Way.SMS,)),
        ("wechat,sms,email", (Way.SMS, Way.EMAIL, Way.WECHAT)),
        ("pigeon", ()),
    ],
)
def test_the_ways_that_are_offered_are_named_in_a_list(names: str, ways: tuple[Way, ...]) -> None:
    assert ways_named(names) == ways


def test_a_corrected_number_is_told_however_it_was_typed_and_an_address_stays_until_corrected() -> (
    None
):
    file = file_with(contact_phone="13800000000", contact_email="a@b.example")
    first = write_down(ParticularsKind.CORRECTED, 2, 0, {"contact_phone": "139 1234 5678"}, "00")
    second = write_down(ParticularsKind.CORRECTED, 3, 0, {"contact_email": "c@d.example"}, "00")
    made = happened(*(CorrectionMade("1", text.ref) for text in (first, second)))
    texts = {text.ref.id: text for text in (first, second)}

    def corrected(times: int) -> CaseFile:
        return replace(
            file, events=(*file.events, *made[:times]), particulars=file.particulars | texts
        )

    assert recipient_by(Way.SMS, corrected(1)) == Recipient(Way.SMS, "13912345678")
    assert recipient_by(Way.EMAIL, corrected(1)) == Recipient(Way.EMAIL, "a@b.example")
    assert recipient_by(Way.EMAIL, corrected(2)) == Recipient(Way.EMAIL, "c@d.example")
