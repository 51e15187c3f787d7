"""What leaves the case: an entry per type of event, and no field that could hold a text."""

from datetime import datetime
from types import NoneType
from typing import get_args, get_type_hints

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AssignCase, RouteCase
from casework.domain.attachment_state import RefusalReason
from casework.domain.case import Case
from casework.domain.clocks import Stage
from casework.domain.code import code_id
from casework.domain.contest_events import DeclineReason
from casework.domain.decision_events import LiftCause, ReturnGround, SuspensionReason
from casework.domain.events import EVENT_TYPES, Channel, Finding, Outcome
from casework.domain.lifecycle import Command
from casework.domain.oversight_events import SpecialReason
from casework.domain.publication import ALLOWED_FIELDS, OutboundEvent, outbound
from casework.domain.requests import RequestKind
from casework.domain.routing_facts import Suggestion, TriageReason
from casework.domain.supervision_events import Closing
from tests.builders import (
    CASE_ID,
    CODE_TOKEN,
    SILENT_UNTIL,
    assigned_case,
    filed,
    filed_case,
    proposal,
    replied_case,
    resolve,
    then,
    verify,
    waiting_case,
)

IDENTIFIERS = {
    "place": "the id of a code",
    "category": "an id of the organisation",
    "township": "an id of the organisation",
    "language": "zh or en",
    "procedure": "an id of the catalogue",
    "catalogue": "a version",
    "lead": "the id of a unit",
    "co_handlers": "ids of units",
    "unit": "the id of a unit",
    "issuer": "the id of a unit",
    "letter": "the place of a miss in its case",
    "letter_id": "the place of a miss in its case",
    "stage": "a stage of a clock",
    "form": "a form of letter",
    "calendar": "a version",
    "policy": "a version",
    "request": "the number of a request or action within its case",
    "coordinator": "the id of a unit",
    "departments": "ids of units",
    "department": "the id of a unit",
    "action": "a number within the case",
    "red_light": "a number within the case",
    "referred_to": "the id of a body",
    "into": "the id of a case",
    "decider": "the id of a unit",
    "organ": "the id of a unit",
}
"""The only published fields that are strings, and why none of them can hold what a person typed."""

CODES = {
    *(
        bool,
        int,
        datetime,
        NoneType,
        Channel,
        TriageReason,
        Finding,
        Outcome,
        Closing,
        Stage,
        DeclineReason,
        RefusalReason,
    ),
    SpecialReason,
    *(RequestKind, ReturnGround, SuspensionReason, LiftCause),
}


def test_every_type_of_event_has_an_entry() -> None:
    assert set(ALLOWED_FIELDS) == set(EVENT_TYPES)


@pytest.mark.parametrize("name", EVENT_TYPES)
def test_an_entry_names_fields_of_its_event_that_cannot_hold_a_text(name: str) -> None:
    hints = hints_of(EVENT_TYPES[name])
    for field in ALLOWED_FIELDS[name]:
        kinds = set(get_args(hints[field]) or (hints[field],))
        codes = {str, Ellipsis, *CODES} if field in IDENTIFIERS else CODES
        assert kinds <= codes, f"{name}.{field} could hold anything"


def hints_of(kind: type) -> dict[str, object]:
    """What each field and property of an event may hold."""
    properties = {name: value for name, value in vars(kind).items() if isinstance(value, property)}
    derived = {name: get_type_hints(value.fget)["return"] for name, value in properties.items()}
    return get_type_hints(kind) | derived


@pytest.mark.parametrize("name", EVENT_TYPES)
def test_what_stays_with_the_case_is_never_listed(name: str) -> None:
    private = {
        "about_bodies",
        "grounds",
        "complaint_dismissed",
        "filing_digest",
        "grade",
        "particulars",
        "reasons",
        "released",
        "suggestion",
        "suggestions",
        "text_consent",
        "tracking_sha256",
    }
    assert not private & set(ALLOWED_FIELDS[name])


def test_nothing_of_an_answer_an_addition_a_rating_a_note_or_another_case_is_published() -> None:
    assert {name for name, allowed in ALLOWED_FIELDS.items() if not allowed} == {
        "CaseAnswered",
        "EnterpriseNotReached",
        "EnterpriseReached",
        "CaseSupplemented",
        "CaseRated",
        "AnswerRelayed",
        *("JudicialContactRecorded", "SummaryReleased", "CaseAbsorbed", "CaseLinked", "NoteAdded"),
    }


def published(case: Case, command: Command) -> OutboundEvent:
    _, (event,) = then(case, command)
    return outbound(event)


def test_an_event_goes_out_with_its_identity_its_clock_and_plain_values() -> None:
    (event,) = filed().events
    assert outbound(event) == OutboundEvent(
        id=f"{CASE_ID}/1/0",
        type="CaseFiled",
        detail={
            "event_id": f"{CASE_ID}/1/0",
            "case_id": CASE_ID,
            "seq": 1,
            "n": 0,
            "at": "2026-03-02T01:00:00+00:00",
            "due_version": 1,
            "next_due": "2026-03-02T16:00:00+00:00",
            "arms": True,
            "channel": "scan",
            "place": code_id(CODE_TOKEN),
            "category": "contract_debt",
            "township": "tianqiao",
            "confidential": False,
            "language": "zh",
        },
    )


def test_dates_and_codes_of_the_body_go_out_as_text() -> None:
    assign = AssignCase("transport", ("emergency",), judgement=NOTHING_JUDGED, released=None)
    detail = published(waiting_case(), assign).detail
    assert (detail["lead"], detail["automatic"]) == ("transport", False)
    assert detail["resolve_by"] == "2026-03-23T16:00:00+00:00"
    assert published(assigned_case(), verify()).detail["finding"] == "confirmed"


def test_an_event_after_which_nothing_is_due_says_so() -> None:
    resolved, (event,) = then(replied_case(), resolve())
    detail = outbound(event).detail
    assert (detail["outcome"], detail["on_time"]) == ("settled", True)
    assert (detail["next_due"], detail["arms"]) == ("2026-03-09T16:00:00+00:00", True)
    _, (event,) = then(resolved, now=SILENT_UNTIL)
    detail = outbound(event).detail
    assert (detail["next_due"], detail["arms"], detail["closing"]) == (None, False, "not_contested")


def test_neither_who_acted_nor_whom_a_complaint_is_about_leaves_the_case() -> None:
    words = Suggestion("public_body_conduct", "inspection", (), 9, ("乱罚款",))
    route = RouteCase(
        proposal(
            TriageReason.ABOUT_PUBLIC_BODY, about_bodies=("health",), suggestions=(words,), score=9
        )
    )
    sent = repr(published(filed_case(), route))
    assert "about_public_body" in sent
    for kept in ("health", "乱罚款", "public_body_conduct", "handler-justice", "staff"):
        assert kept not in sent


def test_no_listed_field_is_missing_from_its_event() -> None:
    for name, allowed in ALLOWED_FIELDS.items():
        assert set(allowed) <= set(hints_of(EVENT_TYPES[name]))
