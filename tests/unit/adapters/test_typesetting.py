"""Lines of Chinese text, on a measure where an ideograph is one wide and a Latin letter half."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.adapters.typesetting import NOT_FIRST, NOT_LAST, Line, break_lines

WIDE_LETTERS = "督办函诉求编号，。、；：？！）（〔〕《》“”2026年A-9"


def ems(text: str) -> float:
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def broken(text: str, width: float, indent: float = 0.0) -> list[str]:
    return [line.text for line in break_lines(text, width, ems, indent=indent)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("关于督办", ["关于督办"]),
        ("关于督办事项", ["关于督办", "事项"]),
        ("关于督办，事项", ["关于督", "办，事项"]),
        ("关于督“办”事", ["关于督", "“办”事"]),
        ("于督（办）。事", ["于督", "（办）。", "事"]),
        ("于20261年完", ["于", "20261年", "完"]),
        ("", [""]),
    ],
)
def test_stops_begin_no_line_brackets_end_none_and_years_stay_whole(
    text: str, lines: list[str]
) -> None:
    assert broken(text, 4.0) == lines


def test_the_first_line_is_indented_and_all_but_the_last_are_spread() -> None:
    assert break_lines("关于督，办事项的函", 4.0, ems, indent=1.0) == [
        Line("关于", indent=1.0, slack=1.0),
        Line("督，办事", indent=0.0, slack=0.0),
        Line("项的函", indent=0.0, slack=0.0),
    ]


def test_an_address_wider_than_a_line_is_broken_after_its_stops_and_slashes() -> None:
    assert broken("址：https://a.cn/letter/7K3Q", 6.0) == [
        "址：https://",
        "a.cn/letter/",
        "7K3Q",
    ]


def test_a_word_wider_than_a_line_is_broken_anywhere() -> None:
    assert broken("ABCDEFGHIJ", 2.0) == ["ABCD", "EFGH", "IJ"]


@given(st.text(WIDE_LETTERS, max_size=120), st.integers(12, 30), st.integers(0, 2))
def test_no_character_is_lost_and_no_line_is_too_wide(text: str, width: int, indent: int) -> None:
    lines = break_lines(text, width, ems, indent=indent)
    assert "".join(line.text for line in lines) == text
    room = [width - line.indent for line in lines]
    fits = [ems(line.text) <= space for line, space in zip(lines, room, strict=True)]
    assert all(fits)


@given(
    st.lists(
        st.sampled_from(["督办", "，", "诉求（编号7K3Q）", "“码上办”", "于2026年"]), max_size=40
    )
)
def test_no_line_of_ordinary_text_begins_or_ends_wrongly(words: list[str]) -> None:
    text = "函" + "".join(words).replace("，，", "").replace("，，", "")
    for line in broken(text, 14.0, 2.0)[1:]:
        assert line[0] not in NOT_FIRST
    for line in broken(text, 14.0, 2.0)[:-1]:
        assert line[-1] not in NOT_LAST
