"""The tracking page says whose turn it is, what happened, and takes what the enterprise adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.county import ANSWER, LONG, REPLIED, RESOLVED, VERIFIED, assigned_case
from tests.browser.visiting import FILED, each_width_and_language
from tests.e2e.casework import LOAN, desk, marker

if TYPE_CHECKING:
    from tests.browser.county import County
    from tests.browser.visiting import Person

CLOSED = {"zh": "不能再补充", "en": "takes no additions"}
HEADINGS = {
    "waiting": {
        "zh": "县政法护航工作中心正在确定由谁办理",
        "en": "County Political-Legal Escort Service Centre is deciding who handles your case",
    },
    "assigned": {
        "zh": "已交县司法局，正在核实",
        "en": "County Justice Bureau has your case and is verifying it",
    },
    "replied": {
        "zh": "县司法局已回复，正在办理",
        "en": "County Justice Bureau has replied and is working on it",
    },
    "resolved": {
        "zh": "县司法局已办结：问题已解决",
        "en": "County Justice Bureau has closed your case: the matter is settled",
    },
    "answered": {
        "zh": "县政法护航工作中心已直接答复您",
        "en": "County Political-Legal Escort Service Centre has answered you directly",
    },
}


@pytest.mark.parametrize("state", HEADINGS)
def test_the_heading_is_what_happened_in_words(person: Person, county: County, state: str) -> None:
    person.open(getattr(county, state).tracking)
    assert person.heading() == HEADINGS[state][person.screen.language]


@each_width_and_language
def test_what_the_bodies_said_stands_in_the_timeline_and_what_was_filed_beside_it(
    person: Person, county: County
) -> None:
    person.open(county.resolved.tracking)
    said = person.find(".timeline").inner_text()
    positions = [said.find(each["text"]) for each in (RESOLVED, REPLIED, VERIFIED)]
    assert -1 not in positions
    assert positions == sorted(positions)
    person.find(f"{FILED} > summary").click()
    assert LOAN in person.find(FILED).inner_text()


@each_width_and_language
def test_a_direct_answer_is_shown_whole(person: Person, county: County) -> None:
    person.open(county.answered.tracking)
    assert ANSWER in person.find(".timeline").inner_text()


@each_width_and_language
def test_a_long_text_is_begun_and_leads_to_the_whole(person: Person, county: County) -> None:
    person.open(county.replied.tracking)
    assert LONG not in person.find(".timeline").inner_text()
    person.press(".timeline a.tap")
    assert person.find(".written").inner_text() == LONG
    person.press("main a.tap")
    assert person.path().partition("?")[0] == county.replied.tracking


@each_width_and_language
def test_an_addition_is_taken_shown_and_reaches_the_handler(person: Person, county: County) -> None:
    case, words = assigned_case(county.deployed), f"{marker()}：找到一张收据。"
    person.open(case.tracking)
    person.fill({"text": words})
    person.submit()
    assert person.find(".notice.good").is_visible()
    assert words in person.find(".timeline").inner_text()
    assert person.find("#text").input_value() == ""
    texts = desk(county.deployed, "handler-justice").file(case.case_id)["texts"]
    assert words in [text.get("text") for text in texts.values()]


@each_width_and_language
def test_an_empty_addition_is_a_mistake_that_leads_to_its_field(
    person: Person, county: County
) -> None:
    person.open(county.assigned.tracking)
    person.submit()
    assert person.focused() == "div.summary"
    person.find(".summary a").click()
    assert person.focused() == "text"


@each_width_and_language
def test_a_closed_case_says_that_it_takes_no_additions(person: Person, county: County) -> None:
    person.open(county.closed.tracking)
    assert CLOSED[person.screen.language] in person.find("main").inner_text()
    assert person.find("#text").count() == 0
    assert person.find("[name=act][value=object]").count() == 0
