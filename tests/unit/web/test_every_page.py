"""What holds for every page in every state and both languages: size, self-sufficiency,
accessibility.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from casework.web.pages.files import SCRIPTED
from casework.web.style import component_script, style
from tests.unit.web.every_page import every_page
from tests.unit.web.html_page import HtmlPage

if TYPE_CHECKING:
    from casework.web.language import Language

BUDGET = 15_000
"""Bytes on the wire, gzip'd, with style and codes inside (DESIGN section 8)."""

FILES = "multipart/form-data"
"""How forms of files are sent, straight to the storage."""

LANGUAGES: tuple[Language, ...] = ("zh", "en")


@cache
def pages(language: Language) -> dict[str, str]:
    """Every page's HTML."""
    return every_page(language)


EVERY = [
    pytest.param(language, name, id=f"{name} ({language})")
    for language in LANGUAGES
    for name in pages(language)
]
of_every_page = pytest.mark.parametrize(("language", "name"), EVERY)


def source_of(language: Language, name: str) -> str:
    """The page's HTML."""
    return pages(language)[name]


@cache
def page_of(language: Language, name: str) -> HtmlPage:
    """The page, parsed once for all that is asked of it."""
    return HtmlPage(source_of(language, name))


@of_every_page
def test_a_page_with_all_it_loads_fits_into_its_budget(language: Language, name: str) -> None:
    assert len(gzip.compress(source_of(language, name).encode(), 6)) <= BUDGET


@of_every_page
def test_a_page_loads_nothing_and_runs_nothing(language: Language, name: str) -> None:
    page = page_of(language, name)
    scripts = [script.text for script in page.all("script")]
    assert scripts == ([component_script(SCRIPTED)] if page.all("form", enctype=FILES) else [])
    loading = {"img", "iframe", "object", "embed", "video", "audio", "source", "use"}
    assert loading.isdisjoint(element.tag for element in page.elements)
    assert [link["href"].partition(",")[0] for link in page.all("link")] == ["data:image/svg+xml"]
    assert not re.search(r"@import|url\(", page.one("style").text)
    assert [
        e for e in page.elements for a in e.attributes if a == "style" or a.startswith("on")
    ] == []


@of_every_page
def test_the_style_is_the_very_text_that_the_policy_allows(language: Language, name: str) -> None:
    assert page_of(language, name).one("style").text == style()


@of_every_page
def test_a_page_names_its_language_and_itself(language: Language, name: str) -> None:
    page = page_of(language, name)
    assert page.one("html")["lang"] == {"zh": "zh-CN", "en": "en"}[language]
    assert page.one("meta", name="robots")["content"] == "noindex,nofollow"
    assert page.words("title")[0].endswith(
        {"zh": "· 巨野 码上办", "en": "· Juye Mashangban"}[language]
    )
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1


@of_every_page
def test_ids_are_unique_and_every_reference_finds_its_element(
    language: Language, name: str
) -> None:
    page = page_of(language, name)
    ids = page.ids()
    assert len(ids) == len(set(ids))
    pointed = [link["href"][1:] for link in page.all("a") if link["href"].startswith("#")]
    pointed += [label["for"] for label in page.all("label") if "for" in label.attributes]
    for element in page.elements:
        pointed += (element.get("aria-describedby") or "").split()
    assert set(pointed) <= set(ids)


@of_every_page
def test_every_control_has_a_label_and_a_name(language: Language, name: str) -> None:
    page = page_of(language, name)
    labelled = {label.get("for") for label in page.all("label")}
    for control in page.controls():
        in_a_card = control.get("type") in {"radio", "checkbox"} and "id" not in control.attributes
        assert in_a_card or control["id"] in labelled
        assert control["name"]


@of_every_page
def test_every_wrong_field_is_linked_from_the_summary(language: Language, name: str) -> None:
    page = page_of(language, name)
    wrong = [p["id"].removesuffix("-error") for p in page.all("p", class_="error")]
    linked = [link["href"][1:] for link in page.all("a") if link["href"].startswith("#")]
    assert linked == wrong
    assert len(page.all("div", class_="summary")) == bool(wrong)


@of_every_page
def test_forms_post_to_this_site_and_carry_their_language(language: Language, name: str) -> None:
    page = page_of(language, name)
    ours = [form for form in page.all("form") if form.get("enctype") != FILES]
    for form in ours:
        assert form["method"] == "post"
        assert form.get("action") in {None, "?sent=1", "/t/x", "/q/x"}
    if ours:
        assert page.hidden()["lang"] == language


@of_every_page
def test_the_body_that_answers_for_the_page_can_be_called(language: Language, name: str) -> None:
    page = page_of(language, name)
    (footer,) = page.words("footer")
    body = {
        "zh": "巨野县政法护航工作中心",
        "en": "Juye County Political-Legal Escort Service Centre",
    }[language]
    assert footer.startswith(body)
    assert page.all("a", href="tel:0530-12345")


@pytest.mark.parametrize("name", pages("zh"))
def test_no_english_is_left_on_a_chinese_page(name: str) -> None:
    """Latin words on a Chinese page are the language link, numbers, addresses and a unit of
    measure.
    """
    text = page_of("zh", name).text
    names = r"UTF-8|English|PDF|SHA-256|[0-9a-f]{64}|QR"
    names += r"|JPG|PNG|HEIC|OFD|DOCX|XLSX|PPTX|Word|Excel|PowerPoint|[KM]B|docx?|xlsx?|pptx?|wps"
    names += r"|zip|rar"
    known = rf"https\S+|MSB[-0-9A-Z]+|91350100M000100Y4\d|\b[IOSVZ]\b|{names}"
    assert re.findall(r"[A-Za-z]{2,}", re.sub(known, "", text)) == []


@pytest.mark.parametrize("name", pages("en"))
def test_no_chinese_is_left_on_an_english_page_but_what_people_wrote(name: str) -> None:
    page = page_of("en", name)
    ours = [
        *page.words("h1"),
        *page.words("h2"),
        *page.words("label"),
        *page.words("button"),
        *page.words("li", class_="done"),
        *page.words("summary"),
        *page.words("footer"),
    ]
    assert [text for text in ours if re.search(r"[\u4e00-\u9fff]", text)] == []


@of_every_page
def test_the_other_language_is_offered_unless_typed_text_would_be_lost(
    language: Language, name: str
) -> None:
    page = page_of(language, name)
    other: Language = {"zh": "en", "en": "zh"}[language]  # type: ignore[assignment] # a literal
    typed = [
        f for f in page.controls() if f.tag != "select" and f.get("value") not in {None, "", "yes"}
    ]
    kept = [f for f in page.all("textarea") if f.text.strip()]
    offered = page.all("a", href=f"?lang={other}")
    assert not (offered and kept)
    assert not (offered and [f for f in typed if f.get("type") in {"text", "tel"}])
