"""What people want of the official account, by what they do there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.wechat import Incoming, MessageKind, Wanted, Wish, wanted

CODE = "7K3Q9F2M4T8W5V1XBH6C"
CASE_ID = "E8MY09Q4P0HG"
SENT = 1_773_279_660


def words(text: str) -> Wanted:
    return wanted(Incoming("gh_1", "o1", SENT, MessageKind.TEXT, text=text, number="1"))


def happened(event: str, key: str = "") -> Wanted:
    return wanted(Incoming("gh_1", "o1", SENT, MessageKind.EVENT, event=event, key=key))


@pytest.mark.parametrize(
    "text",
    [
        "MSB-E8MY-09Q4-P0HG",
        "msb-e8my-09q4-p0hg",
        "E8MY09Q4P0HG",
        " ＭＳＢ－Ｅ８ＭＹ－０９Ｑ４－Ｐ０ＨＧ ",
        "MSB E8MY 09Q4 P0HG",
        "案件MSB-E8MY-09Q4-P0HG办到哪了？",
    ],
)
def test_a_case_number_is_understood_however_it_is_typed(text: str) -> None:
    assert words(text) == Wanted(Wish.CASE, case_id=CASE_ID)


def test_a_case_number_among_english_words_is_answered_in_english_too() -> None:
    assert words("how is MSB-E8MY-09Q4-P0HG?") == Wanted(Wish.CASE, case_id=CASE_ID, english=True)


@pytest.mark.parametrize("text", ["进度", "查询", " 查询进度。", "“进度”"])
def test_a_question_for_progress_is_understood(text: str) -> None:
    assert words(text) == Wanted(Wish.PROGRESS)


@pytest.mark.parametrize("text", ["progress", "Progress?", "STATUS"])
def test_the_same_in_english(text: str) -> None:
    assert words(text) == Wanted(Wish.PROGRESS, english=True)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("你好", False),
        ("", False),
        ("our road is blocked", True),
        ("MSB-12", True),
        ("OK吗", False),
    ],
)
def test_other_words_only_show_a_wish_to_say_something(text: str, english: bool) -> None:
    assert words(text) == Wanted(Wish.TO_SAY, english=english)


def test_a_scanned_code_is_known_from_either_event() -> None:
    scanned = Wanted(Wish.SCANNED, code=CODE)
    assert happened("scan", CODE) == scanned
    assert happened("subscribe", f"qrscene_{CODE}") == scanned


@pytest.mark.parametrize("key", ["", "123", CODE.lower(), f"{CODE}#"])
def test_a_scene_that_is_no_code_of_ours_is_none(key: str) -> None:
    assert happened("scan", key) == Wanted(Wish.SCANNED)


@pytest.mark.parametrize("key", ["", "last_trade_no_400818"])
def test_who_follows_by_no_code_followed(key: str) -> None:
    assert happened("subscribe", key) == Wanted(Wish.FOLLOWED)


@pytest.mark.parametrize("event", ["unsubscribe", "location", "click", "templatesendjobfinish", ""])
def test_everything_else_that_happens_wants_nothing(event: str) -> None:
    assert happened(event, CODE) == Wanted(Wish.NOTHING)


def test_copies_of_a_message_have_one_name_and_others_another() -> None:
    text = Incoming("gh_1", "o1", SENT, MessageKind.TEXT, text="a", number="7")
    assert text.name == Incoming("gh_1", "o1", SENT, MessageKind.TEXT, number="7").name
    assert text.name != Incoming("gh_1", "o2", SENT, MessageKind.TEXT, number="7").name
    events = [
        Incoming("gh_1", openid, sent, MessageKind.EVENT, event=event)
        for openid, sent, event in [
            ("o1", SENT, "scan"),
            ("o2", SENT, "scan"),
            ("o1", SENT + 1, "scan"),
            ("o1", SENT, "subscribe"),
        ]
    ]
    assert len({message.name for message in [text, *events]}) == 5


@given(st.text())
def test_no_text_is_too_much(text: str) -> None:
    assert words(text).wish in {Wish.CASE, Wish.PROGRESS, Wish.TO_SAY}
