"""An HTML e-mail as the text that its reader sees."""

from __future__ import annotations

import time

import pytest

from casework.domain.html_text import text_of_html

MOST_SECONDS_A_MEGABYTE = 10


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>一</p><p>二</p>", "一\n\n二"),
        ("<div>一</div><div>二</div>", "一\n二"),
        ("一<br>二<BR/>三", "一\n二\n三"),
        ("<ul><li>甲<li>乙</ul>", "- 甲\n- 乙"),
        ("<table><tr><td>名</td><td>值</td></tr><tr><td>a</td></tr></table>", "名 值\na"),
        ("甲&nbsp;&amp;&lt;乙&gt; &#20080;", "甲 &<乙> 买"),
        ("a < b and 1<2", "a < b and 1<2"),
        ("<p\n class='x'>字  \n 词</p>", "字 词"),
        ("<style>p{}</style>字<script>if (a<b) alert('</p>')</script>", "字"),
        ("<head><title>题</title></head><body>字</body>", "字"),
        ("<html><head><meta x><body>字", "字"),
        ("字<!-- 隐 --><![if !mso]>词<![endif]>", "字词"),
        ('字<div style="display:none">隐<div>藏</div></div>词', "字\n词"),
        ("字<span hidden>隐</span><span style='FONT-SIZE: 0px'>藏</span>词", "字词"),
        ('<a href="https://a.example/x">合同</a>', "合同 (https://a.example/x)"),
        ('<a href="https://a.example">https://a.example</a>', "https://a.example"),
        ('<a href="mailto:a@b.cn">写信</a>', "写信 (a@b.cn)"),
        ('<a href="javascript:x()">点</a>', "点"),
        ('<img alt="a > b" src="x">字', "字"),
        ("字<blockquote><p>旧</p><p>话</p></blockquote>完", "字\n\n> 旧\n\n> 话\n\n完"),
        ("<p>未完", "未完"),
        ("字<a b='", "字"),
        ("<", "<"),
        ("", ""),
    ],
)
def test_the_words_stay_and_what_is_not_seen_goes(html: str, text: str) -> None:
    assert text_of_html(html) == text


@pytest.mark.parametrize(
    "seed",
    [
        *(
            "<!--",
            "<a ",
            "<![",
            "</a",
            '<a b="',
            "<a b=c ",
            "<script>",
            "<a/",
            "&#",
            "<a>x",
            "<li>",
        ),
        *('<a b=">', "<blockquote>", "<p hidden>", '<a href="x', "<div style=display:none>"),
    ],
)
def test_tags_that_never_end_take_no_longer_than_others(seed: str) -> None:
    html = seed * (200_000 // len(seed))
    begun = time.process_time()
    text_of_html(html)
    assert time.process_time() - begun < MOST_SECONDS_A_MEGABYTE / 5
