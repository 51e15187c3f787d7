"""What a form of the console posted, as the JSON body that its operation takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casework.web.desk_forms.form_spec import MANY, FieldKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from casework.web.desk_forms.form_spec import FieldSpec, FormSpec


def posted_body(spec: FormSpec, typed: Mapping[str, list[str]]) -> dict[str, Any]:
    """The body: nested where names have dots, without what was left empty, so that a part of which
    nothing was filled in is absent. Values stay text; whoever checks the body reads numbers.
    """
    body: dict[str, Any] = {}
    for name in ("version", *(field.name for field in spec.fields)):
        values = [value for value in typed.get(name, []) if value.strip()]
        if values:
            _place(body, name.split("."), _value(_field(spec, name), values))
    return body


def _field(spec: FormSpec, name: str) -> FieldSpec | None:
    return next((field for field in spec.fields if field.name == name), None)


def _value(field: FieldSpec | None, values: list[str]) -> Any:
    if field is not None and field.kind in MANY:
        return values
    if field is not None and field.kind is FieldKind.CHECKBOX:
        return True
    return values[0]


def _place(body: dict[str, Any], path: list[str], value: Any) -> None:
    *parents, last = path
    for parent in parents:
        body = body.setdefault(parent, {})
    body[last] = value
