"""However often a form is sent, and by whatever accident, it is one case with one link."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error

from tests.browser.county import assigned_case
from tests.browser.pages import TYPED
from tests.browser.visiting import each_width_and_language
from tests.e2e.asking import Asker
from tests.e2e.casework import marker, texts_with

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from tests.browser.county import County
    from tests.browser.visiting import Person


def fill_in(person: Person, county: County) -> str:
    """Fill in the form; the words that find the case again."""
    words = marker()
    person.open(county.filing)
    person.fill(TYPED | {"what_happened": f"{words}，请帮忙。"})
    return words


def test_back_and_submitting_again_leads_to_the_same_receipt(
    person: Person, county: County
) -> None:
    words = fill_in(person, county)
    person.submit()
    receipt = person.path()
    person.go_back()
    assert words in person.find("#what_happened").input_value()
    person.submit()
    assert person.path() == receipt
    assert texts_with(county.deployed, words) == 1


def test_a_double_tap_is_one_case(person: Person, county: County) -> None:
    words = fill_in(person, county)
    person.find("main button").dblclick()
    person.page.wait_for_selector("a.link")
    assert texts_with(county.deployed, words) == 1


@each_width_and_language
def test_a_lost_answer_and_another_try_is_one_case(person: Person, county: County) -> None:
    words = fill_in(person, county)

    def lose(route: Route) -> None:
        """Let the form through, and the answer be lost on its way back."""
        sent, path = route.request, urlsplit(route.request.url).path
        kind = {"Content-Type": sent.headers["content-type"]}
        answer = Asker(county.deployed).send("POST", path, sent.post_data_buffer, kind)
        assert answer.status == 303
        route.abort("connectionreset")

    person.page.route(lambda address: address.endswith("?sent=1"), lose)
    with pytest.raises(Error, match="ERR_CONNECTION_RESET"):
        person.submit()
    assert texts_with(county.deployed, words) == 1
    person.page.unroute_all()
    person.complaints.clear()
    person.go_back()
    assert words in person.find("#what_happened").input_value()
    person.submit()
    assert person.path().endswith(f"/filed?lang={person.screen.language}")
    assert texts_with(county.deployed, words) == 1


@each_width_and_language
def test_back_and_other_words_are_an_addition_or_another_case_as_the_enterprise_chooses(
    person: Person, county: County
) -> None:
    first, second = fill_in(person, county), marker()
    for choice, ends_in in ((0, "done=add"), (1, "/filed")):
        words = f"{second}{choice}，对方今天又改口了。"
        if choice:
            person.open(county.filing)
            person.fill(TYPED | {"what_happened": f"{first}1，请帮忙。"})
        person.submit()
        receipt = person.path()
        person.go_back()
        person.fill({"what_happened": words})
        person.submit()
        assert texts_with(county.deployed, f"{second}{choice}") == 0
        assert words in person.find(".written").inner_text()
        with person.page.expect_navigation():
            person.find("main button").nth(choice).click()
        assert ends_in in person.path()
        same_case = person.path().startswith(receipt.partition("/filed")[0])
        assert same_case == (choice == 0)
        assert texts_with(county.deployed, f"{second}{choice}") == 1


@each_width_and_language
def test_an_addition_sent_by_a_double_tap_is_added_once(person: Person, county: County) -> None:
    case, words = assigned_case(county.deployed), marker()
    person.open(case.tracking)
    person.fill({"text": f"{words}，补充一张收据。"})
    person.find("form:has(#text) button").dblclick()
    person.page.wait_for_selector(".notice.good")
    assert texts_with(county.deployed, words) == 1
