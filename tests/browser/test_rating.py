"""Rating the handling of a case: from the tracking page, once, with reasons for a low grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.county import resolved_case
from tests.browser.visiting import each_width_and_language
from tests.e2e.casework import desk

if TYPE_CHECKING:
    from tests.browser.county import County
    from tests.browser.visiting import Person
    from tests.e2e.casework import Filed

THANKS = {"zh": "谢谢，评价已收到", "en": "Thank you, we have your rating"}
LOW, FINE = ("dissatisfied", "very_dissatisfied"), ("satisfied", "fairly_satisfied")


@pytest.fixture
def case(county: County) -> Filed:
    """A case that waits for its rating."""
    return resolved_case(county.deployed)


def test_a_low_grade_asks_for_reasons_and_is_rated_once(
    person: Person, county: County, case: Filed
) -> None:
    person.open(case.tracking)
    person.press("a[href^='/e/']")
    person.find("[value=dissatisfied]").check()
    for reason in ("long_wait", "repeated_trips"):
        person.find(f"[value={reason}]").check()
    person.fill({"text": "跑了三趟。"})
    person.submit()
    assert person.heading() == THANKS[person.screen.language]
    path = person.path()
    assert person.open(path).status == 200
    assert person.heading() == THANKS[person.screen.language]
    person.open(case.tracking)
    assert person.find("a[href^='/e/']").count() == 0
    timeline = desk(county.deployed, "clerk").file(case.case_id)["timeline"]
    assert [event.get("grade") for event in timeline if event["type"] == "CaseRated"] == [
        "dissatisfied"
    ]


@each_width_and_language
def test_reasons_are_asked_for_a_low_grade_only(person: Person, county: County) -> None:
    person.open(county.rating(county.resolved))
    reasons = person.find(".reasons")
    assert not reasons.is_visible()
    for grade in (*LOW, *FINE):
        person.find(f"[value={grade}]").check()
        assert reasons.is_visible() == (grade in LOW), grade


@each_width_and_language
def test_a_rating_without_a_grade_is_a_mistake_that_keeps_what_was_typed(
    person: Person, county: County
) -> None:
    person.open(county.rating(county.resolved))
    person.fill({"text": "还没想好。"})
    person.find("#text_consent").check()
    person.submit()
    assert person.focused() == "div.summary"
    person.find(".summary a").click()
    assert person.path().endswith("#grade")
    person.page.keyboard.press("Tab")
    assert person.page.evaluate("document.activeElement.name") == "grade"
    assert person.find("#text").input_value() == "还没想好。"
    assert person.find("#text_consent").is_checked()


@each_width_and_language
def test_back_and_rating_again_shows_thanks_and_changes_nothing(
    person: Person, county: County, case: Filed
) -> None:
    person.open(county.rating(case))
    person.find("[value=satisfied]").check()
    person.submit()
    assert person.heading() == THANKS[person.screen.language]
    person.go_back()
    assert person.heading() == THANKS[person.screen.language]
    timeline = desk(county.deployed, "clerk").file(case.case_id)["timeline"]
    assert [event["type"] for event in timeline].count("CaseRated") == 1
