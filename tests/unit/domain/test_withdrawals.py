"""Withdrawing: at any time while the case is open; after a contact it is reviewed for pressure."""

import pytest

from casework.domain.case import CENTRE, Disposition, Status
from casework.domain.clocks import Stage
from casework.domain.contest_rules import (
    AlreadyWithdrawnError,
    RatingNotWithdrawableError,
    TookPartError,
)
from casework.domain.evaluation import Grade
from casework.domain.lifecycle import CLOCK
from casework.domain.particulars import ParticularsKind
from casework.domain.rating import RateCase
from casework.domain.requests import RequestKind
from casework.domain.rules import CaseClosedError
from casework.domain.withdrawals import DecideRatingReview, WithdrawRating
from tests.builders import (
    CLERK,
    answered_case,
    assigned_case,
    ref,
    replied_case,
    resolved_case,
    then,
    verified_case,
    waiting_case,
)
from tests.unit.clocks import at_24, local
from tests.unit.domain.contest_steps import (
    by_enterprise,
    by_supervisor,
    confirm,
    decide_withdrawal,
    withdraw,
)

RATE = RateCase(Grade.DISSATISFIED, (), text_consent=False, particulars=None)


def test_an_open_case_is_withdrawn_and_owes_nothing_any_more() -> None:
    case, _ = by_enterprise(waiting_case(), withdraw())
    assert (case.status, case.disposition, case.next_due) == (
        Status.WITHDRAWN,
        Disposition.OTHER,
        None,
    )
    assert case.requests == ()


def test_what_was_assigned_before_keeps_its_first_disposition() -> None:
    case, _ = by_enterprise(assigned_case(), withdraw())
    assert case.disposition is Disposition.TRANSFERRED


def test_a_closed_or_withdrawn_case_is_not_withdrawn() -> None:
    with pytest.raises(CaseClosedError):
        by_enterprise(answered_case(), withdraw())
    withdrawn, _ = by_enterprise(waiting_case(), withdraw())
    with pytest.raises(AlreadyWithdrawnError):
        by_enterprise(withdrawn, withdraw())


def test_before_a_handlers_contact_nothing_is_reviewed() -> None:
    case, _ = by_enterprise(assigned_case(), withdraw())
    assert (case.contacted_at, case.undecided()) == (None, None)


def test_after_any_act_of_a_handler_it_is_reviewed_within_three_working_days() -> None:
    case, _ = by_enterprise(verified_case(), withdraw())
    review = case.undecided(RequestKind.WITHDRAWAL_REVIEW)
    assert review is not None
    assert (review.unit, review.decider) == (None, CENTRE)
    clock = case.clock(Stage.REVIEW)
    assert clock is not None
    assert (clock.unit, clock.due) == (CENTRE, at_24("2026-03-05"))


def test_who_took_part_does_not_review() -> None:
    case, _ = by_enterprise(verified_case(), withdraw())
    with pytest.raises(TookPartError):
        then(case, decide_withdrawal(pressure=True), actor=CLERK)


def test_without_pressure_it_stays_withdrawn() -> None:
    case, _ = by_enterprise(verified_case(), withdraw())
    case, _ = by_supervisor(case, decide_withdrawal(pressure=False))
    assert (case.status, case.pressure, case.next_due) == (Status.WITHDRAWN, (), None)


def test_pressed_the_case_goes_on_where_it_was_and_its_clocks_count_on() -> None:
    case, _ = by_enterprise(verified_case(), withdraw(), now=local("2026-03-03 10:00"))
    case, _ = by_supervisor(case, decide_withdrawal(pressure=True), now=local("2026-03-05 10:00"))
    assert (case.status, case.round, case.pressure) == (Status.VERIFIED, 1, ("justice",))
    assert (case.reply_by, case.resolve_by) == (at_24("2026-03-09"), at_24("2026-03-25"))
    resolve = case.clock(Stage.RESOLVE)
    assert resolve is not None
    assert [(each.start, each.end) for each in resolve.pauses] == [
        (local("2026-03-03 10:00"), local("2026-03-05 10:00"))
    ]
    assert case.dates is not None
    assert case.dates.resolve_by == at_24("2026-03-25")
    assert not case.clock(Stage.VERIFY).is_running  # type: ignore[union-attr]


def test_a_miss_before_the_withdrawal_stays_as_it_was() -> None:
    case, _ = by_enterprise(verified_case(), withdraw(), now=local("2026-03-06 10:00"))
    missed = case.clock(Stage.REPLY)
    case, _ = by_supervisor(case, decide_withdrawal(pressure=True), now=local("2026-03-09 10:00"))
    reply = case.clock(Stage.REPLY)
    assert missed is not None
    assert reply is not None
    assert (reply.missed, reply.due, reply.is_running) == (True, missed.due, True)


def test_a_late_review_is_the_centres_own_miss() -> None:
    case, _ = by_enterprise(verified_case(), withdraw())
    case, events = then(case, now=at_24("2026-03-05"))
    assert [(event.type, event.actor) for event in events] == [
        ("DeadlineWarned", CLOCK),
        ("DeadlineMissed", CLOCK),
    ]
    assert case.status is Status.WITHDRAWN


def test_a_rating_withdrawn_after_contact_is_reviewed_and_stands_again_if_pressed() -> None:
    rated, _ = by_enterprise(resolved_case(), confirm(), RATE)
    case, _ = by_enterprise(rated, WithdrawRating())
    assert case.rating_withdrawn_at is not None
    assert case.undecided(RequestKind.RATING_REVIEW) is not None
    decide = DecideRatingReview(True, ref(ParticularsKind.PRESSURE_FINDING))
    stands, _ = by_supervisor(case, decide)
    assert (stands.rating_withdrawn_at, stands.pressure) == (None, ("justice",))
    with pytest.raises(RatingNotWithdrawableError):
        by_enterprise(stands, WithdrawRating())


def test_a_rating_of_a_direct_answer_is_withdrawn_without_a_review() -> None:
    rated, _ = by_enterprise(answered_case(), RATE)
    case, _ = by_enterprise(rated, WithdrawRating())
    assert (case.undecided(), case.rating_withdrawn_at is not None) == (None, True)


def test_without_a_rating_there_is_nothing_to_take_back() -> None:
    with pytest.raises(RatingNotWithdrawableError):
        by_enterprise(replied_case(), WithdrawRating())
