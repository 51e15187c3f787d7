"""Confirming: one tap, counted apart from silence; additions start the silence anew."""

from datetime import timedelta

import pytest

from casework.domain.case import Case, Status
from casework.domain.clocks import Stage
from casework.domain.contest_rules import (
    AlreadyConfirmedError,
    NotContestableError,
    ObjectionUndecidedError,
)
from casework.domain.intake import SupplementCase
from casework.domain.particulars import ParticularsKind
from casework.domain.supervision_events import CaseClosed, Closing
from casework.services.file_case import ENTERPRISE
from tests.builders import (
    NOW,
    SILENT_UNTIL,
    answered_case,
    assigned_case,
    ref,
    replied_case,
    resolved_case,
    then,
    waiting_case,
)
from tests.unit.clocks import at_24, local
from tests.unit.domain.contest_steps import by_enterprise, confirm, objected


def test_a_resolved_case_that_is_confirmed_is_closed_as_confirmed() -> None:
    case, (event,) = by_enterprise(resolved_case(), confirm())
    assert (event.body, event.actor) == (CaseClosed(Closing.CONFIRMED), ENTERPRISE)
    assert (case.status, case.closing, case.closed_at) == (
        Status.CLOSED,
        Closing.CONFIRMED,
        NOW,
    )
    assert case.next_due is None


def test_a_direct_answer_is_confirmed_like_a_resolution_and_stays_an_answer() -> None:
    case, _ = by_enterprise(answered_case(), confirm())
    assert (case.status, case.closing) == (Status.ANSWERED, Closing.CONFIRMED)
    assert case.next_due is None


def test_a_direct_answer_starts_the_same_silence_which_only_records_the_closing() -> None:
    answered = answered_case()
    assert (answered.status, answered.next_due) == (Status.ANSWERED, SILENT_UNTIL)
    case, (event,) = then(answered, now=SILENT_UNTIL)
    assert (event.body, event.at) == (CaseClosed(Closing.NOT_CONTESTED), SILENT_UNTIL)
    assert (case.status, case.closing) == (Status.ANSWERED, Closing.NOT_CONTESTED)


@pytest.mark.parametrize("case", [waiting_case(), assigned_case(), replied_case()])
def test_there_is_nothing_to_confirm_before_an_outcome(case: Case) -> None:
    with pytest.raises(NotContestableError):
        by_enterprise(case, confirm())


def test_an_outcome_is_confirmed_once_and_not_after_silence_or_during_an_objection() -> None:
    confirmed, _ = by_enterprise(resolved_case(), confirm())
    with pytest.raises(AlreadyConfirmedError):
        by_enterprise(confirmed, confirm())
    with pytest.raises(NotContestableError):
        by_enterprise(resolved_case(), confirm(), now=SILENT_UNTIL)
    with pytest.raises(ObjectionUndecidedError):
        by_enterprise(objected(resolved_case()), confirm())


def test_an_addition_to_a_resolved_case_starts_the_silence_anew_so_that_it_ends() -> None:
    add = SupplementCase(ref(ParticularsKind.ADDITION))
    case, _ = by_enterprise(resolved_case(), add, now=local("2026-03-06 10:00"))
    assert (case.status, case.next_due) == (Status.RESOLVED, at_24("2026-03-13"))
    assert len([clock for clock in case.clocks if clock.stage is Stage.SILENCE]) == 1
    closed, _ = then(case, now=at_24("2026-03-13"))
    assert (closed.status, closed.closing) == (Status.CLOSED, Closing.NOT_CONTESTED)


def test_an_addition_while_an_objection_is_decided_starts_no_silence() -> None:
    add = SupplementCase(ref(ParticularsKind.ADDITION))
    case, _ = by_enterprise(objected(resolved_case()), add, now=NOW + timedelta(hours=1))
    silence = case.clock(Stage.SILENCE)
    assert silence is not None
    assert silence.ended_at == NOW
