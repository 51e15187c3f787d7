"""The addition and rating forms."""

from __future__ import annotations

import pytest

from casework.domain.evaluation import Grade, RatingReason
from casework.web.forms import act, rating
from casework.web.forms.field_error import Fault, FieldError


def test_an_addition_is_kept_as_paragraphs() -> None:
    form = act.read({"text": " 又停了几辆。\r\n请看照片。 "})
    assert form.text == "又停了几辆。\n请看照片。"
    assert act.check(form) == ()


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", FieldError("text", Fault.MISSING)),
        ("长" * 2001, FieldError("text", Fault.TOO_LONG, 2000, 2001)),
        ("看\u2067图", FieldError("text", Fault.REFUSED_CHARACTERS)),
        ("\u2067", FieldError("text", Fault.REFUSED_CHARACTERS)),
    ],
)
def test_a_wrong_addition_has_one_error(typed: str, error: FieldError) -> None:
    assert act.check(act.read({"text": typed})) == (error,)


@pytest.mark.parametrize("grade", Grade)
def test_every_grade_is_taken(grade: Grade) -> None:
    form = rating.read({"grade": grade.value})
    assert rating.check(form) == ()
    assert form.rated is grade
    assert form.rated_reasons == ()
    assert not form.text_consent


def test_reasons_explain_a_low_grade_and_are_dropped_with_any_other() -> None:
    reasons = {"reasons": ["long_wait", "attitude", "long_wait"]}
    low = rating.read({"grade": "very_dissatisfied", **reasons})
    assert low.rated_reasons == (RatingReason.LONG_WAIT, RatingReason.ATTITUDE)
    high = rating.read({"grade": "satisfied", **reasons})
    assert rating.check(high) == ()
    assert high.rated_reasons == ()


def test_one_reason_comes_as_a_text_and_consent_as_a_tick() -> None:
    form = rating.read({"grade": "dissatisfied", "reasons": "attitude", "text_consent": "yes"})
    assert form.rated_reasons == (RatingReason.ATTITUDE,)
    assert form.text_consent


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"grade": ""}, FieldError("grade", Fault.MISSING)),
        ({"grade": "excellent"}, FieldError("grade", Fault.UNKNOWN_CHOICE)),
        ({"grade": "SATISFIED"}, FieldError("grade", Fault.UNKNOWN_CHOICE)),
        ({"reasons": ["attitude", "bribes"]}, FieldError("reasons", Fault.UNKNOWN_CHOICE)),
        ({"text": "长" * 1001}, FieldError("text", Fault.TOO_LONG, 1000, 1001)),
        ({"text": "好\x00"}, FieldError("text", Fault.REFUSED_CHARACTERS)),
    ],
)
def test_a_wrong_rating_names_its_field(
    changed: dict[str, str | list[str]], error: FieldError
) -> None:
    fields: dict[str, str | list[str]] = {"grade": "satisfied", **changed}
    assert rating.check(rating.read(fields)) == (error,)
