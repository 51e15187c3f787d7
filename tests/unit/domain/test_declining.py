"""Declining: in triage, for a listed reason; reviewed once by someone who took no part."""

import pytest

from casework.domain.case import CENTRE, Case, Disposition, Status
from casework.domain.clocks import Stage
from casework.domain.contest_rules import (
    DeclineReviewedError,
    NotDeclinedError,
    ReviewPeriodOverError,
    TookPartError,
)
from casework.domain.rules import AlreadyDispatchedError, CaseClosedError, NotYetRoutedError
from tests.builders import CLERK, answered_case, assigned_case, filed_case, then, waiting_case
from tests.unit.clocks import at_24
from tests.unit.domain.contest_steps import (
    ask_review,
    by_enterprise,
    by_supervisor,
    decide_review,
    decline,
)


def declined() -> Case:
    """A case that a clerk declined."""
    return then(waiting_case(), decline(), actor=CLERK)[0]


def test_a_declined_case_is_closed_counted_as_other_and_owes_nothing() -> None:
    case = declined()
    assert (case.status, case.disposition, case.next_due) == (
        Status.DECLINED,
        Disposition.OTHER,
        None,
    )
    assert case.objection_by == at_24("2026-03-16")


def test_only_what_waits_in_triage_is_declined() -> None:
    for case, rule in (
        (filed_case(), NotYetRoutedError),
        (assigned_case(), AlreadyDispatchedError),
        (answered_case(), CaseClosedError),
    ):
        with pytest.raises(rule):
            then(case, decline(), actor=CLERK)


def test_a_review_is_asked_for_once_within_the_period() -> None:
    case, _ = by_enterprise(declined(), ask_review())
    clock = case.clock(Stage.REVIEW)
    assert clock is not None
    assert (clock.unit, clock.due) == (CENTRE, at_24("2026-03-05"))
    with pytest.raises(DeclineReviewedError):
        by_enterprise(case, ask_review())
    with pytest.raises(ReviewPeriodOverError):
        by_enterprise(declined(), ask_review(), now=at_24("2026-03-16"))
    with pytest.raises(NotDeclinedError):
        by_enterprise(waiting_case(), ask_review())


def test_overturned_it_is_in_triage_again_with_a_fresh_clock() -> None:
    asked, _ = by_enterprise(declined(), ask_review())
    case, _ = by_supervisor(asked, decide_review(overturned=True))
    assert (case.status, case.round, case.declined_at) == (Status.TRIAGE, 2, None)
    assert case.due_of(Stage.TRIAGE) == at_24("2026-03-03")
    assert case.disposition is Disposition.OTHER


def test_upheld_it_stays_declined() -> None:
    asked, _ = by_enterprise(declined(), ask_review())
    case, _ = by_supervisor(asked, decide_review(overturned=False))
    assert (case.status, case.next_due) == (Status.DECLINED, None)
    with pytest.raises(DeclineReviewedError):
        by_enterprise(case, ask_review())


def test_who_declined_does_not_review() -> None:
    asked, _ = by_enterprise(declined(), ask_review())
    with pytest.raises(TookPartError):
        then(asked, decide_review(overturned=True), actor=CLERK)
