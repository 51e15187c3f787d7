"""With the keyboard alone: filing, mending a mistake, rating; and one always sees where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.pages import TYPED
from tests.browser.visiting import DESK_EN, DESK_ZH, Screen
from tests.e2e.casework import marker, texts_with

if TYPE_CHECKING:
    from tests.browser.county import County
    from tests.browser.visiting import Person

MOST_STEPS = 40

SEEN = """() => {
  const e = document.activeElement.closest('.cards label, .chips label') ?? document.activeElement;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
    && box.bottom > 0 && box.top < innerHeight;
}"""


@pytest.fixture(params=[DESK_ZH, DESK_EN], ids=["desk-zh", "desk-en"])
def screen(request: pytest.FixtureRequest) -> Screen:
    """Keyboards stand on desks."""
    chosen: Screen = request.param
    return chosen


def tab_to(person: Person, selector: str) -> None:
    """Press Tab until the focus is there, seeing it at every step."""
    here = f"document.activeElement === document.querySelector({selector!r})"
    for _ in range(MOST_STEPS):
        person.page.keyboard.press("Tab")
        assert person.page.evaluate(SEEN), person.focused()
        if person.page.evaluate(here):
            return
    pytest.fail(f"{selector} cannot be reached with the Tab key")


def test_a_case_is_filed_with_the_keyboard_alone(person: Person, county: County) -> None:
    words, keyboard = marker(), person.page.keyboard
    person.open(county.filing)
    for name, text in (TYPED | {"what_happened": f"{words}，请帮忙。"}).items():
        tab_to(person, f"#{name}")
        keyboard.insert_text(text)
    tab_to(person, "details > summary")
    keyboard.press("Enter")
    tab_to(person, "#category")
    keyboard.press("ArrowDown")
    tab_to(person, "#township")
    keyboard.press("ArrowDown")
    tab_to(person, "#credit_code")
    tab_to(person, "#confidential")
    keyboard.press("Space")
    tab_to(person, "main button")
    keyboard.press("Enter")
    person.page.wait_for_url("**/filed**")
    assert texts_with(county.deployed, words) == 1
    tab_to(person, "a.link")
    keyboard.press("Enter")
    person.page.wait_for_selector(".timeline")


def test_a_mistake_is_found_from_the_summary_and_mended(person: Person, county: County) -> None:
    words, keyboard = marker(), person.page.keyboard
    person.open(county.filing)
    person.fill(TYPED | {"what_happened": f"{words}，请帮忙。", "contact_phone": "1"})
    tab_to(person, "main button")
    keyboard.press("Enter")
    person.page.wait_for_selector(".summary")
    tab_to(person, ".summary a")
    keyboard.press("Enter")
    assert person.focused() == "contact_phone"
    keyboard.press("ControlOrMeta+a")
    keyboard.insert_text(TYPED["contact_phone"])
    keyboard.press("Enter")
    person.page.wait_for_url("**/filed**")
    assert texts_with(county.deployed, words) == 1


def test_a_rating_is_chosen_with_arrows_and_space(person: Person, county: County) -> None:
    keyboard = person.page.keyboard
    person.open(county.rating(county.resolved))
    tab_to(person, "[name=grade]")
    for _ in range(3):
        keyboard.press("ArrowDown")
    assert person.find("[value=dissatisfied]").is_checked()
    tab_to(person, "[value=attitude]")
    keyboard.press("Space")
    assert person.find("[value=attitude]").is_checked()
    tab_to(person, "#text")
    tab_to(person, "#text_consent")
    tab_to(person, "main button")
