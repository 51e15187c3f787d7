"""After filing: the receipt, and the page for a form that was filed before."""

from __future__ import annotations

from casework.web.forms import filing
from tests.unit.web.case_files import FILING, NUMBER, Story
from tests.unit.web.every_page import KEY, URL, already_filed, longest_filing, receipt
from tests.unit.web.html_page import HtmlPage


def test_the_receipt_gives_number_stamp_link_and_code() -> None:
    page = HtmlPage(receipt("zh"))
    assert page.heading == "诉求已收到"
    assert page.words("p", class_="stamp") == ["已收件11月23日 16:31"]
    assert page.words("p", class_="number") == [f"编号{NUMBER}"]
    link = page.one("a", class_="link")
    assert (link["href"], link.text) == ("/t/x", URL)
    assert len(page.all("svg")) == 1
    assert "请截图、收藏，或发给自己。" in page.text


def test_the_receipt_has_one_primary_action_and_says_what_comes_next() -> None:
    page = HtmlPage(receipt("zh"))
    assert [a["href"] for a in page.all("a", class_="button")] == ["/t/x"]
    assert page.all("button") == []
    assert page.words("li", class_="now") == ["交办11月24日24:00前"]
    assert page.words("li", class_="ahead")[-1] == "办结12月15日24:00前"
    assert "这件按保密办理" in page.text


def test_the_same_form_with_other_words_loses_nothing() -> None:
    form = longest_filing()
    page = HtmlPage(already_filed("zh", Story().file(), form))
    assert page.heading == "这张表已经提交过了"
    assert f"编号{NUMBER}，11月23日 16:31收到。" in page.text
    assert page.one("p", class_="written").text == form.what_happened
    for value in (form.enterprise_name, "赵先生", "13800001234", "交通运输", "田桥镇", "是"):
        assert value in page.words("dd")


def test_what_was_typed_can_be_added_to_the_case_or_filed_as_another() -> None:
    form = longest_filing()
    source = already_filed("zh", Story().file(), form)
    addition, another = (HtmlPage(f"<form{part}") for part in split_forms(source))
    assert addition.one("form")["action"] == "/t/x"
    assert addition.hidden() == {
        "form_key": "addition-key",
        "lang": "zh",
        "text": form.what_happened,
    }
    assert another.one("form")["action"] == "/q/x"
    sent = another.hidden()
    assert (sent.pop("form_key"), sent.pop("lang")) == ("filing-key", "zh")
    assert filing.read(sent) == form


def test_a_form_that_was_not_confidential_is_not_made_so() -> None:
    (_, another) = split_forms(already_filed("zh", Story().file(), filing.read(FILING)))
    assert "confidential" not in HtmlPage(f"<form{another}").hidden()


def test_nothing_is_added_to_a_closed_case() -> None:
    source = already_filed("zh", Story().answered().file(), filing.read(FILING))
    assert HtmlPage(source).words("button") == ["不是，另外提交一件"]
    assert "addition-key" not in source
    assert KEY not in source


def split_forms(source: str) -> list[str]:
    """The forms of a page, each from after its `<form` to its end."""
    return [part.partition("</form>")[0] + "</form>" for part in source.split("<form")[1:]]
