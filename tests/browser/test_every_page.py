"""Every page, at every width, in both languages: it fits, it can be pressed, everybody can use it,
and it is one request.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from tests.browser.pages import PAGES
from tests.browser.visiting import SCREENS, Person, sit_down

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.county import County

SMALLEST_TARGET = 44
"""In CSS pixels, both ways (LOOK; WCAG 2.5.5)."""

TOO_SMALL = """least => {
  const around = boxes => ({
    width: Math.max(...boxes.map(b => b.right)) - Math.min(...boxes.map(b => b.left)),
    height: Math.max(...boxes.map(b => b.bottom)) - Math.min(...boxes.map(b => b.top)),
  });
  const target = e => around([e, ...(e.labels ?? [])].map(part => part.getBoundingClientRect()));
  return [...document.querySelectorAll('a, button, summary, input, select, textarea')]
    .filter(e => e.type !== 'hidden' && e.checkVisibility())
    .map(e => [e, target(e)])
    .filter(([, box]) => box.width < least - 0.5 || box.height < least - 0.5)
    .map(([e, box]) => `${e.outerHTML.slice(0, 90)} ${box.width}x${box.height}`);
}"""
"""What is smaller together with its labels."""

OUTSIDE = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.checkVisibility() && getComputedStyle(e).clipPath === 'none')
  .filter(e => e.getBoundingClientRect().right > innerWidth + 0.5)
  .map(e => e.outerHTML.slice(0, 90))"""

GRAVE = {"serious", "critical"}
EVERY = list(product(SCREENS, PAGES))


@pytest.fixture(scope="module", params=EVERY, ids=[f"{s.name}-{page}" for s, page in EVERY])
def person(chromium: Browser, county: County, request: pytest.FixtureRequest) -> Iterator[Person]:
    """Someone who has come to a page; every test looks at it, none changes it."""
    screen, name = request.param
    context, someone = sit_down(chromium, screen, county.deployed.url)
    PAGES[name](someone, county)
    yield someone
    context.close()


@pytest.fixture(scope="module")
def bench(chromium: Browser) -> Iterator[Page]:
    """A page on which scripts run, because axe is one; the site's pages have none."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def grave_findings(bench: Page) -> dict[str, list[str]]:
    """Places by rule, for the rules that axe calls serious or critical."""
    return {
        violation["id"]: [node["html"] for node in violation["nodes"]]
        for violation in Axe().run(bench).response["violations"]
        if violation["impact"] in GRAVE
    }


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
    bench.set_viewport_size({"width": person.screen.width, "height": person.screen.height})
    bench.set_content(person.page.content())
    assert grave_findings(bench) == {}


def test_a_fault_would_be_found(bench: Page) -> None:
    bench.set_content('<html lang="zh"><title>x</title><main><h1>x</h1><input></main>')
    assert list(grave_findings(bench)) == ["label"]
