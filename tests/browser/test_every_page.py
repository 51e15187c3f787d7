"""Every page, at every width, in both languages: it fits, it can be pressed, everybody can use it,
and it is one request.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from tests.browser.judging import OUTSIDE, TOO_SMALL, grave_findings
from tests.browser.pages import PAGES
from tests.browser.visiting import DESK_EN, PHONE_EN, PHONE_ZH, Person, sit_down

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.county import County

SMALLEST_TARGET = 44
"""In CSS pixels, both ways (LOOK; WCAG 2.5.5)."""

LOOKED_AT = (PHONE_ZH, PHONE_EN, DESK_EN)
"""English words are the longer ones: what fits a desk in English fits it in Chinese."""

EVERY = list(product(LOOKED_AT, PAGES))


@pytest.fixture(scope="module", params=EVERY, ids=[f"{s.name}-{page}" for s, page in EVERY])
def person(chromium: Browser, county: County, request: pytest.FixtureRequest) -> Iterator[Person]:
    """Someone who has come to a page; every test looks at it, none changes it."""
    screen, name = request.param
    context, someone = sit_down(chromium, screen, county.deployed.url)
    PAGES[name](someone, county)
    yield someone
    context.close()


def test_a_page_fits_its_window(person: Person) -> None:
    page = person.page
    assert page.evaluate("document.scrollingElement.scrollWidth") <= person.screen.width
    assert page.evaluate(OUTSIDE) == []


def test_a_page_says_its_language_and_what_it_is(person: Person) -> None:
    assert person.find("html").get_attribute("lang") == person.screen.locale
    assert person.find("h1").count() == 1
    what, _, where = person.page.title().rpartition(" · ")
    assert what.strip() and where.strip()


def test_whatever_can_be_pressed_is_large_enough_for_a_thumb(person: Person) -> None:
    assert person.page.evaluate(TOO_SMALL, SMALLEST_TARGET) == []


def test_a_page_loads_nothing_else_and_complains_of_nothing(person: Person) -> None:
    assert person.loaded == []
    assert person.complaints == []


def test_nothing_keeps_anybody_from_using_a_page(person: Person, bench: Page) -> None:
    if person.screen is PHONE_EN:
        pytest.skip("the same elements: each width and each language is looked at once")
    bench.set_viewport_size({"width": person.screen.width, "height": person.screen.height})
    bench.set_content(person.page.content())
    assert grave_findings(bench) == {}


def test_a_fault_would_be_found(bench: Page) -> None:
    bench.set_content('<html lang="zh"><title>x</title><main><h1>x</h1><input></main>')
    assert list(grave_findings(bench)) == ["label"]
