"""Contacts and false reports: whose case it is, and that no light of a false one shows."""

from dataclasses import replace

import pytest

from casework.domain.case import Case, Status
from casework.domain.clocks import Stage
from casework.domain.contest_rules import (
    FalseReportPendingError,
    NotInHandError,
    ReporterConfirmedError,
    ReporterNotContactedError,
)
from casework.domain.light import Light, light_of
from casework.domain.oversight_state import RedLight, RedLightState
from casework.domain.particulars import ParticularsKind
from casework.domain.reporters import DecideFalseReport, ProposeFalseReport, RecordContact
from casework.domain.supervision_events import Closing
from casework.domain.worklists import places
from tests.builders import NOW, assigned_case, ref, then, waiting_case
from tests.unit.clocks import local
from tests.unit.domain.contest_steps import by_supervisor
from tests.unit.domain.letter_steps import NOTICE, issue, missed_key

LATE = local("2026-03-04 09:00")
PROPOSE = ProposeFalseReport("justice", ref(ParticularsKind.FALSE_REPORT))


def contact(*, confirmed: bool) -> RecordContact:
    """The lead called."""
    return RecordContact("justice", confirmed, None)


def decide(*, accepted: bool) -> DecideFalseReport:
    """The supervisor's decision."""
    return DecideFalseReport(accepted, ref(ParticularsKind.FALSE_REPORT_DECISION))


def test_the_first_contact_confirms_the_reporter_or_not() -> None:
    case = then(assigned_case(), contact(confirmed=False))[0]
    assert (case.reporter_confirmed, case.contacted_at) == (False, NOW)
    case = then(case, contact(confirmed=True), contact(confirmed=False))[0]
    assert case.reporter_confirmed is True


def test_a_contact_is_made_while_a_body_handles_the_case() -> None:
    with pytest.raises(NotInHandError):
        then(waiting_case(), contact(confirmed=True))


def test_a_false_report_is_proposed_only_after_a_contact_that_did_not_confirm() -> None:
    with pytest.raises(ReporterNotContactedError):
        then(assigned_case(), PROPOSE)
    with pytest.raises(ReporterConfirmedError):
        then(assigned_case(), contact(confirmed=True), PROPOSE)


def test_a_proposal_holds_no_clock_and_is_made_once() -> None:
    case = then(assigned_case(), contact(confirmed=False), PROPOSE)[0]
    assert not any(clock.is_paused for clock in case.clocks)
    refused = by_supervisor(case, decide(accepted=False))[0]
    assert refused.status is Status.ASSIGNED
    with pytest.raises(FalseReportPendingError):
        then(refused, PROPOSE)


def late_case() -> Case:
    """Verification was missed and a letter issued before the report was found false."""
    missed = then(assigned_case(), now=LATE)[0]
    command = issue(missed_key(missed, Stage.VERIFY))
    letter = then(missed, command, now=LATE, actor=NOTICE)[0]
    return then(letter, contact(confirmed=False), PROPOSE, now=LATE)[0]


def test_accepted_it_is_closed_as_not_the_reporters_and_every_light_is_erased() -> None:
    case = late_case()
    assert light_of(case) is Light.YELLOW
    closed = by_supervisor(case, decide(accepted=True), now=LATE)[0]
    assert (closed.status, closed.closing) == (Status.CLOSED, Closing.NOT_THE_REPORTERS)
    assert light_of(closed) is Light.NONE
    verify = closed.clock(Stage.VERIFY)
    assert verify is not None
    assert (verify.missed, verify.excused, verify.is_running) == (True, True, False)
    assert [letter.excused for letter in closed.letters] == [True]
    assert (closed.is_on_the_list, closed.next_due) == (False, None)


def test_a_miss_that_a_false_report_caused_gets_no_letter_any_more() -> None:
    missed = then(assigned_case(), now=LATE)[0]
    proposed = then(missed, contact(confirmed=False), PROPOSE, now=LATE)[0]
    closed = by_supervisor(proposed, decide(accepted=True), now=LATE)[0]
    command = issue(missed_key(closed, Stage.VERIFY))
    assert then(closed, command, now=LATE, actor=NOTICE)[1] == ()


def test_accepted_it_lifts_the_red_lights_and_ends_the_proposals() -> None:
    states = (RedLightState.SIGNED, RedLightState.APPEALED, RedLightState.UPHELD)
    lights = tuple(
        RedLight(str(number), "justice", (), NOW, LATE, state)
        for number, state in enumerate((*states, RedLightState.PROPOSED), start=1)
    )
    case = replace(late_case(), red_lights=lights)
    closed = by_supervisor(case, decide(accepted=True), now=LATE)[0]
    lifted, ended = RedLightState.LIFTED, RedLightState.DISMISSED
    assert [light.state for light in closed.red_lights] == [lifted, lifted, lifted, ended]
    assert (light_of(closed), places(closed)) == (Light.NONE, {})
