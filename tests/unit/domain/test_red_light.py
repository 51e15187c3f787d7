"""Red lights (红灯, P8): evidence proposes, a person who took no part signs, one appeal."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from casework.domain.case import Case
from casework.domain.clocks import Stage
from casework.domain.errors import CaseworkError
from casework.domain.events import Actor
from casework.domain.lifecycle import LIGHTS, Command
from casework.domain.light import Light, light_of
from casework.domain.oversight_events import (
    Evidence,
    EvidenceKind,
    Exclusion,
    RedLightProposed,
    RedLightSigned,
)
from casework.domain.oversight_rules import NoEvidenceError, OwnProcedureError
from casework.domain.oversight_state import RedLightState
from casework.domain.particulars import ParticularsKind
from casework.domain.red_light import ProposeRedLight
from casework.domain.red_light_evidence import evidence_against
from casework.domain.requests import CaseRequest, RequestKind, RequestState
from casework.domain.worklists import places
from tests.builders import (
    NOW,
    REPLY_BY,
    RESOLVE_BY,
    VERIFY_BY,
    assigned_case,
    ref,
    then,
    verified_case,
    verify,
)
from tests.unit.domain.letter_steps import NOTICE, issue, missed_key
from tests.unit.domain.oversight_steps import (
    INSPECTOR,
    LEAD,
    LEADER,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    appeal,
    decide,
    dismiss,
    sign,
    state,
    warned_by_letter,
    with_returns,
)

PROPOSED_AT = REPLY_BY
"""When the lead that had a letter since the first deadline misses the second."""

STATE_BY = datetime(2026, 3, 11, 16, 0, tzinfo=UTC)
"""24:00 of the third working day after Friday 6 March 00:00 in China, when it was proposed."""

APPEAL_BY = datetime(2026, 3, 26, 16, 0, tzinfo=UTC)
"""24:00 of the tenth working day after Thursday 12 March 00:00, when it was signed."""


def proposed_case() -> Case:
    """A lead missed again after a letter: the platform proposes."""
    return then(warned_by_letter(), now=PROPOSED_AT)[0]


def signed_case() -> Case:
    """The unit was heard and a supervisor signed at the end of its time."""
    return then(proposed_case(), sign(), now=STATE_BY, actor=SUPERVISOR)[0]


def refusal(case: Case, command: Command, now: datetime, actor: Actor = SUPERVISOR) -> str:
    with pytest.raises(CaseworkError) as refused:
        then(case, command, now=now, actor=actor)
    return refused.value.code


def proposals(events: tuple[object, ...]) -> list[RedLightProposed]:
    bodies = [getattr(event, "body", None) for event in events]
    return [body for body in bodies if isinstance(body, RedLightProposed)]


# ---- What proposes -----------------------------------------------------------------------------


def test_a_deadline_missed_again_after_a_letter_proposes_a_red_light() -> None:
    _, events = then(warned_by_letter(), now=PROPOSED_AT)
    (proposed,) = proposals(events)
    assert proposed == RedLightProposed(
        red_light="1",
        unit="transport",
        evidence=(Evidence(EvidenceKind.MISSED_AFTER_LETTER, "reply/1", REPLY_BY),),
        state_by=STATE_BY,
        policy="2026.1",
    )
    assert events[-1].actor == LIGHTS


def test_a_first_miss_proposes_nothing() -> None:
    case, events = then(assigned_case("transport"), now=VERIFY_BY)
    assert proposals(events) == []
    assert case.red_lights == ()


def test_a_deadline_missed_before_the_letter_was_issued_is_no_miss_after_it() -> None:
    case, _ = then(assigned_case("transport"), now=REPLY_BY)
    key = missed_key(case, Stage.VERIFY, "transport")
    later = REPLY_BY + timedelta(hours=1)
    case, events = then(case, issue(key), now=later, actor=NOTICE)
    assert proposals(events) == []
    assert evidence_against(case, "transport") == ()


def test_a_letter_that_nobody_answered_proposes_a_red_light() -> None:
    case, _ = then(assigned_case("transport"), now=RESOLVE_BY)
    key = missed_key(case, Stage.RESOLVE, "transport")
    case, _ = then(case, issue(key, "5.0"), now=RESOLVE_BY, actor=NOTICE)
    due = case.due_of(Stage.LETTER_REPLY)
    assert due is not None
    case, events = then(case, now=due)
    (proposed,) = proposals(events)
    assert proposed.evidence == (Evidence(EvidenceKind.LETTER_UNANSWERED, "5.0", due),)


def test_an_answered_letter_is_no_evidence() -> None:
    assert evidence_against(warned_by_letter(), "transport") == ()


def test_two_groundless_returns_propose_and_one_does_not() -> None:
    once, _ = then(with_returns(True, False), now=VERIFY_BY)
    assert once.red_lights == ()
    twice, _ = then(with_returns(True, True), now=VERIFY_BY)
    assert [(item.kind, item.ref) for item in twice.red_lights[0].evidence] == [
        (EvidenceKind.GROUNDLESS_RETURN, "1"),
        (EvidenceKind.GROUNDLESS_RETURN, "2"),
    ]


@pytest.mark.parametrize(
    ("field", "kind", "request_kind"),
    [
        ("false_closings", EvidenceKind.FALSE_CLOSING, RequestKind.OBJECTION),
        ("pressure", EvidenceKind.PRESSURE, RequestKind.WITHDRAWAL_REVIEW),
    ],
)
def test_a_false_closing_and_pressure_propose_with_the_day_they_were_found(
    field: str, kind: EvidenceKind, request_kind: RequestKind
) -> None:
    request = CaseRequest("1", request_kind, None, "centre", NOW, RequestState.ACCEPTED, VERIFY_BY)
    findings: dict[str, Any] = {field: ("transport",)}
    found = replace(verified_case("transport"), requests=(request,), **findings)
    case, _ = then(found, now=REPLY_BY)
    (light,) = case.red_lights
    assert (light.unit, light.evidence) == ("transport", (Evidence(kind, "1", VERIFY_BY),))


def test_a_proposal_is_made_once_for_the_same_evidence() -> None:
    case = proposed_case()
    assert then(case, now=PROPOSED_AT + timedelta(hours=1))[1] == ()
    case, _ = then(case, dismiss(), now=STATE_BY, actor=SUPERVISOR)
    _, events = then(case, verify(), now=STATE_BY)
    assert proposals(events) == []


def test_new_evidence_after_a_decision_proposes_anew_without_the_old() -> None:
    case, _ = then(proposed_case(), dismiss(), now=STATE_BY, actor=SUPERVISOR)
    case, events = then(case, now=RESOLVE_BY)
    (proposed,) = proposals(events)
    assert proposed.red_light == "2"
    assert (EvidenceKind.MISSED_AFTER_LETTER, "reply/1") not in [
        item.key for item in proposed.evidence
    ]
    assert len(case.red_lights) == 2


def test_no_red_light_refers_to_a_matter_with_a_procedure_of_its_own() -> None:
    case = replace(warned_by_letter(), procedure="litigation", procedure_confirmed=True)
    assert proposals(then(case, now=PROPOSED_AT)[1]) == []


def test_a_proposal_is_not_a_light() -> None:
    assert light_of(proposed_case(), "transport") is Light.YELLOW


# ---- What is shown and does not count ----------------------------------------------------------


def test_a_case_that_a_co_handler_held_up_counts_against_the_co_handler_not_the_lead() -> None:
    case, _ = then(assigned_case("transport", "emergency"), now=VERIFY_BY)
    for unit, stage, letter in (("transport", Stage.VERIFY, "4.1"),):
        key = missed_key(case, stage, unit)
        case, _ = then(case, issue(key, letter), now=VERIFY_BY, actor=NOTICE)
    case, _ = then(case, now=RESOLVE_BY)
    found = {item.ref: item.excluded for item in evidence_against(case, "transport")}
    assert found["resolve/1"] is Exclusion.CAUSED_BY_OTHERS
    assert found["reply/1"] is None


def test_evidence_of_a_false_report_is_shown_and_does_not_count() -> None:
    request = CaseRequest(
        "1", RequestKind.FALSE_REPORT, "transport", "centre", NOW, RequestState.ACCEPTED, VERIFY_BY
    )
    case = replace(warned_by_letter(), requests=(request,))
    case, events = then(case, now=PROPOSED_AT)
    assert proposals(events) == []
    assert {item.excluded for item in evidence_against(case, "transport")} == {
        Exclusion.NOT_THE_REPORTERS
    }


def test_evidence_under_appeal_is_shown_in_another_proposal_and_does_not_count() -> None:
    case, _ = then(signed_case(), appeal(), now=STATE_BY, actor=LEAD)
    case, events = then(case, now=RESOLVE_BY)
    (proposed,) = proposals(events)
    marks = {item.ref: item.excluded for item in proposed.evidence}
    assert marks["reply/1"] is Exclusion.UNDER_APPEAL
    assert marks["resolve/1"] is None


# ---- A supervisor proposes ---------------------------------------------------------------------


def propose(unit: str = "transport") -> ProposeRedLight:
    return ProposeRedLight(unit, ref(ParticularsKind.RED_LIGHT_PROPOSAL, 20))


def test_a_supervisor_proposes_on_evidence_below_the_threshold() -> None:
    case, events = then(with_returns(True), propose(), actor=SUPERVISOR)
    (proposed,) = proposals(events)
    assert proposed.particulars is not None
    assert case.red_lights[0].state is RedLightState.PROPOSED


def test_without_evidence_nobody_proposes() -> None:
    assert refusal(assigned_case("transport"), propose(), NOW) == "no_evidence"
    assert refusal(with_returns(True), propose("health"), NOW) == "no_evidence"


def test_one_proposal_against_a_unit_at_a_time() -> None:
    case, _ = then(with_returns(True), propose(), actor=SUPERVISOR)
    extra = replace(case, pressure=("transport",))
    assert refusal(extra, propose(), NOW) == "red_light_pending"


# ---- The hearing -------------------------------------------------------------------------------


def test_the_unit_states_its_case_once_within_three_working_days() -> None:
    case = proposed_case()
    assert refusal(case, state(), STATE_BY, LEAD) == "statement_too_late"
    stated, _ = then(case, state(), now=STATE_BY - timedelta(seconds=1), actor=LEAD)
    assert stated.red_lights[0].stated_at == STATE_BY - timedelta(seconds=1)
    assert refusal(stated, state(), STATE_BY - timedelta(seconds=1), LEAD) == "already_stated"


def test_another_unit_states_no_case_on_it() -> None:
    assert refusal(proposed_case(), state("health"), PROPOSED_AT, LEAD) == "unknown_red_light"


def test_nobody_signs_or_dismisses_before_the_statement_or_the_end_of_its_time() -> None:
    case = proposed_case()
    early = STATE_BY - timedelta(seconds=1)
    assert refusal(case, sign(), early) == "hearing_not_over"
    assert refusal(case, dismiss(), early) == "hearing_not_over"
    stated, _ = then(case, state(), now=PROPOSED_AT, actor=LEAD)
    signed, _ = then(stated, sign(), now=PROPOSED_AT, actor=SUPERVISOR)
    assert signed.red_lights[0].state is RedLightState.SIGNED
    at_the_end, _ = then(case, sign(), now=STATE_BY, actor=SUPERVISOR)
    assert at_the_end.red_lights[0].state is RedLightState.SIGNED


def test_who_took_part_in_the_case_does_not_decide() -> None:
    case = replace(proposed_case(), took_part=(SUPERVISOR.id,))
    assert refusal(case, sign(), STATE_BY) == "took_part"
    assert refusal(case, dismiss(), STATE_BY) == "took_part"
    assert then(case, sign(), now=STATE_BY, actor=OTHER_SUPERVISOR)[0].red_lights[0].decided_at


def test_who_proposed_does_not_sign() -> None:
    case, _ = then(with_returns(True), propose(), actor=SUPERVISOR)
    assert refusal(case, sign(), STATE_BY) == "took_part"


def test_a_red_light_of_the_centre_is_decided_by_the_inspectors() -> None:
    case, _ = then(with_returns(True, unit="centre"), propose("centre"), actor=OTHER_SUPERVISOR)
    assert refusal(case, sign("leading_group"), STATE_BY) == "unknown_red_light"
    signed, _ = then(case, sign("leading_group"), now=STATE_BY, actor=INSPECTOR)
    assert light_of(signed, "centre") is Light.RED


# ---- Signature, referral, appeal ---------------------------------------------------------------


def test_the_signature_lights_red_and_refers_the_unit_to_the_competent_body() -> None:
    case, events = then(proposed_case(), sign(), now=STATE_BY, actor=SUPERVISOR)
    signed = events[-1].body
    assert isinstance(signed, RedLightSigned)
    assert (signed.unit, signed.referred_to) == ("transport", "inspection")
    assert signed.appeal_by == APPEAL_BY
    assert light_of(case) is Light.RED
    assert light_of(case, "transport") is Light.RED
    assert light_of(case, "health") is Light.NONE


def test_a_referral_goes_to_a_known_body_other_than_the_unit() -> None:
    case = proposed_case()
    assert refusal(case, sign("nobody"), STATE_BY) == "unknown_unit"
    assert refusal(case, sign("transport"), STATE_BY) == "referred_to_itself"


def test_evidence_that_counts_no_more_bears_no_signature() -> None:
    request = CaseRequest(
        "1", RequestKind.FALSE_REPORT, "transport", "centre", NOW, RequestState.ACCEPTED, STATE_BY
    )
    case = replace(proposed_case(), requests=(request,))
    assert refusal(case, sign(), STATE_BY) == "no_evidence"


def test_a_dismissed_red_light_is_no_light_and_is_decided_once() -> None:
    case, _ = then(proposed_case(), dismiss(), now=STATE_BY, actor=SUPERVISOR)
    assert light_of(case, "transport") is Light.YELLOW
    assert refusal(case, sign(), STATE_BY, OTHER_SUPERVISOR) == "red_light_decided"
    assert refusal(case, appeal(), STATE_BY, LEAD) == "not_signed"


def test_one_appeal_within_ten_working_days() -> None:
    case = signed_case()
    assert refusal(case, appeal(), APPEAL_BY, LEAD) == "appeal_too_late"
    case, _ = then(case, appeal(), now=APPEAL_BY - timedelta(seconds=1), actor=LEAD)
    assert case.red_lights[0].state is RedLightState.APPEALED
    assert refusal(case, appeal(), APPEAL_BY, LEAD) == "already_appealed"


def test_an_appeal_does_not_put_the_light_out_and_lifting_does() -> None:
    appealed, _ = then(signed_case(), appeal(), now=STATE_BY, actor=LEAD)
    assert light_of(appealed, "transport") is Light.RED
    upheld, _ = then(appealed, decide(upheld=True), now=STATE_BY, actor=LEADER)
    assert light_of(upheld, "transport") is Light.RED
    lifted, _ = then(appealed, decide(upheld=False), now=STATE_BY, actor=LEADER)
    assert light_of(lifted, "transport") is Light.YELLOW
    assert refusal(upheld, appeal(), STATE_BY, LEAD) == "already_appealed"
    assert refusal(lifted, decide(upheld=True), STATE_BY, LEADER) == "not_appealed"


def test_who_took_part_does_not_decide_the_appeal() -> None:
    appealed, _ = then(signed_case(), appeal(), now=STATE_BY, actor=LEAD)
    case = replace(appealed, took_part=(LEADER.id,))
    assert refusal(case, decide(upheld=True), STATE_BY, LEADER) == "took_part"


# ---- Whose list it is on -----------------------------------------------------------------------


def test_a_proposal_waits_for_whoever_decides_it_and_an_appeal_for_the_leading_group() -> None:
    case = proposed_case()
    assert places(case)["decide:centre"] == STATE_BY
    appealed, _ = then(signed_case(), appeal(), now=STATE_BY, actor=LEAD)
    assert "decide:centre" not in places(appealed)
    assert places(appealed)["decide:leading_group"] is None


def test_over_a_matter_with_its_own_procedure_none_is_proposed_or_signed_but_one_is_dismissed() -> (
    None
):
    case = replace(proposed_case(), procedure_confirmed=True)
    by_hand = ProposeRedLight("transport", ref(ParticularsKind.RED_LIGHT_PROPOSAL, 5))
    for command in (by_hand, sign()):
        with pytest.raises(OwnProcedureError):
            then(case, command, now=STATE_BY, actor=OTHER_SUPERVISOR)
    after, _ = then(case, dismiss(), now=STATE_BY, actor=OTHER_SUPERVISOR)
    assert after.red_lights[0].state is RedLightState.DISMISSED


def test_nobody_judges_the_leading_group() -> None:
    case = replace(assigned_case("transport"), pressure=("leading_group",))
    by_hand = ProposeRedLight("leading_group", ref(ParticularsKind.RED_LIGHT_PROPOSAL, 5))
    with pytest.raises(NoEvidenceError):
        then(case, by_hand, actor=SUPERVISOR)
    assert then(case, now=NOW)[0].red_lights == ()
