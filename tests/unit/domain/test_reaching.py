"""An enterprise that could not be told is before a clerk until somebody tells it."""

from datetime import date, timedelta

import pytest

from casework.domain.case import Case
from casework.domain.case_parts import NotReached
from casework.domain.event_facts import Way
from casework.domain.reach_events import NotReachedReason
from casework.domain.reaching import (
    NothingToTellError,
    RecordNotReached,
    RecordReached,
    ToldOutOfTimeError,
)
from casework.domain.routing_facts import TriageReason
from casework.domain.worklists import places, to_tell
from tests.builders import NOW, assigned_case, queued_case, resolved_case, then

FAILED = RecordNotReached(Way.SMS, NotReachedReason.REFUSED)
TODAY = date(2026, 3, 2)
"""The local day of NOW."""


def failed(case: Case) -> Case:
    return then(case, FAILED)[0]


@pytest.mark.parametrize("case", [assigned_case(), resolved_case()])
def test_a_failed_message_is_on_the_case_and_before_the_centre(case: Case) -> None:
    after = failed(case)
    assert after.not_reached == NotReached(Way.SMS, NotReachedReason.REFUSED, NOW)
    assert places(after)[to_tell("centre")] == NOW
    assert (after.status, after.clocks) == (case.status, case.clocks)


def test_of_a_complaint_about_the_centre_the_inspectors_tell() -> None:
    case = failed(queued_case(TriageReason.ABOUT_PUBLIC_BODY, "centre"))
    assert to_tell("inspection") in places(case)
    assert to_tell("centre") not in places(case)


def test_whoever_was_told_is_before_nobody_until_another_message_fails() -> None:
    told = then(failed(assigned_case()), RecordReached(TODAY, None))[0]
    assert (told.not_reached, to_tell("centre") in places(told)) == (None, False)
    assert failed(told).not_reached is not None


def test_there_is_nothing_to_record_where_every_message_arrived() -> None:
    with pytest.raises(NothingToTellError):
        then(assigned_case(), RecordReached(TODAY, None))


@pytest.mark.parametrize("days", [-1, 1])
def test_they_are_told_on_a_day_since_the_failure_and_not_tomorrow(days: int) -> None:
    with pytest.raises(ToldOutOfTimeError):
        then(failed(assigned_case()), RecordReached(TODAY + timedelta(days=days), None))


def test_days_are_those_of_the_county() -> None:
    late = NOW.replace(hour=17)
    next_day = TODAY + timedelta(days=1)
    told = then(failed(assigned_case()), RecordReached(next_day, None), now=late)[0]
    assert told.not_reached is None
