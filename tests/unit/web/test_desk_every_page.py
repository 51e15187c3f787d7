"""What holds for every page of the console in every state and both languages."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from casework.web.pages.desk.intake import SCRIPTED
from casework.web.style import component_script, desk_style
from tests.unit.web.desk_pages import CSRF
from tests.unit.web.every_desk_page import every_desk_page
from tests.unit.web.html_page import HtmlPage

if TYPE_CHECKING:
    from casework.web.language import Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")


@cache
def pages(language: Language) -> dict[str, str]:
    """Every page's HTML."""
    return every_desk_page(language)


EVERY = [
    pytest.param(language, name, id=f"{name} ({language})")
    for language in LANGUAGES
    for name in pages(language)
]
of_every_page = pytest.mark.parametrize(("language", "name"), EVERY)
NUMBERED = r"MSB[-0-9A-Z]*|[0-9A-Z]{18}|English|PDF|SHA-256|[KM]B|[0-9a-f]{64}"
REFUSALS = {"no permission", "not found", "try again"}
DOCUMENTS = {"print case", "print letter"}
WITHOUT_FIGURES = REFUSALS | DOCUMENTS
"""To say no asks nothing more of the store; one case or letter on paper is for whom it concerns."""

STRIP = {
    "zh": "受理 486 = 直接答复 388 + 转办 83 + 其他 15 + 待分流 0",
    "en": "Received 486 = answered directly 388 + transferred 83 + other 15 + to triage 0",
}
LOADING = {"img", "iframe", "object", "embed", "video", "audio", "source", "use"}


@cache
def page_of(language: Language, name: str) -> HtmlPage:
    """The page, parsed once for all that is asked of it."""
    return HtmlPage(pages(language)[name])


@of_every_page
def test_a_page_loads_nothing_and_runs_only_the_script_that_is_its_own(
    language: Language, name: str
) -> None:
    page = page_of(language, name)
    assert LOADING.isdisjoint(element.tag for element in page.elements)
    scripts = [element.text for element in page.elements if element.tag == "script"]
    assert scripts == ([component_script(SCRIPTED)] if name.startswith("intake") else [])
    assert [
        e for e in page.elements for a in e.attributes if a == "style" or a.startswith("on")
    ] == []
    assert page.one("style").text == desk_style()


@of_every_page
def test_a_page_names_its_language_and_itself(language: Language, name: str) -> None:
    page = page_of(language, name)
    assert page.one("html")["lang"] == {"zh": "zh-CN", "en": "en"}[language]
    assert page.one("meta", name="robots")["content"] == "noindex,nofollow"
    assert page.words("title")[0].endswith(
        {"zh": "· 码上办案件台", "en": "· Mashangban case desk"}[language]
    )
    assert page.heading != ""
    assert page.one("main")["id"] == "main"


@of_every_page
def test_the_figures_stand_on_a_page_once_and_add_up(language: Language, name: str) -> None:
    strips = page_of(language, name).words("p", class_="figures")
    expected = [] if name in WITHOUT_FIGURES else [STRIP[language]]
    assert [strip[: len(STRIP[language])] for strip in strips] == expected


@of_every_page
def test_ids_are_unique_and_every_reference_finds_its_element(
    language: Language, name: str
) -> None:
    page = page_of(language, name)
    ids = page.ids()
    assert len(ids) == len(set(ids))
    pointed = [link["href"][1:] for link in page.all("a") if re.match(r"#.", link["href"])]
    pointed += [label["for"] for label in page.all("label") if "for" in label.attributes]
    for element in page.elements:
        pointed += (element.get("aria-describedby") or "").split()
        pointed += (element.get("aria-labelledby") or "").split()
        pointed += [form] if (form := element.get("form")) else []
    assert set(pointed) <= set(ids)


@of_every_page
def test_every_control_has_a_label_and_a_name(language: Language, name: str) -> None:
    page = page_of(language, name)
    labelled = {label.get("for") for label in page.all("label")}
    for control in page.controls():
        in_its_label = control.get("name") == "cases"
        assert in_its_label or control["id"] in labelled
        assert control["name"]


@of_every_page
def test_every_post_carries_the_secret_of_its_session(language: Language, name: str) -> None:
    source = pages(language)[name]
    posts = re.findall(r'<form[^>]*method="post"[^>]*>\s*<input[^>]*>', source)
    assert len(posts) == len(re.findall(r'method="post"', source))
    assert all(f'name="csrf" value="{CSRF}"' in form for form in posts)


@of_every_page
def test_there_is_one_primary_action_at_most(language: Language, name: str) -> None:
    page = page_of(language, name)
    bold = [a for a in page.all("a", class_="act") if "second" not in a["class"]]
    assert len(bold) <= 1


@of_every_page
def test_every_light_is_a_shape_and_a_word(language: Language, name: str) -> None:
    source = pages(language)[name]
    for light in re.findall(r'<span class="light \w+">(.*?)</span>\n?', source):
        assert light.startswith("<svg")
        assert re.sub(r"<[^>]+>", "", light).strip() != ""


@pytest.mark.parametrize("name", pages("zh"))
def test_no_english_is_left_on_a_chinese_page(name: str) -> None:
    text = re.sub(NUMBERED, "", page_of("zh", name).text)
    text = re.sub(r"PNG|JPG|PDF|OFD|[KM]B", "", text)
    assert re.findall(r"[A-Za-z]{2,}", text) == []


@pytest.mark.parametrize("name", pages("en"))
def test_no_chinese_is_left_in_our_own_words_on_an_english_page(name: str) -> None:
    page = page_of("en", name)
    ours = [
        *page.words("h1"),
        *page.words("label"),
        *page.words("legend"),
        *page.words("dt"),
        *page.words("button"),
        *page.words("li", class_="late"),
        *page.words("option"),
    ]
    assert [words for words in ours if re.search(r"[\u4e00-\u9fff]", words)] == []


def test_the_other_language_keeps_the_list_and_its_filters() -> None:
    page = page_of("zh", "inbox of triage")
    (switch,) = [a for a in page.all("a") if a.get("hreflang")]
    assert switch["href"] == "?stage=triage&light=yellow&unit=court&list=triage&lang=en"
