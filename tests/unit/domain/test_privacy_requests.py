"""Requests about personal data: correction at any time, erasure once nothing needs the data."""

import pytest

from casework.domain.case import CENTRE
from casework.domain.clocks import Stage
from casework.domain.contest_rules import (
    AlreadyErasedError,
    ErasureTooEarlyError,
    NothingToReviewError,
    PrivacyRequestPendingError,
)
from casework.domain.particulars import ParticularsKind
from casework.domain.privacy_requests import (
    AskCorrection,
    AskErasure,
    CorrectParticulars,
    EraseParticulars,
    RefuseErasure,
)
from casework.domain.requests import RequestKind
from tests.builders import CLERK, NOW, assigned_case, ref, resolved_case, then, verified_case
from tests.unit.clocks import at_24
from tests.unit.domain.contest_steps import by_enterprise, confirm, withdraw

ASK = AskCorrection(ref(ParticularsKind.CORRECTION_REQUEST))
ERASE = EraseParticulars(("0001.0",))


def test_a_correction_is_decided_within_fifteen_working_days_and_asked_one_at_a_time() -> None:
    case, _ = by_enterprise(assigned_case(), ASK)
    clock = case.clock(Stage.PRIVACY_DECISION)
    assert clock is not None
    assert (clock.unit, clock.due) == (CENTRE, at_24("2026-03-23"))
    with pytest.raises(PrivacyRequestPendingError):
        by_enterprise(case, ASK)
    make = CorrectParticulars(ref(ParticularsKind.CORRECTED))
    made, _ = then(case, make, actor=CLERK)
    assert made.undecided(RequestKind.CORRECTION) is None
    assert by_enterprise(made, ASK)[0].undecided(RequestKind.CORRECTION) is not None


def test_nothing_is_corrected_or_erased_without_a_request() -> None:
    with pytest.raises(NothingToReviewError):
        then(assigned_case(), CorrectParticulars(ref(ParticularsKind.CORRECTED)), actor=CLERK)
    with pytest.raises(NothingToReviewError):
        then(assigned_case(), ERASE, actor=CLERK)


def test_while_the_case_is_open_or_may_be_contested_its_data_are_needed() -> None:
    for case in (assigned_case(), resolved_case()):
        asked, _ = by_enterprise(case, AskErasure())
        with pytest.raises(ErasureTooEarlyError):
            then(asked, ERASE, actor=CLERK)
    asked, _ = by_enterprise(resolved_case(), AskErasure())
    erased, _ = then(asked, ERASE, now=at_24("2026-03-16"), actor=CLERK)
    assert erased.erased_at == at_24("2026-03-16")


def test_a_confirmed_or_withdrawn_case_needs_them_no_more() -> None:
    for command in (confirm(), withdraw()):
        case = resolved_case() if command == confirm() else assigned_case()
        asked, _ = by_enterprise(case, command, AskErasure())
        erased, _ = then(asked, ERASE, actor=CLERK)
        assert erased.erased_at == NOW
        with pytest.raises(AlreadyErasedError):
            by_enterprise(erased, AskErasure())
        with pytest.raises(AlreadyErasedError):
            by_enterprise(erased, ASK)


def test_a_withdrawal_under_review_keeps_them() -> None:
    asked, _ = by_enterprise(verified_case(), withdraw(), AskErasure())
    with pytest.raises(ErasureTooEarlyError):
        then(asked, ERASE, actor=CLERK)


def test_a_refusal_has_a_reason_and_it_may_be_asked_again() -> None:
    asked, _ = by_enterprise(assigned_case(), AskErasure())
    refused, _ = then(asked, RefuseErasure(ref(ParticularsKind.PRIVACY_DECISION)), actor=CLERK)
    assert refused.undecided() is None
    assert by_enterprise(refused, AskErasure())[0].undecided(RequestKind.ERASURE) is not None


def test_a_request_about_data_outlives_a_withdrawal() -> None:
    case, _ = by_enterprise(assigned_case(), ASK, withdraw())
    assert case.undecided(RequestKind.CORRECTION) is not None
    assert case.clock(Stage.PRIVACY_DECISION).is_running  # type: ignore[union-attr]
