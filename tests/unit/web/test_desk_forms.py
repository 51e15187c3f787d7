"""The tables of forms: complete, in words, and in step with the bodies that the rooms take."""

from __future__ import annotations

import pytest

from casework.entrypoints import requests
from casework.web.desk_forms.form_spec import FieldKind, FieldSpec, FormSpec
from casework.web.desk_forms.offers import OFFERS
from casework.web.desk_forms.posted_body import posted_body
from casework.web.desk_forms.registry import FORMS, form_of, order_of
from casework.web.pages.desk.case_forms import PREFERRED
from tests.unit.web.test_catalogues import used

BODIES: dict[str, type[requests.CommandBody]] = {
    "assignment": requests.AssignmentBody,
    "answer": requests.AnswerBody,
    "verification": requests.VerificationBody,
    "reply": requests.ReplyBody,
    "resolution": requests.ResolutionBody,
    "task-report": requests.TaskReportBody,
    "excuse": requests.ExcuseBody,
    "letters/*/acknowledgement": requests.AcknowledgementBody,
    "letters/*/answer": requests.LetterAnswerBody,
}
EVERY = pytest.mark.parametrize("spec", FORMS.values(), ids=lambda spec: spec.operation)


@EVERY
def test_a_field_stands_once_in_its_form(spec: FormSpec) -> None:
    names = [field.name for field in spec.fields]
    assert len(names) == len(set(names))
    assert {"csrf", "version"}.isdisjoint(names)


@EVERY
def test_every_word_of_a_form_is_in_the_catalogues(spec: FormSpec) -> None:
    words = [spec.title, spec.submit, spec.hint]
    for field in spec.fields:
        options = () if callable(field.options) else field.options
        words += [field.label, field.hint, field.group, *(option.name for option in options)]
    assert {word for word in words if isinstance(word, str)} <= used()


@EVERY
def test_a_choice_has_something_to_choose_from(spec: FormSpec) -> None:
    chosen = {FieldKind.RADIO, FieldKind.SELECT, FieldKind.CHECKBOXES}
    assert [field.name for field in spec.fields if field.kind in chosen and not field.options] == []


def test_every_operation_that_is_offered_has_a_form_and_the_other_way_round() -> None:
    assert set(FORMS) == set(OFFERS)


@pytest.mark.parametrize("operation", BODIES)
def test_a_form_asks_for_exactly_what_its_body_takes(operation: str) -> None:
    taken = set(BODIES[operation].model_fields) - {"version"}
    assert {field.name.split(".")[0] for field in FORMS[operation].fields} == taken


def test_preferred_steps_are_operations_that_have_forms() -> None:
    assert {step for steps in PREFERRED.values() for step in steps} <= set(FORMS)


def test_an_operation_on_a_part_is_found_by_its_pattern() -> None:
    spec, part = form_of("letters/5.0/answer") or (None, None)
    assert spec is FORMS["letters/*/answer"]
    assert part == "5.0"
    assert form_of("letters/5.0/levitation") is None
    assert form_of("resolution") == (FORMS["resolution"], None)


def test_actions_stand_in_the_order_of_the_tables() -> None:
    ordered = sorted(["nobody-knows", "letters/1.0/answer", "reply", "answer"], key=order_of)
    assert ordered == ["answer", "reply", "letters/1.0/answer", "nobody-knows"]


def test_a_posted_form_becomes_the_nested_body() -> None:
    typed = {
        "csrf": ["secret"],
        "version": ["4"],
        "outcome": ["settled"],
        "text": ["已办结"],
        "reply.text": ["已回复"],
        "reply.verification.finding": ["confirmed"],
        "reply.verification.text": ["属实"],
    }
    body = posted_body(FORMS["resolution"], typed)
    assert body == {
        "version": "4",
        "outcome": "settled",
        "text": "已办结",
        "reply": {"text": "已回复", "verification": {"finding": "confirmed", "text": "属实"}},
    }
    read = requests.ResolutionBody.model_validate(body)
    assert read.version == 4
    assert read.reply is not None


def test_a_part_of_which_nothing_was_filled_in_is_absent() -> None:
    typed = {"version": ["4"], "text": ["已回复"], "verification.text": ["  "]}
    assert posted_body(FORMS["reply"], typed) == {"version": "4", "text": "已回复"}


def test_lists_and_ticks_are_what_they_are() -> None:
    spec = FormSpec(
        "x",
        "X",
        "X",
        (
            FieldSpec("units", FieldKind.UNITS, "U"),
            FieldSpec("sure", FieldKind.CHECKBOX, "S"),
            FieldSpec("not_sure", FieldKind.CHECKBOX, "N"),
        ),
    )
    typed = {"version": ["1"], "units": ["court", "justice"], "sure": ["yes"]}
    assert posted_body(spec, typed) == {"version": "1", "units": ["court", "justice"], "sure": True}
