"""A form as it stands on the page: the fields that apply, what was typed, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from casework.web.dates import deadline_text
from casework.web.desk_forms.answer_templates import TemplateLink, template_links
from casework.web.desk_forms.form_spec import FieldKind
from casework.web.desk_forms.offers import address_of
from casework.web.desk_forms.registry import form_of
from casework.web.pages.desk.headline import capital
from casework.web.pages.desk.letter_number import letter_number
from casework.web.pages.names import unit_name
from casework.web.pages.option import Option

if TYPE_CHECKING:
    from casework.web.desk_forms.form_spec import FieldSpec, FormSpec, OpenForm, Subject, Words


@dataclass(frozen=True, slots=True)
class Choice:
    """One option; `id` is unique on the page."""

    id: str
    value: str
    name: str
    checked: bool


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field; `id` is unique on the page, `value` the text of a field that holds one."""

    id: str
    name: str
    kind: str
    label: str
    hint: str | None
    required: bool
    rows: int
    value: str
    options: tuple[Choice, ...]
    message: str | None


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that stand together; `legend` is None for those of the step itself."""

    legend: str | None
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A wrong field in the summary: `field` is the id to go to."""

    field: str
    summary: str


@dataclass(frozen=True, slots=True)
class FormView:
    """A form in place. `title` names it and the button that opens it, `about` the part of the case
    that it is about.
    """

    operation: str
    anchor: str
    action: str
    title: str
    about: str | None
    hint: str | None
    submit: str
    grave: bool
    groups: tuple[FieldGroup, ...]
    summary: tuple[SummaryLine, ...]
    is_open: bool
    templates: tuple[TemplateLink, ...] = ()


def anchor_of(operation: str) -> str:
    """Where on the page the form of an operation stands."""
    return "do-" + operation.replace("/", "-")


def form_view(operation: str, subject: Subject, opened: OpenForm | None) -> FormView | None:
    """The form of an operation, filled with what was typed if it is the one that stands open; None
    for an operation without a form.
    """
    found = form_of(operation)
    if found is None:
        return None
    spec, part = found
    subject = replace(subject, part=part)
    mine = opened if opened is not None and opened.operation == operation else None
    fields = _fields(spec, anchor_of(operation), subject, mine)
    return FormView(
        operation=operation,
        anchor=anchor_of(operation),
        action=address_of(subject.case.id, operation),
        title=subject.say(spec.title),
        about=_about(spec.operation, subject),
        hint=_words(spec.hint, subject),
        submit=subject.say(spec.submit),
        grave=spec.grave,
        groups=_grouped(fields, subject),
        summary=_summary(fields, mine, anchor_of(operation)),
        is_open=mine is not None,
        templates=template_links(operation, anchor_of(operation)),
    )


def _fields(
    spec: FormSpec, anchor: str, subject: Subject, opened: OpenForm | None
) -> list[tuple[str | None, FieldView]]:
    messages = dict(reversed(opened.errors)) if opened else {}
    return [
        (field.group, _field(field, anchor, subject, opened, messages.get(field.name)))
        for field in spec.fields
        if field.when is None or field.when(subject)
    ]


def _field(
    spec: FieldSpec, anchor: str, subject: Subject, opened: OpenForm | None, message: str | None
) -> FieldView:
    values = _values(spec, subject, opened)
    id_ = f"{anchor}-{spec.name.replace('.', '-')}"
    return FieldView(
        id=id_,
        name=spec.name,
        kind=spec.kind.value,
        label=subject.say(spec.label),
        hint=_words(spec.hint, subject),
        required=spec.required,
        rows=spec.rows,
        value=values[0] if values else "",
        options=tuple(
            Choice(f"{id_}-{option.id}", option.id, option.name, option.id in values)
            for option in _options(spec, subject)
        ),
        message=message,
    )


def _values(spec: FieldSpec, subject: Subject, opened: OpenForm | None) -> tuple[str, ...]:
    """What was typed, an emptied field included; else what the form suggests."""
    if opened is not None and opened.typed is not None:
        return tuple(opened.typed.get(spec.name, ()))
    return spec.initial(subject) if spec.initial else ()


def _options(spec: FieldSpec, subject: Subject) -> tuple[Option, ...]:
    if spec.kind in {FieldKind.UNIT, FieldKind.UNITS} and not spec.options:
        organisation = subject.organisation
        return tuple(
            Option(unit, unit_name(unit, organisation, subject.say))
            for unit in organisation.units
            if organisation.handles_cases(unit)
        )
    if callable(spec.options):
        return spec.options(subject)
    return tuple(Option(option.id, capital(subject.say(option.name))) for option in spec.options)


def _words(words: Words, subject: Subject) -> str | None:
    if words is None or callable(words):
        return words(subject) if words else None
    return subject.say(words)


def _grouped(
    fields: list[tuple[str | None, FieldView]], subject: Subject
) -> tuple[FieldGroup, ...]:
    return tuple(
        FieldGroup(subject.say(group) if group else None, tuple(field for _, field in members))
        for group, members in groupby(fields, key=lambda each: each[0])
    )


def _summary(
    fields: list[tuple[str | None, FieldView]], opened: OpenForm | None, anchor: str
) -> tuple[SummaryLine, ...]:
    """Every error, as it was found; one of no field that stands here leads to the form."""
    views = {field.name: field for _, field in fields}
    lines = []
    for name, message in opened.errors if opened else ():
        field = views.get(name)
        text = f"{field.label}{_colon(message)}{message}" if field else message
        lines.append(SummaryLine(_first_control(field) if field else anchor, text))
    return tuple(lines)


def _colon(message: str) -> str:
    """The colon of the language that a message is in."""
    return ": " if message.isascii() else "："


def _first_control(field: FieldView) -> str:
    return field.options[0].id if field.kind in _LISTED and field.options else field.id


_LISTED = frozenset({"radio", "checkboxes", "units"})


def _about(operation: str, subject: Subject) -> str | None:
    """Which part of the case: a letter by its number, an action by its day, a red light by its
    unit.
    """
    tell = _PARTS.get(operation.partition("/")[0])
    return tell(subject.part, subject) if tell and subject.part is not None else None


def _letter(part: str, subject: Subject) -> str | None:
    letter = subject.case.letter(part)
    if letter is None:
        return None
    return letter_number(letter.number, subject.organisation, subject.say)


def _action(part: str, subject: Subject) -> str | None:
    special = subject.case.special
    action = special.action(part) if special else None
    if action is None:
        return None
    return subject.say(
        "by %(until)s", until=deadline_text(action.due, subject.say.language, subject.now)
    )


def _red_light(part: str, subject: Subject) -> str | None:
    units = (light.unit for light in subject.case.red_lights if light.id == part)
    unit = next(units, None)
    return unit_name(unit, subject.organisation, subject.say) if unit else None


_PARTS = {"letters": _letter, "actions": _action, "red-lights": _red_light}
