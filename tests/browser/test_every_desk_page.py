"""Every page of the console, on a phone and at a desk, in both languages: it fits, it can be
pressed, everybody can use it, and it loads nothing but itself.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from tests.browser.desk_pages import DESK_PAGES
from tests.browser.judging import OUTSIDE, TOO_SMALL, grave_findings
from tests.browser.visiting import DESK_EN, PHONE_ZH, Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.desk_county import DeskCounty
    from tests.browser.desk_people import Staff

FOR_A_THUMB = 44
"""In CSS pixels, both ways, on a phone (LOOK)."""

SCREENS = (PHONE_ZH, DESK_EN)
EVERY = list(product(SCREENS, DESK_PAGES))


@pytest.fixture(scope="module", params=EVERY, ids=[f"{s.name}-{page}" for s, page in EVERY])
def person(
    staff: Staff, desk_county: DeskCounty, request: pytest.FixtureRequest
) -> Iterator[Person]:
    """Someone who has come to a page; every test looks at it, none changes it."""
    screen, name = request.param
    username, come = DESK_PAGES[name]
    context, someone = staff.sit_down(username, screen)
    come(someone, desk_county)
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


def test_whatever_can_be_pressed_on_a_phone_is_large_enough_for_a_thumb(person: Person) -> None:
    if person.screen is not PHONE_ZH:
        pytest.skip("a desk has a pointer")
    assert person.page.evaluate(TOO_SMALL, FOR_A_THUMB) == []


def test_a_page_loads_nothing_else_and_complains_of_nothing(person: Person) -> None:
    assert person.loaded == []
    assert person.complaints == []


def test_nothing_keeps_anybody_from_using_a_page(person: Person, bench: Page) -> None:
    bench.set_viewport_size({"width": person.screen.width, "height": person.screen.height})
    bench.set_content(person.page.content())
    assert grave_findings(bench) == {}
