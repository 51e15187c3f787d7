"""The filing form: what is read, what is refused, what is kept."""

from __future__ import annotations

import pytest

from casework.web.forms.field_error import Fault, FieldError
from casework.web.forms.filing import FilingForm, check, read
from tests.unit.web.case_files import FILING, juye

GOOD = {**FILING, "category": "transport", "township": "tianqiao", "confidential": "yes"}


def errors_of(**changed: str) -> tuple[FieldError, ...]:
    """What is wrong with the good form after some fields were changed."""
    return check(read({**GOOD, **changed}), juye())


def test_a_good_form_has_no_errors_and_keeps_everything() -> None:
    form = read(GOOD)
    assert check(form, juye()) == ()
    assert form == FilingForm(
        what_happened=FILING["what_happened"],
        enterprise_name=FILING["enterprise_name"],
        contact_name="赵先生",
        contact_phone="13800001234",
        category="transport",
        township="tianqiao",
        credit_code="91350100M000100Y43",
        confidential=True,
    )


def test_the_least_that_is_needed_is_four_fields() -> None:
    form = read({name: FILING[name] for name in list(FILING)[:4]})
    assert check(form, juye()) == ()
    assert not form.confidential


def test_an_empty_post_names_every_required_field_in_the_order_of_the_page() -> None:
    assert check(read({}), juye()) == (
        FieldError("what_happened", Fault.MISSING),
        FieldError("enterprise_name", Fault.MISSING),
        FieldError("contact_name", Fault.MISSING),
        FieldError("contact_phone", Fault.MISSING),
    )


@pytest.mark.parametrize("blank", [" ", "\n\t ", "　", "\u200b"])
def test_blanks_are_not_an_answer(blank: str) -> None:
    assert errors_of(enterprise_name=blank) == (FieldError("enterprise_name", Fault.MISSING),)


@pytest.mark.parametrize(
    ("field", "most"), [("what_happened", 2000), ("enterprise_name", 100), ("contact_name", 40)]
)
def test_a_text_may_be_as_long_as_its_limit_and_no_longer(field: str, most: int) -> None:
    assert errors_of(**{field: "长" * most}) == ()
    too_long = FieldError(field, Fault.TOO_LONG, most, most + 1)
    assert errors_of(**{field: "长" * (most + 1)}) == (too_long,)


def test_length_is_counted_in_characters_not_in_bytes_or_units() -> None:
    assert errors_of(contact_name="𠮷" * 40) == ()


def test_too_few_words_to_act_on_are_sent_back() -> None:
    assert errors_of(what_happened="欠我钱不") == (
        FieldError("what_happened", Fault.TOO_SHORT, 5, 4),
    )
    assert errors_of(what_happened="欠我钱不还") == ()


def test_a_wrong_telephone_is_kept_as_typed_and_named() -> None:
    assert errors_of(contact_phone="1380000") == (FieldError("contact_phone", Fault.NO_PHONE),)
    assert read({"contact_phone": " 1380000 "}).contact_phone == "1380000"


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("91350100", FieldError("credit_code", Fault.CREDIT_CODE_LENGTH, 18, 8)),
        ("9135010OM000100Y43", FieldError("credit_code", Fault.CREDIT_CODE_CHARACTER, 18, 18)),
        ("91350100M000100Y44", FieldError("credit_code", Fault.CREDIT_CODE_CHECK, 18, 18)),
    ],
)
def test_a_wrong_credit_code_says_what_to_look_at(typed: str, error: FieldError) -> None:
    assert errors_of(credit_code=typed) == (error,)


def test_what_is_kept_is_in_one_form_and_without_empty_fields() -> None:
    typed = {**FILING, "contact_phone": "+86 138-0000-1234", "credit_code": "91350100m000100y43"}
    assert read(typed).particulars() == FILING
    assert "credit_code" not in read({**FILING, "credit_code": ""}).particulars()


@pytest.mark.parametrize("field", ["category", "township"])
def test_a_choice_that_was_not_offered_is_refused(field: str) -> None:
    assert errors_of(**{field: "atlantis"}) == (FieldError(field, Fault.UNKNOWN_CHOICE),)
    assert errors_of(**{field: ""}) == ()


@pytest.mark.parametrize(
    "field",
    ["what_happened", "enterprise_name", "contact_name", "contact_phone", "credit_code"],
)
def test_hidden_characters_are_reported_once_and_the_same_text_passes_when_sent_again(
    field: str,
) -> None:
    form = read({**GOOD, field: f"\u202e{FILING[field]}\x00"})
    assert check(form, juye()) == (FieldError(field, Fault.REFUSED_CHARACTERS),)
    again = getattr(form, field)
    assert again == FILING[field]
    assert errors_of(**{field: again}) == ()


def test_fields_nobody_asked_for_are_ignored() -> None:
    assert read({**GOOD, "status": "closed", "id": "x"}) == read(GOOD)
