"""What the enterprise itself may do: file, with dates promised at once, and add to an open case."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from casework.domain.case import Case, Status
from casework.domain.events import CaseSupplemented, Promised
from casework.domain.intake import SupplementCase
from casework.domain.particulars import ParticularsKind
from casework.domain.routing_facts import TriageReason
from casework.domain.rules import CaseClosedError
from tests.builders import (
    NOW,
    SILENT_UNTIL,
    TRIAGE_BY,
    answered_case,
    assigned_case,
    context,
    filed_case,
    filing_command,
    queued_case,
    ref,
    replied_case,
    resolved_case,
    then,
    verified_case,
)

ADDITION = SupplementCase(ref(ParticularsKind.ADDITION, 2))


def test_filing_promises_the_latest_dates_as_if_the_centre_used_its_whole_day() -> None:
    filed = filing_command().decide(context())
    assert filed.promised == Promised(
        triage_by=TRIAGE_BY,
        verify_by=datetime(2026, 3, 4, 16, 0, tzinfo=UTC),
        reply_by=datetime(2026, 3, 6, 16, 0, tzinfo=UTC),
        resolve_by=datetime(2026, 3, 24, 16, 0, tzinfo=UTC),
        provisional=False,
    )


@pytest.mark.parametrize("moment", [NOW, TRIAGE_BY - timedelta.resolution])
def test_no_assignment_in_time_gives_a_later_date_than_was_promised(moment: datetime) -> None:
    promised = filed_case().promised
    case = assigned_case(now=moment)
    assert case.verify_by is not None
    assert case.verify_by <= promised.verify_by
    assert case.resolve_by is not None
    assert case.resolve_by <= promised.resolve_by


def test_a_promise_that_rests_on_an_unpublished_year_is_marked_provisional() -> None:
    late_in_the_last_published_year = datetime(2026, 12, 30, 1, 0, tzinfo=UTC)
    assert filing_command().decide(context(late_in_the_last_published_year)).promised.provisional


def test_what_the_form_said_is_recorded_as_it_was_said() -> None:
    command = filing_command(confidential=True, category=None, township=None, language="en")
    filed = command.decide(context())
    assert (filed.confidential, filed.category, filed.township) == (True, None, None)
    assert (filed.language, filed.place, filed.channel) == ("en", command.place, command.channel)
    assert (filed.tracking_sha256, filed.filing_digest) == ("ab" * 32, "D" * 32)
    assert (filed.particulars, filed.versions) == (command.particulars, command.versions)


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
def test_the_enterprise_adds_while_its_case_is_open_and_moves_no_deadline(case: Case) -> None:
    after, (event,) = then(case, ADDITION)
    assert event.body == CaseSupplemented(ADDITION.particulars)
    assert after == replace(
        case, version=case.version + 1, took_part=after.took_part, contacted_at=after.contacted_at
    )


def test_who_adds_to_a_resolved_case_is_not_silent() -> None:
    """The silence runs anew from the addition: whoever spoke did not agree by it yet."""
    day = timedelta(days=1)
    after, _ = then(resolved_case(), ADDITION, now=NOW + day)
    assert (after.status, after.next_due) == (Status.RESOLVED, SILENT_UNTIL + day)
    later, events = then(after, now=SILENT_UNTIL + day)
    assert ([event.type for event in events], later.status) == (["CaseClosed"], Status.CLOSED)


def test_nothing_is_added_to_a_closed_case() -> None:
    with pytest.raises(CaseClosedError):
        ADDITION.decide(answered_case(), context())
