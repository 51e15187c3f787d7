"""The clerk's entry: what it reads, what it refuses, and its page."""

from __future__ import annotations

import pytest

from casework.web.forms import intake
from casework.web.forms.field_error import Fault
from casework.web.forms.intake import CHANNELS, Then
from casework.web.pages.desk.vocabulary import CHANNELS as CHANNEL_WORDS
from tests.unit.web.case_files import FILING, juye
from tests.unit.web.every_desk_page import every_desk_page, wrong_intake
from tests.unit.web.html_page import HtmlPage

TYPED = {**FILING, "channel": "visit", "then": "answer", "answer": "带营业执照到3号窗口办理。"}


def errors_of(**changes: str) -> list[tuple[str, Fault]]:
    """The fields that are wrong, with why."""
    form = intake.read({**TYPED, **changes})
    return [(error.field, error.code) for error in intake.check(form, juye())]


def test_a_filled_in_form_has_nothing_wrong() -> None:
    form = intake.read(TYPED)
    assert intake.check(form, juye()) == ()
    assert (form.channel, form.then) == ("visit", Then.ANSWER)
    assert form.answer == "带营业执照到3号窗口办理。"
    assert form.filed.particulars()["contact_phone"] == "13800001234"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"channel": "smoke"}, ("channel", Fault.UNKNOWN_CHOICE)),
        ({"channel": "scan"}, ("channel", Fault.UNKNOWN_CHOICE)),
        ({"answer": ""}, ("answer", Fault.MISSING)),
        ({"answer": "好" * 4001}, ("answer", Fault.TOO_LONG)),
        ({"answer": "好\u202e"}, ("answer", Fault.REFUSED_CHARACTERS)),
        ({"contact_phone": "1380"}, ("contact_phone", Fault.NO_PHONE)),
        ({"what_happened": ""}, ("what_happened", Fault.MISSING)),
    ],
)
def test_each_rule_names_its_field(changes: dict[str, str], wrong: tuple[str, Fault]) -> None:
    assert errors_of(**changes) == [wrong]


def test_without_an_answer_the_case_is_only_filed() -> None:
    assert errors_of(answer="", then="file") == []


@pytest.mark.parametrize("then", ["look", "", "levitate"])
def test_looking_asks_for_nothing(then: str) -> None:
    assert intake.check(intake.read({"then": then}), juye()) == ()
    assert intake.read({"then": then}).then is Then.LOOK


def test_every_channel_has_its_word() -> None:
    assert set(CHANNELS) < set(CHANNEL_WORDS)


def test_the_page_keeps_what_was_typed_and_says_what_to_do() -> None:
    found = HtmlPage(every_desk_page("zh")["intake wrong"])
    linked = [
        a["href"] for a in found.all("a") if a["href"].startswith("#") and a["href"] != "#main"
    ]
    assert linked == ["#channel", "#enterprise_name", "#contact_phone", "#answer"]
    assert found.one("input", id="contact_phone")["value"] == wrong_intake().filed.contact_phone
    assert found.one("p", id="answer-error").text == "有误： 请填写答复，或只登记案件"


def test_the_first_field_of_a_fresh_page_waits_for_typing() -> None:
    found = HtmlPage(every_desk_page("zh")["intake"])
    (focused,) = [e for e in found.elements if e.get("autofocus") is not None]
    assert focused["id"] == "contact_phone"


def test_three_ways_on_stand_on_one_screen() -> None:
    found = HtmlPage(every_desk_page("zh")["intake"])
    ways = {b["value"]: b.text for b in found.all("button", name="then")}
    assert ways == {"look": "查重", "file": "登记", "answer": "登记并直接答复"}


def test_earlier_cases_are_listed_beside_the_form() -> None:
    (earlier,) = HtmlPage(every_desk_page("zh")["intake wrong"]).words("ul", class_="earlier")
    assert earlier.startswith("每天晚上二三十辆罐车停在厂门口和园区主路两侧")
    assert earlier.endswith("正常MSB-0K3Q-9F2M-4T8W · 待办结 · 县交通运输局")
    assert "没有查到。" in HtmlPage(every_desk_page("zh")["intake without duplicates"]).text
