"""Rating the handling of a case (当事人评案件办理, E1): when it is open, and what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from casework.domain.evaluation import Grade, RatingReason
from casework.domain.events import CaseRated
from casework.web.forms.posted import FormProblem
from casework.web.wording import wording
from tests.integration.callers import visitor
from tests.integration.house import HANDLING
from tests.integration.reading import heading, notice, problems, said, typed
from tests.integration.stack import rooms
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from tests.integration.house import House, Link
    from tests.integration.wire import Wire

THANKS = "Thank you, we have your rating"
TOO_EARLY = "This case is still in hand"
SATISFIED = [("lang", "zh"), ("grade", "satisfied")]


def rating_of(link: Link) -> str:
    """The rating address of a case, whether its page offers it yet or not."""
    mint = rooms()["EvaluationCaptureFunction"].room().mint
    return f"/e/{mint.rating_token(link.case_id)}"


def ratings(house: House, link: Link) -> list[CaseRated]:
    """The ratings on record."""
    bodies = [event.body for event in house.case_file(link.case_id).events]
    return [body for body in bodies if isinstance(body, CaseRated)]


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_case_in_hand_cannot_be_rated_and_the_page_says_that_the_link_stays_good(
    house: House, steps: int
) -> None:
    link = house.assigned()
    for step, body in HANDLING[:steps]:
        house.act("justice", link.case_id, step, **body)
    before = house.stored()
    opened = visitor().get(rating_of(link))
    sent = visitor().post(rating_of(link), SATISFIED)
    assert (opened.status, sent.status) == (200, 409)
    assert heading(opened.text) == heading(sent.text) == wording("zh")(TOO_EARLY)
    assert house.stored() == before


def test_the_tracking_page_offers_the_rating_once_there_is_something_to_rate(house: House) -> None:
    link = house.resolved()
    assert house.rating_path(link) == rating_of(link)
    visitor().post(rating_of(link), SATISFIED)
    assert "/e/" not in visitor().get(link.path).text


def test_a_resolved_case_is_rated_with_a_grade_alone(house: House) -> None:
    link = house.resolved()
    answer = visitor().post(rating_of(link), SATISFIED)
    assert (answer.status, answer.location) == (303, f"{rating_of(link)}?lang=zh")
    assert heading(visitor().get(answer.location).text) == wording("zh")(THANKS)
    assert ratings(house, link) == [CaseRated(Grade.SATISFIED, (), False, None)]
    assert house.case(link.case_id).rated_at == house.clock.now


def test_a_direct_answer_is_rated_like_a_resolution(house: House) -> None:
    link = house.triaged()
    house.act("clerk", link.case_id, "answer", text="可以持借条申请调解。")
    assert visitor().post(rating_of(link), SATISFIED).status == 303


def test_a_low_grade_keeps_its_reasons_its_words_and_the_consent_to_show_them(
    house: House,
) -> None:
    link = house.resolved()
    fields = [
        ("lang", "zh"),
        ("grade", "very_dissatisfied"),
        ("reasons", "long_wait"),
        ("reasons", "passed_around"),
        ("text", "跑了三趟"),
        ("text_consent", "yes"),
    ]
    assert visitor().post(rating_of(link), fields).status == 303
    (rated,) = ratings(house, link)
    assert rated.grade is Grade.VERY_DISSATISFIED
    assert rated.reasons == (RatingReason.LONG_WAIT, RatingReason.PASSED_AROUND)
    assert rated.text_consent is True
    assert house.case_file(link.case_id).text(rated.particulars, "text") == "跑了三趟"


def test_reasons_are_kept_with_low_grades_only(house: House) -> None:
    link = house.resolved()
    visitor().post(rating_of(link), [*SATISFIED, ("reasons", "attitude")])
    assert [rated.reasons for rated in ratings(house, link)] == [()]


def test_a_second_rating_changes_nothing_and_gets_the_same_thanks(house: House) -> None:
    link = house.resolved()
    visitor().post(rating_of(link), SATISFIED)
    before = house.stored()
    again = visitor().post(rating_of(link), [("lang", "zh"), ("grade", "dissatisfied")])
    opened = visitor().get(rating_of(link))
    assert (again.status, opened.status) == (409, 200)
    assert heading(again.text) == heading(opened.text) == wording("zh")(THANKS)
    assert house.stored() == before


def test_thanks_are_the_same_for_every_grade(house: House) -> None:
    pages = set()
    for grade in ("very_satisfied", "very_dissatisfied"):
        path = rating_of(house.resolved())
        visitor().post(path, {"lang": "zh", "grade": grade})
        pages.add(visitor().get(path).body)
    assert len(pages) == 1


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ([], ["grade"]),
        ([("grade", "excellent")], ["grade"]),
        ([("grade", "dissatisfied"), ("reasons", "weather")], ["reasons"]),
        ([("grade", "satisfied"), ("text", "长" * 1001)], ["text"]),
        ([("grade", "satisfied"), ("text", "好\u202e的")], ["text"]),
        ([("text", "长" * 1001)], ["grade", "text"]),
    ],
)
def test_a_wrong_rating_comes_back_with_what_was_typed(
    house: House, fields: list[tuple[str, str]], wrong: list[str]
) -> None:
    link = house.resolved()
    answer = visitor().post(rating_of(link), fields)
    assert (answer.status, [field for field, _ in problems(answer.text)]) == (422, wrong)
    assert typed(answer.text, "text") == dict(fields).get("text", "").replace("\u202e", "")
    assert ratings(house, link) == []


def test_a_rating_that_is_not_utf_8_is_sent_back(house: House) -> None:
    link = house.resolved()
    answer = visitor().post(rating_of(link), b"grade=satisfied&text=%ff")
    assert (answer.status, notice(answer.text)) == (422, said(FormProblem.ENCODING))
    assert ratings(house, link) == []


def test_a_rating_over_the_limit_of_a_request_is_refused(house: House) -> None:
    link = house.resolved()
    answer = visitor().post(rating_of(link), b"grade=satisfied&text=" + b"a" * 65_536)
    assert answer.status == 413
    assert ratings(house, link) == []


def test_a_rating_that_could_not_be_stored_comes_back_and_can_be_sent_again(
    house: House, wire: Wire
) -> None:
    link = house.resolved()
    fields = [*SATISFIED, ("text", "三天就解决了")]
    with wire.failing(unreachable("dynamodb", "TransactWriteItems")):
        answer = visitor().post(rating_of(link), fields)
    assert answer.status == 503
    assert "三天就解决了" in answer.text
    assert visitor().post(rating_of(link), fields).status == 303


def test_of_two_ratings_at_the_same_moment_the_first_counts(house: House, wire: Wire) -> None:
    link = house.resolved()
    path = rating_of(link)
    other = [("lang", "zh"), ("grade", "dissatisfied")]
    with wire.interrupted("TransactWriteItems", lambda: visitor().post(path, SATISFIED)):
        assert visitor().post(path, other).status == 409
    assert [rated.grade for rated in ratings(house, link)] == [Grade.SATISFIED]


def test_the_form_speaks_the_language_asked_for(house: House) -> None:
    path = rating_of(house.resolved())
    assert '<html lang="en">' in visitor().get(f"{path}?lang=en").text
    assert '<html lang="en">' in visitor().post(path, {"lang": "en"}).text


def test_nobody_rates_under_a_tracking_token_or_another_case_s_secret(house: House) -> None:
    link, other = house.resolved(), house.file()
    stolen = f"/e/{link.case_id}-{rating_of(other).partition('-')[2]}"
    for path in (f"/e/{link.token}", stolen):
        assert visitor().get(path).status == 404
        assert visitor().post(path, SATISFIED).status == 404
    assert ratings(house, link) == []
