"""The end of silence: a resolved case that nobody contests closes by itself."""

from datetime import timedelta

import pytest

from casework.domain.case import Status
from casework.domain.clocks import Stage
from casework.domain.evaluation import Grade
from casework.domain.intake import SupplementCase
from casework.domain.lifecycle import CLOCK
from casework.domain.particulars import ParticularsKind
from casework.domain.rating import RateCase
from casework.domain.rules import CaseClosedError
from casework.domain.supervision_events import (
    CaseClosed,
    Closing,
)
from tests.builders import (
    SILENT_UNTIL,
    ref,
    replied_case,
    resolve,
    resolved_case,
    then,
)
from tests.unit.clocks import at_24, local
from tests.unit.domain.letter_steps import misses

A_MOMENT = timedelta.resolution


def test_silence_closes_a_case_as_not_contested_at_its_half_open_instant() -> None:
    resolved = resolved_case()
    assert then(resolved, now=SILENT_UNTIL - A_MOMENT) == (resolved, ())
    case, (event,) = then(resolved, now=SILENT_UNTIL + timedelta(days=40))
    assert (event.body, event.at, event.actor) == (
        CaseClosed(Closing.NOT_CONTESTED),
        SILENT_UNTIL,
        CLOCK,
    )
    assert (case.status, case.closing, case.closed_at) == (
        Status.CLOSED,
        Closing.NOT_CONTESTED,
        SILENT_UNTIL,
    )
    assert (case.status.is_open, case.next_due) == (False, None)
    assert all(not clock.is_running for clock in case.clocks)


def test_nobody_is_warned_of_the_enterprises_silence_and_nobody_misses_it() -> None:
    case, events = then(resolved_case(), now=SILENT_UNTIL)
    assert [event.type for event in events] == ["CaseClosed"]
    silence = case.clock(Stage.SILENCE)
    assert silence is not None
    assert (silence.unit, silence.missed, silence.ended_at) == (None, False, SILENT_UNTIL)


def test_a_closed_case_may_still_be_rated_but_not_added_to() -> None:
    rate = RateCase(Grade.SATISFIED, (), text_consent=False, particulars=None)
    case, events = then(resolved_case(), rate, now=SILENT_UNTIL)
    assert [event.type for event in events] == ["CaseClosed", "CaseRated"]
    assert (case.status, case.rated_at) == (Status.CLOSED, SILENT_UNTIL)
    with pytest.raises(CaseClosedError):
        then(case, SupplementCase(ref(ParticularsKind.ADDITION)), now=SILENT_UNTIL)


def test_a_rating_does_not_end_the_silence() -> None:
    rate = RateCase(Grade.SATISFIED, (), text_consent=False, particulars=None)
    rated, _ = then(resolved_case(), rate)
    assert (rated.status, rated.next_due) == (Status.RESOLVED, SILENT_UNTIL)


def test_silence_runs_from_the_resolution_however_late_that_came() -> None:
    case, events = then(replied_case(), resolve(), now=local("2026-03-25 10:00"))
    assert [miss.stage for miss in misses(events)] == [Stage.RESOLVE]
    assert (case.status, case.next_due) == (Status.RESOLVED, at_24("2026-04-01"))
