"""One step of a case: events in order, versions and due versions, all steps together or none."""

from datetime import datetime, timedelta

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AssignCase, RouteCase
from casework.domain.case import Case, Status
from casework.domain.clocks import Stage
from casework.domain.events import Actor, ActorKind, CaseFiled
from casework.domain.handling import ReportTask
from casework.domain.intake import SupplementCase
from casework.domain.lifecycle import Command, perform
from casework.domain.particulars import ParticularsKind
from casework.domain.routing_facts import TriageReason
from casework.domain.rules import CoHandlerTaskOpenError
from casework.services.file_case import ENTERPRISE
from casework.services.route_case import ROUTER
from tests.builders import (
    CASE_ID,
    CLERK,
    NOW,
    REPLY_BY,
    RESOLVE_BY,
    SILENT_UNTIL,
    TASK_BY,
    TRIAGE_BY,
    VERIFY_BY,
    a_day_before,
    assigned_case,
    context,
    filed,
    filed_case,
    proposal,
    ref,
    reply,
    resolve,
    then,
    verified_case,
    verify,
    waiting_case,
)

WARNED_AT = a_day_before(VERIFY_BY)
"""When the first warning of a case that was filed and assigned at NOW comes."""


def test_filing_opens_a_case_whose_triage_clock_runs_from_its_first_event() -> None:
    change = filed()
    (event,) = change.events
    assert change.before is None
    assert (event.id, event.at, event.actor) == (f"{CASE_ID}/1/0", NOW, ENTERPRISE)
    assert (event.due_version, event.next_due) == (1, a_day_before(TRIAGE_BY))
    assert isinstance(event.body, CaseFiled)
    assert (change.after.version, change.after.due_version) == (1, 1)
    assert change.after.next_due == a_day_before(TRIAGE_BY)
    assert change.after.due_of(Stage.TRIAGE) == TRIAGE_BY


def test_an_event_says_who_acted_when_and_for_which_request() -> None:
    later = NOW + timedelta(hours=3)
    actor = Actor(ActorKind.STAFF, "u-17", "justice")
    change = perform(assigned_case(), (verify(),), context(later, actor, "request-9"))
    (event,) = change.events
    assert (event.at, event.actor, event.command_id) == (later, actor, "request-9")


def test_steps_taken_together_share_a_version_and_are_told_apart_by_their_place() -> None:
    change = perform(assigned_case(), (verify(), reply(), resolve()), context())
    assert [(event.seq, event.n, event.type) for event in change.events] == [
        (4, 0, "CaseVerified"),
        (4, 1, "CaseReplied"),
        (4, 2, "CaseResolved"),
    ]
    assert (change.after.version, change.after.status) == (4, Status.RESOLVED)


def test_steps_taken_together_are_all_refused_when_one_breaks_a_rule() -> None:
    case = assigned_case("transport", "emergency")
    with pytest.raises(CoHandlerTaskOpenError):
        perform(case, (verify(), reply(), resolve()), context())
    assert (case.version, case.status) == (3, Status.ASSIGNED)


def test_a_command_that_decides_nothing_changes_nothing() -> None:
    case = verified_case()
    change = perform(case, (RouteCase(proposal()),), context())
    assert (change.before, change.after, change.events) == (case, case, ())


@pytest.mark.parametrize(
    ("case", "command", "due_version", "next_due"),
    [
        (assigned_case(), verify(), 2, a_day_before(REPLY_BY)),
        (verified_case(), reply(), 3, a_day_before(RESOLVE_BY)),
        (verified_case("transport", "emergency"), reply(), 3, a_day_before(TASK_BY)),
        (assigned_case(), SupplementCase(ref(ParticularsKind.ADDITION)), 1, WARNED_AT),
        (
            assigned_case("transport", "emergency"),
            ReportTask("emergency", ref(ParticularsKind.TASK_REPORT)),
            1,
            WARNED_AT,
        ),
    ],
)
def test_the_due_version_counts_the_changes_of_what_is_due_next(
    case: Case, command: Command, due_version: int, next_due: datetime
) -> None:
    (event,) = perform(case, (command,), context(actor=CLERK)).events
    assert (event.due_version, event.next_due) == (due_version, next_due)


def test_another_clock_that_ends_at_the_same_instant_is_no_change() -> None:
    assign = AssignCase("justice", (), judgement=NOTHING_JUDGED, released=None)
    same_day, _ = then(waiting_case(), assign)
    next_day, _ = then(waiting_case(), assign, now=NOW + timedelta(days=1))
    assert (same_day.due_version, same_day.next_due) == (1, a_day_before(TRIAGE_BY))
    warned_then_assigned = (2, a_day_before(VERIFY_BY + timedelta(days=1)))
    assert (next_day.due_version, next_day.next_due) == warned_then_assigned


def test_queueing_for_triage_keeps_the_triage_clock() -> None:
    case = filed_case()
    unsure = RouteCase(proposal(TriageReason.NOT_CONFIDENT))
    (event,) = perform(case, (unsure,), context(actor=ROUTER)).events
    assert (event.due_version, event.next_due) == (1, a_day_before(TRIAGE_BY))


def test_when_nothing_is_due_any_more_that_is_a_change_too() -> None:
    change = perform(verified_case(), (reply(), resolve()), context())
    assert [(event.due_version, event.next_due) for event in change.events] == [
        (3, a_day_before(RESOLVE_BY)),
        (4, SILENT_UNTIL),
    ]
    (closed,) = perform(change.after, (), context(SILENT_UNTIL)).events
    assert (closed.due_version, closed.next_due, closed.arms) == (5, None, False)
