"""Filing through a scanned code: the form, one case per form however often it is sent, the
receipt.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from casework.adapters.dynamodb.codes import DynamoCodes
from casework.domain.case import Status, case_number
from casework.domain.code import code_id
from casework.domain.events import CaseFiled
from tests.integration.callers import visitor
from tests.integration.county import CENTRE_CODE, CHEMICAL_PARK, LOAN, NOW
from tests.integration.drawings import read_codes
from tests.integration.house import Link, filled
from tests.integration.reading import hidden_field

if TYPE_CHECKING:
    from tests.integration.house import House

PATH = f"/q/{CENTRE_CODE}"


def test_the_form_promises_the_latest_dates_of_this_moment(house: House) -> None:
    page = visitor().get(PATH).text
    dates = re.findall(r'<li class="promised"><span>([^<]+)</span><b>([^<]+)</b>', page)
    assert dates == [
        ("交办", "3月13日"),
        ("核实", "3月16日"),
        ("回复", "3月18日"),
        ("办结", "4月3日"),
    ]


def test_every_opening_of_the_form_gives_another_key(house: House) -> None:
    assert house.form_key() != house.form_key()


def test_opening_the_form_stores_nothing(house: House) -> None:
    before = house.stored()
    visitor().get(PATH)
    assert house.stored() == before


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("", "en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("", "fr", "zh-CN"),
        ("?lang=en", "zh-CN", "en"),
        ("?lang=zh", "en", "zh-CN"),
        ("?lang=tlh", "en", "en"),
    ],
)
def test_the_page_speaks_the_language_asked_for_or_preferred(
    house: House, query: str, accepted: str, language: str
) -> None:
    page = visitor(accepted).get(f"{PATH}{query}").text
    assert re.findall(r'<html lang="([^"]+)">', page) == [language]


def test_a_filing_in_english_is_answered_in_english_whatever_the_browser_prefers(
    house: House,
) -> None:
    link = house.file(language="en")
    assert house.case(link.case_id).language == "en"
    answer = visitor("zh-CN").post(PATH, {"form_key": house.form_key(), "lang": "en"})
    assert '<html lang="en">' in answer.text


def test_a_filed_form_becomes_a_case_with_a_clock_from_its_first_moment(house: House) -> None:
    link = house.file(LOAN)
    case = house.case(link.case_id)
    assert (case.status, case.category, case.township) == (
        Status.SUBMITTED,
        "contract_debt",
        "dushan",
    )
    assert (case.filed_at, case.version) == (NOW, 1)
    assert case.next_due == case.promised.triage_by - timedelta(days=1)
    assert case.first_deadline == case.promised.triage_by


def test_what_was_typed_is_kept_apart_from_the_events_in_its_normal_form(house: House) -> None:
    link = house.file(replace(LOAN, credit_code="9137 1724 ma3c 8xxx 0l"))
    file = house.case_file(link.case_id)
    filed = file.events[0].body
    assert isinstance(filed, CaseFiled)
    text = file.particulars[filed.particulars.id].fields
    assert text == {
        "what_happened": LOAN.what_happened,
        "enterprise_name": LOAN.enterprise_name,
        "contact_name": LOAN.contact_name,
        "contact_phone": "13800000000",
        "credit_code": "91371724MA3C8XXX0L",
    }


def test_a_double_tap_files_once_and_leads_to_the_same_link(house: House) -> None:
    fields = filled(LOAN, house.form_key())
    first, second = (visitor().post(PATH, fields) for _ in range(2))
    assert (first.status, second.status) == (303, 303)
    assert first.location == second.location
    house.pump.carry()
    types = [event["detail-type"] for event in house.pump.on_the_bus()]
    assert types.count("CaseFiled") == 1


def test_a_retry_hours_later_still_finds_the_same_case(house: House) -> None:
    fields = filled(LOAN, house.form_key())
    link = Link.of(visitor().post(PATH, fields))
    house.pump.carry()
    house.clock.advance(hours=23)
    assert Link.of(visitor().post(PATH, fields)) == link
    assert house.case(link.case_id).filed_at == NOW


def test_the_same_form_with_other_words_is_told_what_was_filed_and_offered_both_ways(
    house: House,
) -> None:
    key = house.form_key()
    link = Link.of(visitor().post(PATH, filled(LOAN, key)))
    answer = visitor().post(PATH, filled(CHEMICAL_PARK, key))
    assert answer.status == 409
    assert case_number(link.case_id) in answer.text
    assert CHEMICAL_PARK.what_happened in answer.text
    assert LOAN.what_happened not in answer.text
    assert re.findall(r'action="([^"]+)"', answer.text) == [
        f"{link.path}?lang=zh",
        f"{PATH}?lang=zh",
    ]


def test_the_button_for_another_case_files_the_other_words_as_one(house: House) -> None:
    key = house.form_key()
    first = Link.of(visitor().post(PATH, filled(LOAN, key)))
    page = visitor().post(PATH, filled(CHEMICAL_PARK, key)).text
    another = page[page.index(f'action="{PATH}') :]
    fields = dict(re.findall(r'name="([a-z_]+)" value="([^"]*)"', another))
    second = Link.of(visitor().post(PATH, fields))
    assert second.case_id != first.case_id
    assert house.case(second.case_id).category == "transport"


def test_the_button_for_the_same_matter_adds_the_words_to_the_first_case(house: House) -> None:
    key = house.form_key()
    link = Link.of(visitor().post(PATH, filled(LOAN, key)))
    page = visitor().post(PATH, filled(CHEMICAL_PARK, key)).text
    addition = page[page.index(f'action="{link.path}') : page.index(f'action="{PATH}')]
    fields = dict(re.findall(r'name="([a-z_]+)" value="([^"]*)"', addition))
    assert visitor().post(link.path, fields).status == 303
    texts = house.case_file(link.case_id).particulars.values()
    assert CHEMICAL_PARK.what_happened in [text.fields.get("text") for text in texts]


def test_ticking_confidential_is_kept_and_said(house: House) -> None:
    link = house.file(confidential=True)
    assert house.case(link.case_id).confidential is True
    assert "保密" in visitor().get(f"{link.path}/filed").text


def test_the_receipt_shows_number_and_link_and_a_code_that_scans_to_it(house: House) -> None:
    link = house.file()
    answer = visitor().get(f"{link.path}/filed?lang=zh")
    url = f"https://msb7k3q9f2.execute-api.cn-northwest-1.amazonaws.com.cn{link.path}"
    assert answer.status == 200
    assert case_number(link.case_id) in answer.text
    assert f">{url}</a>" in answer.text
    assert read_codes(answer.text) == [url]


@pytest.mark.usefixtures("cold_rooms")
def test_links_begin_with_the_address_that_the_deployment_gives_to_the_public(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_BASE_URL", "https://msb.example.gov.cn")
    link = house.file()
    page = visitor().get(f"{link.path}/filed").text
    assert read_codes(page) == [f"https://msb.example.gov.cn{link.path}"]


def test_the_receipt_can_be_loaded_again_and_files_nothing(house: House) -> None:
    link = house.file()
    for _ in range(3):
        assert visitor().get(f"{link.path}/filed?lang=zh").status == 200
    assert house.case(link.case_id).version == 1


def test_a_form_opened_just_before_a_code_was_revoked_files_nothing(house: House) -> None:
    key = house.form_key()
    DynamoCodes().revoke(code_id(CENTRE_CODE), house.clock.now)
    before = house.stored()
    assert visitor().post(PATH, filled(LOAN, key)).status == 404
    assert house.stored() == before


def test_a_form_that_comes_back_keeps_its_key_so_that_the_corrected_one_is_the_same_form(
    house: House,
) -> None:
    key = house.form_key()
    wrong = visitor().post(PATH, filled(replace(LOAN, contact_phone="123"), key))
    assert hidden_field(wrong.text, "form_key") == key
