"""Typed text as it is kept: one form, nothing hidden in it."""

import pytest

from casework.web.forms.plain_text import Typed, choices, line, paragraphs, ticked


def test_line_breaks_of_every_system_are_one_kind_and_the_shape_of_the_text_stays() -> None:
    typed = paragraphs({"t": "  第一行 \r\n第二行\r\r\n\n\n第四段\u2028末行\n\n"}, "t")
    assert typed == Typed("第一行\n第二行\n\n第四段\n末行", refused=False)


def test_a_line_has_no_breaks_and_single_spaces() -> None:
    assert line({"t": " 巨野 \r\n\t某某　公司 "}, "t") == Typed("巨野 某某 公司", refused=False)


def test_characters_are_composed_so_that_the_same_name_is_the_same_text() -> None:
    assert line({"t": "Cafe\u0301"}, "t").text == "Caf\u00e9"


@pytest.mark.parametrize("leftover", ["\u200b", "\ufeff", "\u2060", "\u00ad"])
def test_leftovers_of_pasting_are_dropped_without_a_word(leftover: str) -> None:
    assert line({"t": f"巨野{leftover}公司"}, "t") == Typed("巨野公司", refused=False)


@pytest.mark.parametrize(
    "hidden",
    [
        "\x00",
        "\x07",
        "\x1b",
        "\x7f",
        "\u202a",
        "\u202b",
        "\u202c",
        "\u202d",
        "\u202e",
        "\u2066",
        "\u2067",
        "\u2068",
        "\u2069",
        "\u200e",
        "\u200f",
        "\u061c",
        "\ufff9",
        "\U000e0041",
        "\ud800",
        "\ufffe",
        "\ufdd0",
        "\U0001ffff",
    ],
)
def test_characters_that_change_what_is_seen_are_taken_out_and_reported(hidden: str) -> None:
    assert paragraphs({"t": f"付款{hidden}方"}, "t") == Typed("付款方", refused=True)


@pytest.mark.parametrize(
    "text",
    [
        "👨\u200d👩\u200d👧",
        "می\u200cخواهم",
        "㐂𠮷\U00031350",
        "שלום",
        "a\tb",
        "<b>&amp;</b>",
        "\ue000",
    ],
)
def test_writing_of_any_script_is_left_alone(text: str) -> None:
    assert paragraphs({"t": text}, "t") == Typed(text, refused=False)


def test_a_missing_field_is_empty_and_of_several_values_the_first_counts() -> None:
    assert line({}, "t") == Typed("", refused=False)
    assert line({"t": ["一", "二"]}, "t").text == "一"
    assert line({"t": []}, "t").text == ""


def test_choices_are_each_taken_once_in_their_order() -> None:
    assert choices({"t": ["b", "a", "b"]}, "t") == ("b", "a")
    assert choices({"t": "a"}, "t") == ("a",)
    assert choices({}, "t") == ()


def test_a_box_is_ticked_when_it_is_sent_whatever_its_value() -> None:
    assert ticked({"t": "yes"}, "t")
    assert ticked({"t": ""}, "t")
    assert not ticked({}, "t")
