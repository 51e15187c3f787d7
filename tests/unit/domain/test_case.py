"""What a case is: the fold of its events, whose turn it is, and what is due first."""

from datetime import datetime

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AssignCase, RouteCase
from casework.domain.case import (
    CENTRE,
    INSPECTION,
    LEADING_GROUP,
    Case,
    Disposition,
    Status,
    Task,
    TaskState,
    case_number,
    earliest_due,
)
from casework.domain.case_file import CaseFile
from casework.domain.case_fold import fold
from casework.domain.events import EVENT_TYPES, ActorKind, Channel, Finding, Versions
from casework.domain.evolving import evolve
from casework.domain.handling import ReportTask
from casework.domain.particulars import ParticularsKind, write_down
from casework.domain.routing_facts import TriageReason
from tests.builders import (
    CASE_ID,
    NOW,
    REPLY_BY,
    RESOLVE_BY,
    SILENT_UNTIL,
    TASK_BY,
    TRIAGE_BY,
    VERIFY_BY,
    a_day_before,
    answered_case,
    assigned_case,
    calendar,
    filed,
    filed_case,
    policy,
    proposal,
    queued_case,
    ref,
    replied_case,
    reply,
    resolve,
    resolved_case,
    then,
    verified_case,
    verify,
)


def test_a_filed_case_holds_what_the_form_said_and_what_was_promised() -> None:
    case = filed_case()
    assert (case.id, case.version, case.status) == (CASE_ID, 1, Status.SUBMITTED)
    assert (case.channel, case.category, case.township) == (
        Channel.SCAN,
        "contract_debt",
        "tianqiao",
    )
    assert case.versions == Versions(policy().version, calendar().version)
    assert (case.filed_at, case.promised.triage_by) == (NOW, TRIAGE_BY)
    assert (case.lead, case.disposition, case.rated_at) == (None, None, None)


def test_the_snapshot_is_the_fold_of_every_event() -> None:
    opened = filed()
    route = RouteCase(proposal(TriageReason.NOT_CONFIDENT))
    assign = AssignCase("justice", ("court",), judgement=NOTHING_JUDGED, released=None)
    assigned, first = then(then(opened.after, route)[0], assign)
    routed = then(opened.after, route)[1]
    handled, second = then(assigned, verify(), reply())
    assert fold([*opened.events, *routed, *first, *second]) == handled


def test_a_history_that_does_not_begin_with_a_filing_is_refused() -> None:
    _, events = then(assigned_case(), verify())
    with pytest.raises(TypeError, match="CaseFiled, not CaseVerified"):
        fold(events)


def test_every_type_of_event_has_a_rule_to_apply() -> None:
    missing = set(EVENT_TYPES.values()) - set(evolve.registry)
    assert {body.__name__ for body in missing} == {"CaseFiled"}  # a filing opens, it never applies


def test_an_event_without_a_rule_is_refused_by_name() -> None:
    body = filed().events[0].body
    with pytest.raises(TypeError, match="CaseFiled"):
        evolve(body, filed_case(), NOW)


@pytest.mark.parametrize(
    ("status", "is_open"),
    [
        (Status.SUBMITTED, True),
        (Status.TRIAGE, True),
        (Status.ASSIGNED, True),
        (Status.VERIFIED, True),
        (Status.REPLIED, True),
        (Status.SUSPENDED, True),
        (Status.RESOLVED, True),
        (Status.ANSWERED, False),
        (Status.CLOSED, False),
        (Status.DECLINED, False),
        (Status.WITHDRAWN, False),
        (Status.MERGED, False),
    ],
)
def test_every_status_declares_its_kind(status: Status, is_open: bool) -> None:
    assert status.is_open is is_open


def test_the_kinds_of_every_status_are_stated_above() -> None:
    assert len(Status) == 12


def test_a_case_number_is_the_id_in_groups_of_four() -> None:
    assert case_number("7K3Q9F2M4T8W") == "MSB-7K3Q-9F2M-4T8W"


def test_the_centre_triages_a_case_and_a_complaint_the_next_above_that_it_is_not_about() -> None:
    about = TriageReason.ABOUT_PUBLIC_BODY
    assert filed_case().triage_unit == CENTRE
    assert queued_case(about, "public_security").triage_unit == CENTRE
    assert queued_case(about, "inspection").triage_unit == CENTRE
    assert queued_case(about, "centre").triage_unit == INSPECTION
    assert queued_case(about, "public_security", "centre").triage_unit == INSPECTION
    assert queued_case(about, "centre", "inspection").triage_unit == LEADING_GROUP


@pytest.mark.parametrize(
    ("reason", "about", "complaint"),
    [
        (TriageReason.ABOUT_PUBLIC_BODY, ("health",), True),
        (TriageReason.ABOUT_PUBLIC_BODY, (), True),
        (TriageReason.CONFIDENTIAL, ("health",), True),
        (TriageReason.CONFIDENTIAL, (), False),
        (TriageReason.NOT_CONFIDENT, (), False),
        (TriageReason.OWN_PROCEDURE, (), False),
    ],
)
def test_a_complaint_is_known_by_its_reason_or_by_the_bodies_it_names(
    reason: TriageReason, about: tuple[str, ...], complaint: bool
) -> None:
    case = queued_case(reason, *about)
    assert (case.complaint, case.about_bodies) == (complaint, about)


@pytest.mark.parametrize(
    ("case", "due"),
    [
        (filed_case(), a_day_before(TRIAGE_BY)),
        (queued_case(TriageReason.NOT_CONFIDENT), a_day_before(TRIAGE_BY)),
        (assigned_case(), a_day_before(VERIFY_BY)),
        (verified_case(), a_day_before(REPLY_BY)),
        (replied_case(), a_day_before(RESOLVE_BY)),
        (replied_case("transport", "emergency"), a_day_before(TASK_BY)),
        (resolved_case(), SILENT_UNTIL),
        (answered_case(), SILENT_UNTIL),
    ],
    ids=lambda value: value.status.value if isinstance(value, Case) else "",
)
def test_what_comes_next_is_the_earliest_warning_of_what_is_not_yet_done(
    case: Case, due: datetime | None
) -> None:
    assert (earliest_due(case), case.next_due) == (due, due)


def test_tasks_are_open_until_reported_or_excused() -> None:
    case = assigned_case("transport", "emergency", "housing")
    assert [task.unit for task in case.open_tasks] == ["emergency", "housing"]
    done, _ = then(case, ReportTask("housing", ref(ParticularsKind.TASK_REPORT)))
    assert done.task_of("housing") == Task("housing", TaskState.REPORTED)
    assert [task.unit for task in done.open_tasks] == ["emergency"]
    assert (case.task_of("transport"), case.task_of(None)) == (None, None)


def test_each_step_leaves_its_moment_and_the_first_disposition_stays() -> None:
    case, _ = then(verified_case(), reply(), resolve())
    assert (case.assigned_at, case.verified_at) == (NOW, NOW)
    assert (case.replied_at, case.resolved_at, case.answered_at) == (NOW, NOW, None)
    assert case.disposition is Disposition.TRANSFERRED
    assert answered_case().disposition is Disposition.DIRECT


def test_an_event_is_named_by_case_version_and_place() -> None:
    _, events = then(assigned_case(), verify(Finding.NOT_CONFIRMED), reply())
    assert [event.id for event in events] == [f"{CASE_ID}/4/0", f"{CASE_ID}/4/1"]
    assert [event.type for event in events] == ["CaseVerified", "CaseReplied"]
    assert {event.actor.kind for event in events} == {ActorKind.STAFF}


def test_a_text_of_a_case_file_is_none_when_it_was_erased_or_the_field_never_given() -> None:
    text = write_down(ParticularsKind.FILING, 1, 0, {"what_happened": "欠款"}, "00")
    file = CaseFile(filed_case(), (), {text.ref.id: text})
    assert file.text(text.ref, "what_happened") == "欠款"
    assert file.text(text.ref, "enterprise_name") is None
    assert file.text(ref(ParticularsKind.ADDITION, 2), "text") is None
    assert file.text(None, "text") is None
