"""Lists, boards and search of the console, and the figures beside them."""

from __future__ import annotations

import random
from functools import cache

import pytest

from casework.domain.buckets import Buckets
from casework.web.pages.desk.figures import share_text
from casework.web.pages.desk.inbox import Filters
from casework.web.pages.desk.people import title_of
from casework.web.wording import wording
from tests.unit.web.case_files import CASE_ID
from tests.unit.web.desk_pages import CSRF
from tests.unit.web.every_desk_page import every_desk_page
from tests.unit.web.html_page import HtmlPage


@cache
def pages() -> dict[str, str]:
    """Every page's HTML in Chinese."""
    return every_desk_page("zh")


def page(name: str) -> HtmlPage:
    """A page in Chinese."""
    return HtmlPage(pages()[name])


def rows(found: HtmlPage) -> list[str]:
    """The lines of a table's body."""
    return found.words("tr")[1:]


# ---- The inbox -----------------------------------------------------------------------------------


def test_a_line_says_what_it_is_and_what_is_due() -> None:
    late, running, still, resolved, hidden = rows(page("inbox"))
    title = "每天晚上二三十辆罐车停在厂门口和园区主路两侧，堵住消防通道，工人上下班要绕行"
    assert late == f"{title}MSB-0K3Q-9F2M-4T8W 牵头 黄灯 核实 11月25日24:00 已逾期"
    assert running.endswith("牵头 正常 办结 12月15日24:00 还剩13个工作日")
    assert still.endswith("牵头 已暂停 办结 12月15日24:00 已暂停")
    assert resolved.endswith("牵头 正常 企业确认 12月17日24:00 还剩15个工作日")
    assert hidden.startswith("保密案件MSB-4K3Q-9F2M-4T8W 牵头")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("罐车乱停。堵住通道", "罐车乱停"),
        ("罐" * 41, "罐" * 40 + "……"),
        ("  \n", ""),
        ("", None),
        (None, None),
    ],
)
def test_a_case_is_called_by_the_beginning_of_what_happened(
    text: str | None, title: str | None
) -> None:
    assert title_of(text) == title


def test_filters_keep_the_list_and_name_nobody() -> None:
    found = page("inbox of triage")
    (form,) = [form for form in found.all("form") if form["method"] == "get"]
    assert form["class"] == "filters"
    assert found.hidden()["list"] == "triage"
    chosen = [o["value"] for o in found.all("option") if o.get("selected") is not None]
    assert chosen == ["triage", "yellow", "court"]
    assert [a["href"] for a in found.all("a") if a.text == "显示全部"] == ["?list=triage"]


def test_the_next_page_is_asked_for_by_its_key() -> None:
    (following,) = page("inbox of triage").all("a", rel="next")
    assert following["href"] == (
        "?stage=triage&light=yellow&unit=court&list=triage&start=next+key%2F1"
    )


def test_ticked_cases_are_assigned_together() -> None:
    found = page("inbox of triage")
    boxes = [box for box in found.all("input", type="checkbox") if box["name"] == "cases"]
    assert boxes[0]["value"] == f"0{CASE_ID[1:]}.5"
    assert {box["form"] for box in boxes} == {"bulk"}
    assert found.one("form", id="bulk")["action"] == "/desk/assignments"
    assert found.one("select", id="bulk-lead")["form"] == "bulk"
    assert found.hidden()["csrf"] == CSRF


def test_an_empty_list_says_so_in_its_own_words() -> None:
    assert page("inbox empty").words("p", class_="empty")[0].startswith("您今天没有到期的案件")
    assert page("inbox nothing fits").words("p", class_="empty")[0].startswith("没有符合条件的案件")
    assert page("inbox empty").all("table") == []


def test_a_filter_is_set_by_any_of_its_parts() -> None:
    assert not Filters().are_set
    assert [f.are_set for f in (Filters("a"), Filters("", "b"), Filters("", "", "c"))] == [True] * 3
    assert Filters(light="yellow").query(start="") == "light=yellow"


# ---- Figures -------------------------------------------------------------------------------------


def test_the_strip_adds_up_in_the_articles_own_figures() -> None:
    (strip,) = page("inbox").words("p", class_="figures")
    assert strip == (
        "受理 486 = 直接答复 388 + 转办 83 + 其他 15 + 待分流 0 办结率91.3%（21/23），样本少"
    )


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (31, 31, "100%（31/31）"),
        (0, 40, "0%（0/40）"),
        (999, 1000, "99.9%（999/1000）"),
        (19, 25, "76.0%（19/25），样本少"),
        (0, 0, "–"),
    ],
)
def test_a_percentage_carries_its_counts(part: int, whole: int, text: str) -> None:
    assert share_text(part, whole, wording("zh")) == text


def test_buckets_add_up_or_are_not_made() -> None:
    order = random.Random(9)  # noqa: S311 - repeatable, nothing secret
    for _ in range(200):
        parts = [order.randrange(500) for _ in range(4)]
        assert Buckets(sum(parts), *parts).received == sum(parts)
        with pytest.raises(ValueError, match="do not add up"):
            Buckets(sum(parts) + order.choice([-1, 1]), *parts)


@pytest.mark.parametrize(
    "counts", [(0, 1, -1, 0, 0), (1, 1, 0, 0, 0, 2, 3), (0, 0, 0, 0, 0, -1, -2)]
)
def test_impossible_counts_are_refused(counts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"negative|closed of"):
        Buckets(*counts)


def test_the_closure_rate_is_closed_of_due() -> None:
    assert Buckets(4, 1, 1, 1, 1, due=4, closed=3).closure_rate == 0.75
    assert Buckets(0, 0, 0, 0, 0).closure_rate is None


# ---- Boards --------------------------------------------------------------------------------------


def test_the_board_counts_steps_and_lights_by_department() -> None:
    found = page("board")
    lines = rows(found)
    assert lines[0].startswith("县交通运输局 待核实 3 待回复 4 待办结 5 黄灯 黄灯2 红灯 – ")
    assert lines[0].endswith("按时率（本月） 91.3%（21/23），样本少")
    assert lines[3].count("–") == 6
    assert lines[-1].startswith("合计 待核实 4 待回复 7 待办结 21 黄灯 黄灯3 红灯 红灯1")


def test_the_board_says_how_often_it_is_refreshed_and_how_to_stop_that_and_go_on() -> None:
    for name, words, link, href in (
        ("board", "每分钟自动更新", "停止自动更新", "/desk/oversight/board?refresh=off"),
        ("board standing still", "未自动更新", "每分钟自动更新", "/desk/oversight/board"),
    ):
        found = page(name)
        assert words in found.words("p", class_="quiet")[0]
        assert [a["href"] for a in found.all("a") if a.text == link] == [href]
        assert "http-equiv" not in found.source
    (switch,) = [a for a in page("board standing still").all("a") if a.get("hreflang")]
    assert switch["href"] == "?refresh=off&lang=en"


def test_special_supervision_shows_what_is_due_next_first() -> None:
    found = page("special")
    assert found.words("h2") == ["田桥镇乱停乱放", "内容不可见"]
    deeds = found.words("ol", class_="deeds")[0]
    assert deeds.startswith("11月24日 17:00 已完成县公安局集中清理结果： 清理140余辆次")
    assert "11月25日24:00 已逾期县交通运输局设置禁停标牌" in deeds
    assert "还没有议定事项。" in found.text


# ---- Search --------------------------------------------------------------------------------------


def test_search_posts_what_identifies_people() -> None:
    found = page("search")
    form = found.one("form", class_="search")
    assert (form["method"], form["action"]) == ("post", "/desk/search")
    assert [control["name"] for control in found.controls()] == [
        "number",
        "enterprise",
        "telephone",
    ]


def test_search_keeps_what_was_typed_and_shows_what_it_found() -> None:
    found = page("search found")
    assert found.one("input", id="enterprise")["value"] == "田桥"
    assert "查到1件" in found.words("h2")
    assert len(rows(found)) == 1
    assert page("search nothing").words("p", class_="empty")[0].startswith("没有查到案件")
    assert page("search").all("p", class_="empty") == []


def test_the_last_page_has_no_next() -> None:
    assert page("inbox empty").all("a", rel="next") == []
    assert len(page("inbox").all("a", rel="next")) == 1
