"""Filing gone wrong: what is refused, what is kept of it; nothing is stored, nothing executed."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes, urlencode

import pytest

from casework.web.forms.field_error import Fault, FieldError
from casework.web.forms.posted import FormProblem
from casework.web.pages.field_messages import field_messages
from casework.web.wording import wording
from tests.integration.callers import visitor
from tests.integration.county import CENTRE_CODE, LOAN
from tests.integration.house import Link, filled
from tests.integration.reading import elements, hidden_field, notice, problems, said, typed

if TYPE_CHECKING:
    from tests.integration.callers import Answer
    from tests.integration.house import House

PATH = f"/q/{CENTRE_CODE}"
LARGEST_BODY = 64 * 1024


def post(house: House, **changes: str) -> Answer:
    """The form sent with some fields changed, which must store nothing."""
    fields = filled(replace(LOAN, **changes), house.form_key())
    before = house.stored()
    answer = visitor().post(PATH, fields)
    assert house.stored() == before
    return answer


WRONG = [
    ("what_happened", "", Fault.MISSING),
    ("what_happened", "欠款", Fault.TOO_SHORT),
    ("what_happened", "长" * 2001, Fault.TOO_LONG),
    ("enterprise_name", "", Fault.MISSING),
    ("enterprise_name", "厂" * 101, Fault.TOO_LONG),
    ("contact_name", "", Fault.MISSING),
    ("contact_name", "王" * 41, Fault.TOO_LONG),
    ("contact_phone", "", Fault.MISSING),
    ("contact_phone", "12345678901", Fault.NO_PHONE),
    ("credit_code", "91371724MA3C8XXX0", Fault.CREDIT_CODE_LENGTH),
    ("credit_code", "91371724MA3C8XXX0I", Fault.CREDIT_CODE_CHARACTER),
    ("credit_code", "91371724MA3C8XXX0K", Fault.CREDIT_CODE_CHECK),
]


@pytest.mark.parametrize(
    ("field", "value", "fault"), WRONG, ids=[f"{field} {fault}" for field, _, fault in WRONG]
)
def test_a_wrong_field_is_named_in_the_summary_and_what_was_typed_stays(
    house: House, field: str, value: str, fault: Fault
) -> None:
    answer = post(house, **{field: value})
    ((where, words),) = problems(answer.text)
    (example,) = field_messages([FieldError(field, fault)], wording("zh"))
    digits = str.maketrans("", "", "0123456789")
    assert (answer.status, where) == (422, field)
    assert words.translate(digits).endswith(example.message.translate(digits))
    assert typed(answer.text, field) == value
    other = "contact_name" if field == "enterprise_name" else "enterprise_name"
    assert typed(answer.text, other) == getattr(LOAN, other)


@pytest.mark.parametrize("field", ["category", "township"])
def test_a_choice_that_is_not_on_the_list_is_refused(house: House, field: str) -> None:
    answer = post(house, **{field: "atlantis"})
    assert (answer.status, [where for where, _ in problems(answer.text)]) == (422, [field])


def test_every_wrong_field_is_listed_in_the_order_of_the_page(house: House) -> None:
    answer = visitor().post(PATH, {"form_key": house.form_key(), "lang": "zh"})
    assert [field for field, _ in problems(answer.text)] == [
        "what_happened",
        "enterprise_name",
        "contact_name",
        "contact_phone",
    ]


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x1b", "\u202e", "\u2066", "\U000e0041", "\ufdd0"],
    ids=["NUL", "escape", "right-to-left override", "isolate", "tag", "noncharacter"],
)
def test_invisible_characters_are_taken_out_and_the_sender_looks_again(
    house: House, character: str
) -> None:
    answer = post(
        house, what_happened=f"欠款{character}二十万元不还", contact_name=f"王{character}"
    )
    assert answer.status == 422
    assert [field for field, _ in problems(answer.text)] == ["what_happened", "contact_name"]
    assert typed(answer.text, "what_happened") == "欠款二十万元不还"
    assert character not in answer.text


def test_markup_is_shown_as_text_everywhere_and_never_becomes_an_element(house: House) -> None:
    attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}%(unit)s'
    form = replace(LOAN, what_happened=attack, enterprise_name=attack, contact_name="<script>王")
    key = house.form_key()
    refused = visitor().post(PATH, filled(replace(form, contact_phone="1"), key)).text
    link = Link.of(visitor().post(PATH, filled(form, key)))
    other = visitor().post(PATH, filled(replace(form, what_happened=f"{attack}2"), key)).text
    tracking = visitor().get(link.path).text
    for page in (refused, other, tracking):
        assert elements(page).isdisjoint({"script", "img"})
        assert escape("<script>alert(1)</script>") in page
        assert "{{7*7}}%(unit)s" in page
    assert typed(refused, "what_happened") == attack


@pytest.mark.parametrize(
    "broken", [b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", "欠款".encode("gb18030")]
)
def test_what_is_not_utf_8_is_sent_back_with_what_could_be_read(
    house: House, broken: bytes
) -> None:
    fields = filled(LOAN, house.form_key())
    del fields["what_happened"]
    before = house.stored()
    for value in (broken, quote_from_bytes(broken).encode()):
        answer = visitor().post(PATH, urlencode(fields).encode() + b"&what_happened=" + value)
        assert (answer.status, notice(answer.text)) == (422, said(FormProblem.ENCODING))
        assert typed(answer.text, "contact_name") == LOAN.contact_name
    assert house.stored() == before


def test_a_form_older_than_a_day_comes_back_with_a_fresh_key_that_files_it(house: House) -> None:
    fields = filled(LOAN, house.form_key())
    house.clock.advance(hours=24)
    answer = visitor().post(PATH, fields)
    assert (answer.status, notice(answer.text)) == (422, said(FormProblem.EXPIRED))
    assert typed(answer.text, "what_happened") == LOAN.what_happened
    fresh = hidden_field(answer.text, "form_key")
    assert fresh != fields["form_key"]
    assert visitor().post(PATH, {**fields, "form_key": fresh}).status == 303


def test_a_form_a_minute_younger_than_a_day_is_taken(house: House) -> None:
    fields = filled(LOAN, house.form_key())
    house.clock.advance(hours=23, minutes=59)
    assert visitor().post(PATH, fields).status == 303


@pytest.mark.parametrize("forgery", ["", "x", "signature", "time", "nonce", "line end"])
def test_a_key_that_this_server_did_not_sign_files_nothing(house: House, forgery: str) -> None:
    key = house.form_key()
    issued, nonce, signature = key.split(".")
    forged = {
        "signature": f"{issued}.{nonce}.{signature[::-1]}",
        "time": f"{int(issued, 16) + 1:08x}.{nonce}.{signature}",
        "nonce": f"{issued}.{nonce[::-1]}.{signature}",
        "line end": f"{key}\n",
    }.get(forgery, forgery)
    before = house.stored()
    answer = visitor().post(PATH, filled(LOAN, forged))
    assert (answer.status, notice(answer.text)) == (422, said(FormProblem.EXPIRED))
    assert house.stored() == before


@pytest.mark.parametrize(("size", "status"), [(LARGEST_BODY, 422), (LARGEST_BODY + 1, 413)])
def test_a_body_over_64_kib_is_refused_whole(house: House, size: int, status: int) -> None:
    body = b"what_happened=" + b"a" * (size - len(b"what_happened="))
    assert visitor().post(PATH, body).status == status


def test_a_body_of_more_fields_than_any_form_has_is_too_large(house: House) -> None:
    assert visitor().post(PATH, b"a=1&" * 100 + b"a=1").status == 413


def test_a_page_too_large_says_what_to_do_in_the_reader_s_language(house: House) -> None:
    answer = visitor("en").post(PATH, b"a" * (LARGEST_BODY + 1))
    assert "That was too much at once" in answer.text
