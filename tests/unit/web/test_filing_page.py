"""The filing page: the promise, the form, and everything that can come back."""

from __future__ import annotations

import pytest

from casework.web.forms import filing
from casework.web.forms.posted import FormProblem, Posted
from tests.unit.web.case_files import FILING, PROVISIONAL_PROMISE, WHAT_HAPPENED, juye
from tests.unit.web.every_page import KEY, file_a_case, longest_filing, wrong_filing
from tests.unit.web.html_page import HtmlPage


def test_the_strip_promises_the_exact_latest_dates() -> None:
    page = HtmlPage(file_a_case("zh"))
    assert page.words("li", class_="promised") == [
        "交办11月24日24:00前",
        "核实11月25日24:00前",
        "回复11月27日24:00前",
        "办结12月15日24:00前",
    ]
    assert HtmlPage(file_a_case("en")).words("li", class_="promised")[3] == "Close15 Decby 24:00"


def test_provisional_dates_say_that_they_may_move_and_which_way() -> None:
    text = HtmlPage(file_a_case("zh", promise=PROVISIONAL_PROMISE)).text
    assert "暂定：明年的放假安排还没公布。公布后日期可能顺延，不会提前。" in text
    assert "暂定" not in HtmlPage(file_a_case("zh")).text


def test_the_form_asks_four_things_and_hides_the_rest_until_wanted() -> None:
    page = HtmlPage(file_a_case("zh"))
    assert [control["name"] for control in page.controls()] == [
        "what_happened",
        "enterprise_name",
        "contact_name",
        "contact_phone",
        "category",
        "township",
        "credit_code",
        "confidential",
    ]
    assert page.hidden() == {"form_key": KEY, "lang": "zh"}
    assert [d.get("open") for d in page.all("details")] == [None, None]
    assert page.words("button") == ["提交诉求"]


def test_every_category_and_township_can_be_chosen_in_either_language() -> None:
    options = HtmlPage(file_a_case("zh")).words("option")
    assert options[0] == "不确定，由工作人员判断"
    assert options[1:13] == [category.zh for category in juye().categories.values()]
    assert options[14:] == [township.zh for township in juye().townships.values()]
    english = HtmlPage(file_a_case("en")).words("option")
    assert english[14:] == [township.en for township in juye().townships.values()]


def test_who_processes_what_why_and_how_long_is_said_before_submitting() -> None:
    text = HtmlPage(file_a_case("zh")).text
    told = text.index("巨野县政法护航工作中心只为办理这件诉求使用您填的内容，办结3年后删除。")
    assert told < text.index("提交诉求")
    for part in ("谁在用：", "用来做什么：", "用哪些：", "保存多久：", "您的权利："):
        assert part in text


def test_wrong_fields_are_summed_up_linked_and_marked() -> None:
    page = HtmlPage(file_a_case("zh", wrong_filing()))
    assert page.words("h2") == ["请改这7处"]
    assert page.words("div", class_="summary")[0].split(" ", 1)[1] == (
        "请写下发生了什么 企业：最多100字，现在是101字 "
        "联系人：里面有看不见的控制字符，已经去掉。请核对后再提交 "
        "请填11位手机号，或带区号的座机号，如0530-8212345 类别：请从列表里选一项 "
        "乡镇、街道：请从列表里选一项 信用代码：校验不符，请对照营业执照核对"
    )
    assert page.words("title")[0].startswith("有误： 反映诉求")
    invalid = [control["name"] for control in page.controls() if control.get("aria-invalid")]
    assert invalid == [e.field for e in wrong_filing().errors]
    assert [d.get("open") for d in page.all("details")] == ["", None]


def test_a_single_error_is_not_called_several_things() -> None:
    form = filing.read({**FILING, "contact_name": ""})
    page = HtmlPage(file_a_case("en", Posted(form, filing.check(form, juye()))))
    assert page.words("h2") == ["One thing to correct"]


def test_everything_typed_is_there_again() -> None:
    form = longest_filing()
    page = HtmlPage(file_a_case("zh", Posted(form, problem=FormProblem.EXPIRED)))
    assert page.one("textarea").text.strip() == form.what_happened
    values = {control["name"]: control.get("value") for control in page.all("input")}
    assert values["enterprise_name"] == form.enterprise_name
    assert values["contact_name"] == "赵先生"
    assert values["contact_phone"] == "13800001234"
    assert values["credit_code"] == "91350100M000100Y43"
    assert "checked" in page.one("input", name="confidential").attributes
    assert page.words("option", selected="") == ["交通运输", "田桥镇"]


def test_text_that_begins_with_a_line_break_is_not_shortened_by_the_browser() -> None:
    page = file_a_case("zh", Posted(filing.read(FILING)))
    assert f">\n{WHAT_HAPPENED}</textarea>" in page


@pytest.mark.parametrize(
    ("problem", "title"),
    [
        (FormProblem.EXPIRED, "页面打开太久了"),
        (FormProblem.ENCODING, "没能读出您填的内容"),
        (FormProblem.UNAVAILABLE, "刚才没有提交成功"),
    ],
)
def test_a_problem_is_said_above_the_form(problem: FormProblem, title: str) -> None:
    page = HtmlPage(file_a_case("zh", Posted(filing.read(FILING), problem=problem)))
    assert page.words("div", class_="notice")[0].startswith(title)
    assert page.text.index(title) < page.text.index(page.heading)


def test_markup_is_text_like_any_other() -> None:
    attack = "</textarea><script>alert(1)</script><img src=x onerror=alert(1)>"
    form = filing.read(
        {
            **FILING,
            "what_happened": attack,
            "enterprise_name": '"><b onclick=x>',
            "category": '"><i>',
        }
    )
    source = file_a_case("zh", Posted(form, filing.check(form, juye())))
    page = HtmlPage(source)
    assert page.all("script") == page.all("img") == []
    assert page.one("textarea").text.strip() == attack
    assert page.one("input", name="enterprise_name")["value"] == '"><b onclick=x>'
    assert '"><i>' not in source
