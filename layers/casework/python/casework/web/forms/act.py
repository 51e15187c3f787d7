"""The forms of the tracking page: what the enterprise can do with its case, one small form each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from casework.web.forms.field_error import Fault, FieldError, Length, length_errors
from casework.web.forms.plain_text import line, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casework.web.forms.plain_text import Fields


class Act(StrEnum):
    """What a form of the page asks for, in its hidden field `act`."""

    ADD = "add"
    CONFIRM = "confirm"
    OBJECT = "object"
    WITHDRAW = "withdraw"
    ASK_REVIEW = "ask_review"
    CORRECT = "correct"
    ERASE = "erase"
    WITHDRAW_RATING = "withdraw_rating"


FIELDS: dict[Act, dict[str, Length]] = {
    Act.ADD: {"text": Length(least=1, most=2000)},
    Act.CONFIRM: {},
    Act.OBJECT: {"objection": Length(least=1, most=1000)},
    Act.WITHDRAW: {"withdrawal": Length(least=0, most=500)},
    Act.ASK_REVIEW: {"review": Length(least=1, most=1000)},
    Act.CORRECT: {"wrong": Length(least=1, most=300), "right": Length(least=1, most=300)},
    Act.ERASE: {},
    Act.WITHDRAW_RATING: {},
}
"""What each form asks to be typed. An addition may be as long as a filing, so that what was typed
into a form already filed can be added whole.
"""


@dataclass(frozen=True, slots=True)
class ActForm:
    """One form as typed, by field; `refused` names the fields that characters were taken out of."""

    act: Act = Act.ADD
    typed: dict[str, str] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """Everything typed, to be shown where the form itself cannot be."""
        return "\n".join(filter(None, self.typed.values()))


def known(name: str | None) -> Act | None:
    """The act of a name; None for any other word."""
    return Act(name) if name in set(Act) else None


def read(fields: Fields) -> ActForm:
    """The form that a decoded body holds; never fails. Without an act that we know it adds."""
    act = known(line(fields, "act").text) or Act.ADD
    typed = {name: paragraphs(fields, name) for name in FIELDS[act]}
    refused = frozenset(name for name, value in typed.items() if value.refused)
    return ActForm(act, {name: value.text for name, value in typed.items()}, refused)


def check(form: ActForm) -> tuple[FieldError, ...]:
    """What is wrong with its texts: one error a field at most."""
    return tuple(_errors(form))


def _errors(form: ActForm) -> Iterator[FieldError]:
    for name, length in FIELDS[form.act].items():
        if name in form.refused:
            yield FieldError(name, Fault.REFUSED_CHARACTERS)
        else:
            yield from length_errors(name, form.typed[name], length)
