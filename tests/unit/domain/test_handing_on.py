"""Direct handling (直接办理) may be handed on to a department while it is not answered."""

from datetime import timedelta

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AnswerCase, AssignCase
from casework.domain.case import Disposition, Status
from casework.domain.clocks import Stage
from casework.domain.decision_rules import SuspendedError
from casework.domain.direct_handling import TakeDirectHandling
from casework.domain.particulars import ParticularsKind
from casework.domain.requests import RequestState
from casework.domain.rules import CaseClosedError
from tests.builders import CLERK, NOW, RESOLVE_BY, VERIFY_BY, ref, then, verify, waiting_case
from tests.unit.domain.contest_steps import upheld
from tests.unit.domain.decision_steps import ASK, EXTENSION

TAKEN = then(waiting_case(), TakeDirectHandling(), actor=CLERK)[0]
ASSIGN = AssignCase("transport", ("emergency",), NOTHING_JUDGED, None)
A_DAY = NOW + timedelta(days=1)


def test_the_departments_clocks_start_and_the_centres_end() -> None:
    verified, _ = then(TAKEN, verify(), actor=CLERK)
    case, _ = then(verified, ASSIGN, now=A_DAY, actor=CLERK)
    assert (case.status, case.lead, case.verified_at) == (Status.ASSIGNED, "transport", None)
    assert case.disposition is Disposition.DIRECT
    runs = {(clock.stage, clock.unit) for clock in case.clocks if clock.is_running}
    assert runs == {
        *((stage, "transport") for stage in (Stage.VERIFY, Stage.REPLY, Stage.RESOLVE)),
        (Stage.TASK, "emergency"),
    }


def test_the_enterprises_dates_count_from_when_the_centre_took_it() -> None:
    case, _ = then(TAKEN, ASSIGN, now=A_DAY, actor=CLERK)
    assert case.dates is not None
    assert (case.dates.verify_by, case.dates.resolve_by) == (VERIFY_BY, RESOLVE_BY)
    assert case.verify_by == VERIFY_BY + timedelta(days=1)


def test_what_the_centre_had_asked_for_is_moot() -> None:
    asked, _ = then(TAKEN, EXTENSION, actor=CLERK)
    case, _ = then(asked, ASSIGN, actor=CLERK)
    assert [each.state for each in case.requests] == [RequestState.MOOT]


def test_what_was_answered_or_stands_still_is_not_handed_on() -> None:
    answered, _ = then(
        TAKEN,
        verify(),
        AnswerCase(NOTHING_JUDGED, ref(ParticularsKind.ANSWER, 4)),
        actor=CLERK,
    )
    with pytest.raises(CaseClosedError):
        then(answered, ASSIGN, actor=CLERK)
    suspended, _ = then(TAKEN, ASK, actor=CLERK)
    with pytest.raises(SuspendedError):
        then(suspended, ASSIGN, actor=CLERK)


def test_in_a_later_round_the_dates_count_from_its_own_start() -> None:
    answer = AnswerCase(NOTHING_JUDGED, ref(ParticularsKind.ANSWER, 4))
    answered, _ = then(TAKEN, verify(), answer, actor=CLERK)
    again = upheld(answered, A_DAY)
    assert (again.lead, again.round) == ("centre", 2)
    case, _ = then(again, ASSIGN, now=A_DAY, actor=CLERK)
    assert case.dates is not None
    assert case.dates.verify_by == case.verify_by == VERIFY_BY + timedelta(days=1)
