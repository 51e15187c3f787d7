"""The forms of a case page filled in, as somebody does who chooses freely among what they offer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from casework.domain.case import SUPERIORS
from casework.domain.deadline import CHINA_TIME
from casework.web.desk_forms.filling import form_view
from casework.web.desk_forms.form_spec import FieldKind, Subject
from casework.web.desk_forms.posted_body import posted_body
from casework.web.desk_forms.registry import form_of
from tests.integration.every_operation import TALES
from tests.integration.faults.steps import UNITS
from tests.integration.tales import OTHER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from random import Random

    from casework.web.desk_forms.filling import FieldView

SENTENCE = "已核对，情况属实。"
OF_ANOTHER_CASE = frozenset({"into", "other"})
TYPED = {"contact_phone": "13912345678"}
LEFT_EMPTY = frozenset({"suggested", "credit_code", "contact_email"})
THURSDAY = 3
"""A working day in any week of these stories."""

JUDGED = frozenset({"not_a_complaint"})
"""Without which a complaint goes to nobody but the superiors of whom it is about."""

UNTICKED = {
    ("accepted", "yes"): ("groundless",),
    ("accepted", "no"): ("lead", "co_handlers", "released_text"),
    ("upheld", "no"): ("false_closing",),
}
"""What nobody fills in besides a decision, as the groups of the form say."""

OTHERWISE: Mapping[str, Mapping[str, Any]] = {
    step.what: {name: each for name, each in step.codes.items() if each != OTHER}
    for tale in TALES
    for step in tale.steps
}
"""What is chosen where a form, which is not on the page, offers nothing."""


def body_of(operation: str, subject: Subject, chance: Random, other: str) -> dict[str, Any]:
    """The JSON body of the operation's form; `other` is the id of another case."""
    view, form = form_view(operation, subject, None), form_of(operation)
    assert view and form
    fields = [field for group in view.groups for field in group.fields]
    usual = OTHERWISE.get(form[0].operation, {})
    typed = {
        field.name: _values(field, subject, chance, other) or _usual(field, usual)
        for field in fields
    }
    for (name, choice), besides in UNTICKED.items():
        if typed.get(name) == [choice]:
            typed = {each: [] if each in besides else held for each, held in typed.items()}
    if any(lead in SUPERIORS for lead in typed.get("lead", [])):
        typed["not_a_complaint"] = []
        typed["co_handlers"] = []
    if "co_handlers" in typed:
        typed["co_handlers"] = [each for each in typed["co_handlers"] if [each] != typed["lead"]]
    return posted_body(form[0], typed)


def _values(field: FieldView, subject: Subject, chance: Random, other: str) -> list[str]:
    options = sorted(choice.value for choice in field.options)
    if field.kind in {FieldKind.UNIT, FieldKind.UNITS}:
        options = [unit for unit in options if unit in UNITS - {*subject.case.about_bodies}]
    match FieldKind(field.kind):
        case FieldKind.CHECKBOX:
            is_ticked = field.name in JUDGED or chance.random() < 1 / 2
            return ["yes"] if is_ticked else []
        case FieldKind.CHECKBOXES | FieldKind.UNITS:
            return chance.sample(options, min(len(options), chance.randint(0, 2)))
        case FieldKind.NUMBER:
            return [str(chance.randint(1, 2))]
        case FieldKind.DATE:
            return [_day(field, subject.now)]
        case FieldKind.TEXT | FieldKind.TEXT_AREA:
            return [_words(field, other)]
    return [chance.choice(options)] if options and field.name not in LEFT_EMPTY else []


def _usual(field: FieldView, usual: Mapping[str, Any]) -> list[str]:
    """For a choice that nothing is offered for."""
    is_choice = field.kind in {FieldKind.SELECT, FieldKind.RADIO} and not field.options
    return [str(usual[field.name])] if is_choice and field.name in usual else []


def _words(field: FieldView, other: str) -> str:
    if field.name in OF_ANOTHER_CASE:
        return other
    empty = "" if field.name in LEFT_EMPTY else TYPED.get(field.name, SENTENCE)
    return field.value or empty


def _day(field: FieldView, now: datetime) -> str:
    """Today where something has happened; the next Thursday for what is to be done."""
    day = now.astimezone(CHINA_TIME).date()
    if field.name == "until":
        day += timedelta(days=(THURSDAY - day.weekday()) % 7)
    return day.isoformat()
