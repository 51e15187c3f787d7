"""The tracking page: where the case stands in plain words, what was filed, and adding to it once
per form.
"""

from __future__ import annotations

import re
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from casework.web.forms.posted import FormProblem
from casework.web.wording import wording
from tests.integration.callers import visitor
from tests.integration.county import CHEMICAL_PARK, LOAN
from tests.integration.house import HANDLING
from tests.integration.reading import heading, notice, problems, said, typed
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from tests.integration.callers import Answer
    from tests.integration.house import House, Link
    from tests.integration.wire import Wire

ADDITION = "找到了当时的转账记录。"


def add(house: House, link: Link, text: str = ADDITION, key: str | None = None) -> Answer:
    """Send the addition form of a tracking page."""
    fields = {"form_key": key or house.addition_key(link), "lang": "zh", "text": text}
    return visitor().post(link.path, fields)


def additions(house: House, link: Link) -> list[str]:
    """What was added to a case, in the order of the record."""
    texts = house.case_file(link.case_id).particulars.values()
    return [text.fields["text"] for text in texts if text.ref.kind == "addition"]


def test_the_heading_says_whose_turn_it_is_at_every_step(house: House) -> None:
    link = house.file()
    headings = [heading(visitor("en").get(link.path).text)]
    house.pump.carry()
    headings.append(heading(visitor("en").get(link.path).text))
    for step, body in HANDLING:
        house.act("justice", link.case_id, step, **body)
        headings.append(heading(visitor("en").get(link.path).text))
    bureau = "County Justice Bureau"
    assert [bureau in each for each in headings] == [False, True, True, True, True]
    assert len(set(headings)) == len(headings)


def test_a_deadline_that_has_passed_is_said_first(house: House) -> None:
    link = house.file_and_route()
    house.clock.advance(days=5)
    page = visitor("en").get(link.path).text
    assert "is late in verifying your case" in heading(page)


def test_the_page_shows_what_was_filed_and_what_the_bodies_wrote(house: House) -> None:
    link = house.resolved()
    page = visitor().get(link.path).text
    for words in (LOAN.what_happened, LOAN.enterprise_name, LOAN.contact_name, "13800000000"):
        assert words in page
    for _, body in HANDLING:
        assert body["text"] in page


def test_what_passes_between_bodies_is_on_no_page_of_the_enterprise(house: House) -> None:
    link = house.assigned("justice", "transport", "emergency")
    report = house.act("transport", link.case_id, "task-report", text="内部反馈文字")
    excuse = house.act("justice", link.case_id, "excuse", unit="emergency", reason="内部免除理由")
    assert (report.status, excuse.status) == (200, 200)
    page = visitor().get(link.path).text
    assert not re.search("内部反馈文字|内部免除理由", page)
    for event in house.case_file(link.case_id).events[-2:]:
        text_id = event.body.particulars.id  # type: ignore[union-attr] # both have a text
        assert visitor().get(f"{link.path}?text={text_id}").status == 404


def test_a_long_text_is_begun_and_linked_and_the_link_gives_it_whole(house: House) -> None:
    link = house.file()
    long = "".join(f"第{place}笔借款没有还。" for place in range(150))
    assert add(house, link, long).status == 303
    page = visitor().get(f"{link.path}?lang=zh").text
    (query,) = re.findall(r'href="(\?lang=zh&amp;text=[^"]+)"', page)
    assert long not in page
    whole = visitor().get(f"{link.path}{query.replace('&amp;', '&')}")
    assert whole.status == 200
    assert long in whole.text


def test_an_addition_is_stored_and_thanked_for(house: House) -> None:
    link = house.file_and_route()
    answer = add(house, link)
    assert (answer.status, answer.location) == (303, f"{link.path}?lang=zh&done=add")
    page = visitor().get(answer.location).text
    assert notice(page) == wording("zh")("What you added was received")
    assert ADDITION in page
    assert house.case(link.case_id).lead == "justice"


def test_a_form_adds_once_however_often_it_is_sent(house: House) -> None:
    link = house.file()
    key = house.addition_key(link)
    answers = [add(house, link, key=key) for _ in range(3)]
    assert {answer.location for answer in answers} == {f"{link.path}?lang=zh&done=add"}
    assert additions(house, link) == [ADDITION]


def test_two_forms_add_twice(house: House) -> None:
    link = house.file()
    add(house, link, "第一次补充")
    add(house, link, "第二次补充")
    assert additions(house, link) == ["第一次补充", "第二次补充"]


@pytest.mark.parametrize("text", ["", "长" * 2001, "控制\x07字符"])
def test_an_addition_that_breaks_a_rule_comes_back_with_what_was_typed(
    house: House, text: str
) -> None:
    link = house.file()
    answer = add(house, link, text)
    assert (answer.status, [field for field, _ in problems(answer.text)]) == (422, ["text"])
    assert typed(answer.text, "text") == text.replace("\x07", "")
    assert additions(house, link) == []


def test_an_addition_that_is_not_utf_8_is_sent_back(house: House) -> None:
    link = house.file()
    answer = visitor().post(link.path, b"text=%FF%FE")
    assert (answer.status, notice(answer.text)) == (422, said(FormProblem.ENCODING))


def test_an_addition_under_an_old_or_forged_key_is_kept_in_the_form(house: House) -> None:
    link = house.file()
    key = house.addition_key(link)
    house.clock.advance(hours=24)
    for refused in (key, "forged"):
        answer = add(house, link, key=refused)
        assert (answer.status, notice(answer.text)) == (422, said(FormProblem.EXPIRED))
        assert typed(answer.text, "text") == ADDITION
    assert add(house, link).status == 303


def test_the_same_form_with_other_words_adds_them_too(house: House) -> None:
    link = house.file()
    key = house.addition_key(link)
    for text in (ADDITION, "还有一件事", ADDITION):
        assert add(house, link, text, key).status == 303
    assert additions(house, link) == [ADDITION, "还有一件事"]


def test_a_closed_case_takes_no_addition_and_shows_what_was_written(house: House) -> None:
    link = house.triaged()
    key = house.addition_key(link)
    assert house.act("clerk", link.case_id, "answer", text="可以申请调解。").status == 200
    answer = add(house, link, key=key)
    assert (answer.status, notice(answer.text)) == (409, said(FormProblem.CHANGED))
    assert ADDITION in answer.text
    assert additions(house, link) == []


def test_an_addition_that_meets_changes_by_others_is_stored_after_them(
    house: House, wire: Wire
) -> None:
    link = house.file()
    mine, first, second = (house.addition_key(link) for _ in range(3))
    others = [partial(add, house, link, "别人先补充", key) for key in (first, second)]
    with wire.interrupted("TransactWriteItems", *others):
        assert add(house, link, key=mine).status == 303
    assert additions(house, link) == ["别人先补充", "别人先补充", ADDITION]


def test_after_five_changes_by_others_the_sender_looks_at_them_first(
    house: House, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    link = house.file()
    key = house.addition_key(link)
    others = [partial(add, house, link, "别人先补充", house.addition_key(link)) for _ in range(5)]
    with wire.interrupted("TransactWriteItems", *others):
        answer = add(house, link, key=key)
    assert (answer.status, notice(answer.text)) == (409, said(FormProblem.CHANGED))
    assert typed(answer.text, "text") == ADDITION
    assert additions(house, link) == ["别人先补充"] * 5


def test_an_addition_that_could_not_be_stored_comes_back(house: House, wire: Wire) -> None:
    link = house.file()
    key = house.addition_key(link)
    with wire.failing(unreachable("dynamodb", "TransactWriteItems")):
        answer = add(house, link, key=key)
    assert answer.status == 503
    assert ADDITION in answer.text
    assert add(house, link, key=key).status == 303


def test_an_addition_over_the_limit_of_a_request_is_refused(house: House) -> None:
    link = house.file()
    assert visitor().post(link.path, b"text=" + b"a" * 65_536).status == 413


def test_the_page_speaks_the_language_asked_for(house: House) -> None:
    link = house.file(replace(CHEMICAL_PARK, category=""))
    assert '<html lang="en">' in visitor().get(f"{link.path}?lang=en").text
    assert '<html lang="zh-CN">' in visitor("en").get(f"{link.path}?lang=zh").text
