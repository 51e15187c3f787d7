"""By what a case is found again: one written form of each name, telephone and number."""

import pytest

from casework.domain.search_terms import (
    SearchKind,
    SearchTerm,
    case_id_of,
    enterprise_term,
    phone_term,
    terms_of,
)
from casework.domain.tokens import TokenMint
from tests.builders import MINT

FACTORY = SearchTerm(SearchKind.ENTERPRISE, "独山镇示范家纺")


@pytest.mark.parametrize(
    "typed",
    [
        "独山镇示范家纺有限公司",
        "独山镇示范家纺",
        " 独山镇 示范家纺　有限公司 ",
        "独山镇示范家纺有限责任公司",
        "独山镇示范家纺股份有限公司",
        "独山镇（示范）家纺公司",
        "独山镇示范家纺厂",
    ],
)
def test_a_name_is_found_without_its_legal_form_blanks_and_marks(typed: str) -> None:
    assert enterprise_term(typed) == FACTORY


@pytest.mark.parametrize(
    ("one", "other"),
    [("ＡＢＣ科技", "abc科技"), ("Ｈ３Ｃ", "h3c"), ("Müller GmbH", "MÜLLERGMBH")],
)
def test_wide_letters_and_capitals_are_the_same(one: str, other: str) -> None:
    assert enterprise_term(one) == enterprise_term(other)


def test_a_name_that_is_nothing_but_its_form_is_kept_and_nothing_is_no_name() -> None:
    assert enterprise_term("公司") == SearchTerm(SearchKind.ENTERPRISE, "公司")
    assert [enterprise_term(text) for text in ("", "  ", "（）", "·-")] == [None] * 4


def test_other_names_are_other_terms() -> None:
    assert enterprise_term("独山镇家纺有限公司") != FACTORY
    assert enterprise_term("独山镇示范家纺第二有限公司") != FACTORY


def test_a_telephone_has_one_form_however_it_is_typed() -> None:
    forms = {phone_term(text) for text in ("13800000000", "138 0000 0000", "138-0000-0000")}
    assert len(forms) == 1
    assert [phone_term(text) for text in ("", "喂", "12")] == [None] * 3


@pytest.mark.parametrize(
    "typed",
    [
        "E8MY09Q4P0HG",
        "MSB-E8MY-09Q4-P0HG",
        "msb e8my 09q4 p0hg",
        "ＭＳＢ－Ｅ８ＭＹ－０９Ｑ４－Ｐ０ＨＧ",
        "E8MY—09Q4—P0HG",
        "\tE8MY09Q4P0HG\n",
    ],
)
def test_a_number_is_read_however_it_was_typed(typed: str) -> None:
    assert case_id_of(typed) == "E8MY09Q4P0HG"


@pytest.mark.parametrize(
    "typed", ["", "MSB", "E8MY09Q4P0H", "E8MY09Q4P0HGX", "E8MY09Q4P0H#", "../E8MY09Q4P0", "码" * 12]
)
def test_what_is_no_number_names_no_case(typed: str) -> None:
    assert case_id_of(typed) is None


def test_a_filing_is_found_by_its_enterprise_and_telephone_as_far_as_it_has_them() -> None:
    phone = phone_term("13800000000")
    fields = {"enterprise_name": "独山镇示范家纺有限公司", "contact_phone": "138 0000 0000"}
    assert terms_of(fields) == (FACTORY, phone)
    assert terms_of({"contact_phone": "13800000000"}) == (phone,)
    assert terms_of({"enterprise_name": "（）", "contact_phone": "没有"}) == ()


def test_a_search_key_says_its_kind_and_nothing_of_what_it_stands_for() -> None:
    key = MINT.search_key(FACTORY)
    kind, _, mac = key.partition("#")
    assert (kind, len(mac)) == ("enterprise", 32)
    assert MINT.search_key(SearchTerm(SearchKind.PHONE, FACTORY.text)) != f"phone#{mac}"
    assert TokenMint(b"another county").search_key(FACTORY) != key
    assert MINT.search_key(FACTORY) == key
