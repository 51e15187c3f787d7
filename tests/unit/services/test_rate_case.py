"""Ratings by one-time code: one per case, its text stored apart."""

import pytest

from casework.domain.case import Case
from casework.domain.errors import NotFoundError
from casework.domain.evaluation import Grade, RatingReason
from casework.domain.events import CaseRated
from casework.domain.particulars import ParticularsKind
from casework.domain.rules import AlreadyRatedError, NotRateableError
from casework.services.file_case import ENTERPRISE
from casework.services.rate_case import Rating, prepare_rating, rate_case
from tests.builders import MINT
from tests.county import County
from tests.fakes import InMemoryCases

POOR = Rating(Grade.DISSATISFIED, (RatingReason.LONG_WAIT,), "等了两周", text_consent=True)


@pytest.fixture
def resolved(county: County) -> Case:
    case = county.assign(county.file(), "justice")
    return county.resolve(county.reply(county.verify(case)))


def rate(county: County, token: str, rating: Rating = POOR) -> None:
    rate_case(token, rating, county.now, mint=MINT, **county.ports)


def test_a_rating_records_grade_reasons_and_consent_and_points_to_its_text(
    county: County, resolved: Case
) -> None:
    rate(county, MINT.rating_token(resolved.id))
    file = county.cases.file(resolved.id)
    event = file.events[-1]
    assert isinstance(event.body, CaseRated)
    assert (event.actor, event.body.grade) == (ENTERPRISE, Grade.DISSATISFIED)
    assert (event.body.reasons, event.body.text_consent) == ((RatingReason.LONG_WAIT,), True)
    assert event.body.particulars is not None
    assert event.body.particulars.kind is ParticularsKind.RATING
    assert file.text(event.body.particulars, "text") == "等了两周"
    assert file.case.rated_at == county.now


@pytest.mark.parametrize("text", [None, ""])
def test_a_rating_without_words_stores_no_text(
    county: County, resolved: Case, text: str | None
) -> None:
    county.rate(resolved, Grade.VERY_SATISFIED, text)
    file = county.cases.file(resolved.id)
    body = file.events[-1].body
    assert isinstance(body, CaseRated)
    assert body.particulars is None
    assert all(key <= "0007" for key in file.particulars)


def test_a_case_is_rated_once(county: County, cases: InMemoryCases, resolved: Case) -> None:
    token = MINT.rating_token(resolved.id)
    rate(county, token)
    before = county.cases.file(resolved.id)
    with pytest.raises(AlreadyRatedError):
        rate(county, token, Rating(Grade.SATISFIED, (), None, text_consent=False))
    assert county.cases.file(resolved.id) == before


def test_of_two_ratings_at_the_same_time_one_counts(
    county: County, cases: InMemoryCases, resolved: Case
) -> None:
    token = MINT.rating_token(resolved.id)
    cases.interruptions.append(lambda: rate(county, token))
    with pytest.raises(AlreadyRatedError):
        rate(county, token)
    events = county.cases.file(resolved.id).events
    assert [event.type for event in events].count("CaseRated") == 1


def test_an_addition_at_the_same_time_does_not_lose_the_rating(
    county: County, cases: InMemoryCases
) -> None:
    token = county.post().tracking_token
    case = county.cases.get(token.partition("-")[0])
    case = county.resolve(county.reply(county.verify(county.assign(case, "justice"))))
    cases.interruptions.append(lambda: county.add(token))
    assert county.rate(case).version == case.version + 2


def test_a_case_still_being_handled_is_not_rated(county: County) -> None:
    case = county.assign(county.file(), "justice")
    with pytest.raises(NotRateableError):
        county.rate(case)


def test_the_rating_page_shows_the_case_of_its_code(county: County, resolved: Case) -> None:
    token = MINT.rating_token(resolved.id)
    assert prepare_rating(token, cases=county.cases, mint=MINT).id == resolved.id


@pytest.mark.parametrize("token", ["", "x", MINT.rating_token("000000000000")])
def test_an_unknown_or_malformed_code_rates_nothing(county: County, token: str) -> None:
    with pytest.raises(NotFoundError):
        prepare_rating(token, cases=county.cases, mint=MINT)
    with pytest.raises(NotFoundError):
        rate(county, token)


def test_the_tracking_link_does_not_rate(county: County) -> None:
    with pytest.raises(NotFoundError):
        rate(county, county.post().tracking_token)
