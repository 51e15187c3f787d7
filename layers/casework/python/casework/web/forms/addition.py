"""The form on the tracking page by which the enterprise adds to what it said (补充情况)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.web.forms.field_error import Fault, FieldError, Length, length_errors
from casework.web.forms.plain_text import paragraphs

if TYPE_CHECKING:
    from casework.web.forms.plain_text import Fields

TEXT = Length(least=1, most=2000)
"""As long as a filing may be: what was typed into a form already filed can be added whole."""


@dataclass(frozen=True, slots=True)
class AdditionForm:
    """What was added, as typed; `refused` says that characters were taken out of it."""

    text: str = ""
    refused: bool = False


def read(fields: Fields) -> AdditionForm:
    """The form that a decoded body holds; never fails."""
    typed = paragraphs(fields, "text")
    return AdditionForm(typed.text, typed.refused)


def check(form: AdditionForm) -> tuple[FieldError, ...]:
    """What is wrong with the text, if anything: one error at most."""
    if form.refused:
        return (FieldError("text", Fault.REFUSED_CHARACTERS),)
    return tuple(length_errors("text", form.text, TEXT))
