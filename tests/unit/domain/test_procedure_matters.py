"""Matters with a procedure of their own: confirmed by a person, guided to, contacts registered."""

from dataclasses import replace
from datetime import date

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AssignCase, RouteCase
from casework.domain.case import Case, Disposition, Status
from casework.domain.clocks import ClockKey, Stage
from casework.domain.confirmation import ConfirmCase
from casework.domain.errors import CaseworkError
from casework.domain.events import Event
from casework.domain.judicial_register import contacts_of
from casework.domain.lifecycle import Command
from casework.domain.oversight_events import ContactKind, GuidedToProcedure, OrganKind
from casework.domain.particulars import ParticularsKind
from casework.domain.procedure_matters import (
    ConfirmProcedure,
    GuideToProcedure,
    RecordJudicialContact,
)
from casework.domain.routing_facts import TriageReason
from casework.domain.supervision_events import Closing
from casework.domain.supervision_notice import LetterNumber
from tests.builders import (
    NOW,
    SILENT_UNTIL,
    VERIFY_BY,
    assigned_case,
    filed_case,
    proposal,
    ref,
    resolved_case,
    then,
    waiting_case,
)
from tests.unit.clocks import at_24
from tests.unit.domain.contest_steps import by_enterprise, upheld
from tests.unit.domain.decision_steps import RETURN
from tests.unit.domain.letter_steps import NOTICE, issue

TODAY = date(2026, 3, 2)


def marked_case() -> Case:
    """A case in triage that routing marked as a matter for the court."""
    route = RouteCase(proposal(TriageReason.NOT_CONFIDENT, procedure="litigation"))
    return then(filed_case(), route)[0]


def confirmed_case() -> Case:
    """A clerk confirmed the mark."""
    return then(marked_case(), ConfirmProcedure())[0]


def guide(days: int | None = 180) -> GuideToProcedure:
    """The enterprise is told the court and its period."""
    return GuideToProcedure(days, ref(ParticularsKind.GUIDANCE, 3))


def contact(on: date = TODAY) -> RecordJudicialContact:
    """Somebody wrote to a court."""
    text = ref(ParticularsKind.JUDICIAL_CONTACT, 4)
    return RecordJudicialContact(ContactKind.LETTER, OrganKind.COURT, on, text)


def refusal(case: Case, command: Command) -> str:
    with pytest.raises(CaseworkError) as refused:
        then(case, command)
    return refused.value.code


def test_a_person_confirms_what_routing_marked_once() -> None:
    case = confirmed_case()
    assert (case.procedure, case.procedure_confirmed) == ("litigation", True)
    assert refusal(case, ConfirmProcedure()) == "procedure_confirmed"


def test_nothing_is_confirmed_that_was_not_marked() -> None:
    assert refusal(waiting_case(), ConfirmProcedure()) == "no_procedure"


def test_guidance_follows_the_confirmation() -> None:
    assert refusal(marked_case(), guide()) == "procedure_not_confirmed"
    assert refusal(assigned_case(), guide()) == "procedure_not_confirmed"


def test_guidance_from_triage_is_a_direct_answer_and_ends_every_clock() -> None:
    case, (guided,) = then(confirmed_case(), guide())
    assert isinstance(guided.body, GuidedToProcedure)
    assert guided.body.days == 180
    assert (case.status, case.disposition) == (Status.ANSWERED, Disposition.DIRECT)
    assert case.answered_at == NOW
    assert not any(clock.is_running for clock in case.clocks if clock.stage is Stage.TRIAGE)


def test_guidance_from_a_lead_resolves_whatever_stage_was_reached() -> None:
    assign = AssignCase("court", (), NOTHING_JUDGED, None)
    case, _ = then(confirmed_case(), assign)
    case, _ = then(case, guide(None))
    assert (case.status, case.disposition) == (Status.RESOLVED, Disposition.TRANSFERRED)
    assert case.resolved_at == NOW
    assert [clock.stage for clock in case.clocks if clock.is_running] == [Stage.SILENCE]
    assert case.due_of(Stage.SILENCE) == SILENT_UNTIL


def test_a_clerks_guidance_is_confirmed_objected_to_or_met_with_silence_like_an_answer() -> None:
    case, _ = then(confirmed_case(), guide())
    assert (case.next_due, case.objection_by) == (SILENT_UNTIL, at_24("2026-03-16"))
    silent, _ = then(case, now=SILENT_UNTIL)
    assert (silent.status, silent.closing) == (Status.ANSWERED, Closing.NOT_CONTESTED)
    confirmed, _ = by_enterprise(case, ConfirmCase())
    assert confirmed.closing is Closing.CONFIRMED
    reopened = upheld(case)
    assert (reopened.status, reopened.round) == (Status.TRIAGE, 2)


def test_a_lead_that_asked_to_return_the_case_guides_nobody_meanwhile() -> None:
    led, _ = then(confirmed_case(), AssignCase("court", (), NOTHING_JUDGED, None))
    asked, _ = then(led, RETURN)
    assert refusal(asked, guide()) == "request_undecided"


def test_guidance_in_a_second_round_has_a_silence_of_its_own() -> None:
    led, _ = then(confirmed_case(), AssignCase("court", (), NOTHING_JUDGED, None))
    again, _ = then(upheld(then(led, guide())[0]), guide())
    silences = [clock for clock in again.clocks if clock.stage is Stage.SILENCE]
    assert [(clock.round, clock.is_running) for clock in silences] == [(1, False), (2, True)]


def test_a_lead_guides_only_when_no_co_handlers_task_is_open() -> None:
    assign = AssignCase("justice", ("emergency",), NOTHING_JUDGED, None)
    case, _ = then(confirmed_case(), assign)
    assert refusal(case, guide()) == "co_handler_task_open"


def test_a_resolved_case_is_guided_nowhere() -> None:
    case = replace(resolved_case(), procedure="litigation", procedure_confirmed=True)
    assert refusal(case, guide()) == "already_resolved"


def test_a_complaint_is_not_guided_away_by_the_centre() -> None:
    case = replace(confirmed_case(), complaint=True, about_bodies=("transport",))
    assert refusal(case, guide()) == "complaint_about_body"


def test_a_contact_with_an_organ_enters_the_register_with_its_day() -> None:
    case, events = then(confirmed_case(), contact(date(2026, 2, 27)))
    (line,) = contacts_of(events, case)
    assert (line.on, line.kind, line.organ) == (
        date(2026, 2, 27),
        ContactKind.LETTER,
        OrganKind.COURT,
    )
    assert (line.case_id, line.unit, line.recorded_at) == ("7K3Q9F2M4T8W", "justice", NOW)


def lettered(*, neutral: bool) -> tuple[Case, tuple[Event, ...]]:
    """A letter was issued for a missed verification."""
    late = then(assigned_case(), now=VERIFY_BY)[0]
    command = replace(issue(ClockKey(Stage.VERIFY, "justice", 1, None)), neutral=neutral)
    return then(late, command, now=VERIFY_BY, actor=NOTICE)


def test_every_letter_of_the_platform_to_a_judicial_organ_enters_the_register() -> None:
    case, events = lettered(neutral=True)
    (line,) = contacts_of(events, case)
    assert (line.addressee, line.letter) == ("justice", LetterNumber("centre", 2026, 1))
    assert (line.kind, line.unit, line.particulars) == (ContactKind.LETTER, "centre", None)
    assert (line.on, line.recorded_at) == (date(2026, 3, 4), VERIFY_BY)


def test_letters_to_others_stay_out_of_the_register() -> None:
    case, events = lettered(neutral=False)
    assert list(contacts_of(events, case)) == []


def test_a_contact_moves_and_meets_nothing() -> None:
    before = confirmed_case()
    after, _ = then(before, contact())
    assert (after.clocks, after.status) == (before.clocks, before.status)


def test_a_contact_is_not_dated_in_the_future() -> None:
    assert refusal(confirmed_case(), contact(date(2026, 3, 3))) == "contact_in_future"


def test_a_contact_before_routing_is_refused() -> None:
    assert refusal(filed_case(), contact()) == "not_yet_routed"
