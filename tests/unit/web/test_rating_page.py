"""Rating the handling: five grades, reasons for the low ones, and thanks."""

from __future__ import annotations

from casework.domain.evaluation import Grade, RatingReason
from casework.web.forms import rating
from casework.web.forms.posted import FormProblem, Posted
from casework.web.pages.rating import not_yet_rateable_page, rated_page
from casework.web.style import style
from tests.unit.web.case_files import NUMBER, handled, juye
from tests.unit.web.every_page import rate
from tests.unit.web.html_page import HtmlPage


def test_the_page_names_who_is_rated_and_for_which_case() -> None:
    page = HtmlPage(rate("zh"))
    assert page.words("p", class_="over") == [f"县交通运输局 · {NUMBER}"]
    assert page.heading == "这件事办得，您满意吗？"


def test_five_grades_best_first_and_every_reason() -> None:
    page = HtmlPage(rate("zh"))
    assert [radio["value"] for radio in page.all("input", type="radio")] == list(Grade)
    labels = page.words("label")
    assert labels[:5] == ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]
    boxes = [box["value"] for box in page.all("input", name="reasons")]
    assert sorted(boxes) == sorted(RatingReason)
    assert not [box for box in page.all("input") if "checked" in box.attributes]


def test_reasons_appear_with_a_low_grade_where_the_browser_can_tell_and_always_elsewhere() -> None:
    supports, _, rules = style().partition("@supports selector(:has(*)){")
    assert ".reasons{display:none}" not in supports
    assert rules.startswith(".reasons{display:none}")
    low = [grade for grade in Grade if grade.endswith("dissatisfied")]
    assert low == [Grade.DISSATISFIED, Grade.VERY_DISSATISFIED]
    assert ".rating:has([value$=dissatisfied]:checked) .reasons" in rules


def test_consent_is_asked_for_and_never_presumed() -> None:
    page = HtmlPage(rate("zh"))
    assert "checked" not in page.one("input", name="text_consent").attributes
    assert "不勾选的话，只有服务中心能看到。" in page.text


def test_everything_chosen_and_typed_is_there_again() -> None:
    form = rating.read(
        {"grade": "dissatisfied", "reasons": ["long_wait"], "text": "太久", "text_consent": "yes"}
    )
    page = HtmlPage(rate("zh", Posted(form, problem=FormProblem.UNAVAILABLE)))
    checked = [box["value"] for box in page.all("input") if "checked" in box.attributes]
    assert checked == ["dissatisfied", "long_wait", "yes"]
    assert page.one("textarea").text.strip() == "太久"
    assert page.words("div", class_="notice")[0].startswith("刚才没有提交成功")


def test_a_missing_grade_is_asked_for_in_summary_and_field() -> None:
    form = rating.read({})
    page = HtmlPage(rate("en", Posted(form, rating.check(form))))
    assert page.words("div", class_="summary") == ["One thing to correct Choose a grade"]
    assert page.words("p", class_="error") == ["Error: Choose a grade"]


def test_thanks_never_tell_the_grade_and_offer_no_second_rating() -> None:
    page = HtmlPage(rated_page(organisation=juye(), language="zh"))
    assert page.heading == "谢谢，评价已收到"
    assert page.all("form") == []


def test_a_case_in_hand_cannot_be_rated_yet() -> None:
    case = handled().case()
    page = HtmlPage(not_yet_rateable_page(case=case, organisation=juye(), language="zh"))
    assert page.heading == "这件还在办理"
    assert page.all("form") == []
