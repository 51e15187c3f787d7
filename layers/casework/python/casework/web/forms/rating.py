"""The rating form (评价): a grade, reasons for a low one, a text, and whether the rated body may
read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.evaluation import LOW_GRADES, Grade, RatingReason
from casework.web.forms.field_error import Fault, FieldError, Length, length_errors
from casework.web.forms.plain_text import choices, line, paragraphs, ticked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casework.web.forms.plain_text import Fields

TEXT = Length(least=0, most=1000)


@dataclass(frozen=True, slots=True)
class RatingForm:
    """The form as typed; the grade and reasons may be unknown words until `check` has passed."""

    grade: str = ""
    reasons: tuple[str, ...] = ()
    text: str = ""
    text_consent: bool = False
    refused: bool = False

    @property
    def rated(self) -> Grade:
        """The grade of a checked form."""
        return Grade(self.grade)

    @property
    def rated_reasons(self) -> tuple[RatingReason, ...]:
        """The reasons of a checked form: they explain a low grade; any other drops them."""
        if self.rated not in LOW_GRADES:
            return ()
        return tuple(RatingReason(reason) for reason in self.reasons)


def read(fields: Fields) -> RatingForm:
    """The form that a decoded body holds; never fails."""
    text = paragraphs(fields, "text")
    return RatingForm(
        grade=line(fields, "grade").text,
        reasons=choices(fields, "reasons"),
        text=text.text,
        text_consent=ticked(fields, "text_consent"),
        refused=text.refused,
    )


def check(form: RatingForm) -> tuple[FieldError, ...]:
    """Every field that is wrong, in the order of the page."""
    return tuple(_errors(form))


def _errors(form: RatingForm) -> Iterator[FieldError]:
    if not form.grade:
        yield FieldError("grade", Fault.MISSING)
    elif form.grade not in set(Grade):
        yield FieldError("grade", Fault.UNKNOWN_CHOICE)
    if not set(form.reasons) <= set(RatingReason):
        yield FieldError("reasons", Fault.UNKNOWN_CHOICE)
    if form.refused:
        yield FieldError("text", Fault.REFUSED_CHARACTERS)
    else:
        yield from length_errors("text", form.text, TEXT)
