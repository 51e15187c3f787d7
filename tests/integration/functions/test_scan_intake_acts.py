"""What the enterprise does on its tracking page, over HTTP: each act once, however often sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from casework.domain.case import Status
from casework.domain.requests import RequestKind
from casework.domain.supervision_events import Closing
from tests.integration.callers import visitor
from tests.integration.reading import heading, problems

if TYPE_CHECKING:
    from tests.integration.callers import Answer
    from tests.integration.house import House, Link


def do(house: House, link: Link, act: str, key: str | None = None, **typed: str) -> Answer:
    """Send one of the page's forms."""
    fields = {"act": act, "form_key": key or house.addition_key(link), "lang": "zh", **typed}
    return visitor().post(link.path, fields)


def test_a_resolved_case_is_confirmed_with_one_tap_however_often_it_is_sent(house: House) -> None:
    link = house.resolved()
    key = house.addition_key(link)
    answers = [do(house, link, "confirm", key) for _ in range(2)]
    assert {(each.status, each.location) for each in answers} == {
        (303, f"{link.path}?lang=zh&done=confirm")
    }
    case = house.case(link.case_id)
    assert (case.status, case.closing) == (Status.CLOSED, Closing.CONFIRMED)
    assert "谢谢，已按您的确认结案" in visitor().get(answers[0].location).text


def test_an_objection_is_taken_once_and_its_words_are_on_the_page(house: House) -> None:
    link = house.resolved()
    key = house.addition_key(link)
    answers = [do(house, link, "object", key, objection="钱还没有还。") for _ in range(3)]
    assert [each.status for each in answers] == [303, 303, 303]
    case = house.case(link.case_id)
    assert [request.kind for request in case.requests] == [RequestKind.OBJECTION]
    page = visitor().get(link.path).text
    assert "钱还没有还。" in page
    assert heading(page) == "您的异议正在处理"


def test_what_is_no_longer_possible_is_told_with_what_changed_and_typed_words_kept(
    house: House,
) -> None:
    link = house.resolved()
    key = house.addition_key(link)
    assert do(house, link, "confirm").status == 303
    answer = do(house, link, "object", key, objection="我改主意了。")
    assert answer.status == 409
    assert "我改主意了。" in answer.text
    assert "您已确认。" in answer.text
    assert house.case(link.case_id).requests == ()


@pytest.mark.parametrize(
    ("act", "typed"),
    [
        ("object", {"objection": ""}),
        ("object", {"objection": "长" * 1001}),
        ("correct", {"wrong": "电话", "right": ""}),
        ("withdraw", {"withdrawal": "长" * 501}),
    ],
)
def test_a_form_that_breaks_a_rule_comes_back_with_what_was_typed(
    house: House, act: str, typed: dict[str, str]
) -> None:
    link = house.resolved()
    answer = do(house, link, act, **typed)
    assert answer.status == 422
    assert problems(answer.text)
    assert all(words in answer.text for words in typed.values())
    assert house.case(link.case_id).requests == ()


def test_an_old_form_does_nothing(house: House) -> None:
    link = house.file_and_route()
    key = house.addition_key(link)
    house.clock.advance(days=2)
    assert do(house, link, "withdraw", key, withdrawal="").status == 422
    assert house.case(link.case_id).status.is_open


def test_a_case_is_withdrawn_before_anybody_acted_and_nothing_is_reviewed(house: House) -> None:
    link = house.file_and_route()
    assert do(house, link, "withdraw", withdrawal="已经还款。").status == 303
    case = house.case(link.case_id)
    assert (case.status, case.requests) == (Status.WITHDRAWN, ())
    assert heading(visitor().get(link.path).text) == "您已撤回这件诉求"


def test_correction_and_erasure_are_asked_for_on_the_page(house: House) -> None:
    link = house.file()
    house.pump.carry()
    asked = do(house, link, "correct", wrong="电话写错了", right="13900000000")
    assert (asked.status, do(house, link, "erase").status) == (303, 303)
    kinds = [request.kind for request in house.case(link.case_id).requests]
    assert kinds == [RequestKind.CORRECTION, RequestKind.ERASURE]


def test_an_unknown_act_is_an_addition_without_words(house: House) -> None:
    link = house.file_and_route()
    assert do(house, link, "explode").status == 422
    assert house.case(link.case_id).status.is_open
