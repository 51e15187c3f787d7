"""Pages that lead nowhere say what to do."""

from __future__ import annotations

from casework.web.pages.refusals import nothing_here_page, too_large_page, try_again_page
from tests.unit.web.case_files import juye
from tests.unit.web.html_page import HtmlPage


def test_nothing_here_says_what_to_do_and_nothing_of_what_was_asked() -> None:
    page = HtmlPage(nothing_here_page(organisation=juye(), language="zh"))
    assert page.heading == "这个链接打不开"
    assert page.words("li") == [
        "重新扫一次码，或者把链接复制完整再打开。",
        "二维码贴在墙上或柜台的，请告诉那里的工作人员：这个码不能用了。",
        "要反映诉求、查询进度，请打电话给巨野县政法护航工作中心：0530-12345",
    ]


def test_nothing_here_is_the_same_bytes_every_time() -> None:
    pages = {nothing_here_page(organisation=juye(), language="en") for _ in range(3)}
    assert len(pages) == 1


def test_too_large_and_try_again_say_that_nothing_was_lost_or_doubled() -> None:
    too_large = HtmlPage(too_large_page(organisation=juye(), language="zh"))
    assert "还没有提交。请返回上一页，把内容删短一些再提交。" in too_large.text
    again = HtmlPage(try_again_page(organisation=juye(), language="zh"))
    assert "再提交一次就行，不会重复登记。" in again.text
