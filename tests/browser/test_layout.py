"""Every page at every width in both languages: it fits, it can be pressed, it is one request."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.pages import PAGES

if TYPE_CHECKING:
    from tests.browser.county import County
    from tests.browser.visiting import Person

SMALLEST_TARGET = 44
"""In CSS pixels, both ways (LOOK; WCAG 2.5.5)."""

TOO_SMALL = """least => {
  const seen = e => e.checkVisibility() && e.getClientRects().length > 0;
  const around = boxes => ({
    width: Math.max(...boxes.map(b => b.right)) - Math.min(...boxes.map(b => b.left)),
    height: Math.max(...boxes.map(b => b.bottom)) - Math.min(...boxes.map(b => b.top)),
  });
  const target = e => around([e, ...(e.labels ?? [])].map(part => part.getBoundingClientRect()));
  return [...document.querySelectorAll('a, button, summary, input, select, textarea')]
    .filter(e => e.type !== 'hidden' && seen(e))
    .map(e => [e, target(e)])
    .filter(([, box]) => box.width < least - 0.5 || box.height < least - 0.5)
    .map(([e, box]) => `${e.outerHTML.slice(0, 90)} ${box.width}x${box.height}`);
}"""

OUTSIDE = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 0.5)
  .filter(e => getComputedStyle(e).clipPath === 'none')
  .map(e => e.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_its_window_and_says_its_language(
    person: Person, county: County, name: str
) -> None:
    PAGES[name](person, county)
    page = person.page
    assert page.evaluate("document.scrollingElement.scrollWidth") <= person.screen.width
    assert page.evaluate(OUTSIDE) == []
    assert person.find("html").get_attribute("lang") == person.screen.locale
    assert person.find("h1").count() == 1
    assert page.title().strip(" ·") != ""


@pytest.mark.parametrize("name", PAGES)
def test_whatever_can_be_pressed_is_large_enough_for_a_thumb(
    person: Person, county: County, name: str
) -> None:
    PAGES[name](person, county)
    assert person.page.evaluate(TOO_SMALL, SMALLEST_TARGET) == []
