"""A party rates the handling of its case: once, when it was resolved or answered (E1)."""

from dataclasses import replace

import pytest

from casework.domain.case import Case
from casework.domain.evaluation import Grade, RatingReason
from casework.domain.events import CaseRated
from casework.domain.particulars import ParticularsKind
from casework.domain.rating import RateCase
from casework.domain.routing_facts import TriageReason
from casework.domain.rules import AlreadyRatedError, NotRateableError
from tests.builders import (
    NOW,
    answered_case,
    assigned_case,
    context,
    filed_case,
    queued_case,
    ref,
    replied_case,
    resolved_case,
    then,
    verified_case,
)

RATING = RateCase(
    Grade.DISSATISFIED,
    (RatingReason.LONG_WAIT, RatingReason.PASSED_AROUND),
    text_consent=True,
    particulars=ref(ParticularsKind.RATING, 6),
)


@pytest.mark.parametrize("case", [resolved_case(), answered_case()], ids=["resolved", "answered"])
def test_a_case_is_rated_when_it_was_resolved_or_answered(case: Case) -> None:
    after, (event,) = then(case, RATING)
    assert event.body == CaseRated(
        RATING.grade, RATING.reasons, text_consent=True, particulars=RATING.particulars
    )
    assert after.rated_at == NOW
    unrated = replace(after, rated_at=None, version=case.version, took_part=case.took_part)
    assert unrated == case


@pytest.mark.parametrize("grade", Grade)
def test_every_grade_is_taken_without_a_text(grade: Grade) -> None:
    _, (event,) = then(resolved_case(), RateCase(grade, (), text_consent=False, particulars=None))
    assert event.body == CaseRated(grade, (), text_consent=False, particulars=None)


@pytest.mark.parametrize(
    "case",
    [
        filed_case(),
        queued_case(TriageReason.NOT_CONFIDENT),
        assigned_case(),
        verified_case(),
        replied_case(),
    ],
    ids=lambda case: case.status.value,
)
def test_a_case_is_not_rated_before(case: Case) -> None:
    with pytest.raises(NotRateableError):
        RATING.decide(case, context())


@pytest.mark.parametrize("case", [resolved_case(), answered_case()], ids=["resolved", "answered"])
def test_a_case_is_rated_once(case: Case) -> None:
    rated, _ = then(case, RATING)
    with pytest.raises(AlreadyRatedError):
        replace(RATING, grade=Grade.VERY_SATISFIED).decide(rated, context())


def test_once_the_data_were_erased_the_grade_is_taken_and_no_text() -> None:
    _, (event,) = then(replace(resolved_case(), erased_at=NOW), RATING)
    assert event.body == replace(RATED, particulars=None)


RATED = CaseRated(RATING.grade, RATING.reasons, text_consent=True, particulars=RATING.particulars)
