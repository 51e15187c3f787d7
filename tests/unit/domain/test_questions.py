"""Questions to the enterprise (补充材料), relayed answers and reveals of confidential cases."""

from dataclasses import replace
from datetime import datetime

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AssignCase
from casework.domain.case import Case, Status
from casework.domain.clocks import Stage
from casework.domain.decision_events import LiftCause, SuspensionLifted, SuspensionReason
from casework.domain.decision_rules import (
    AlreadyRevealedError,
    DeadlinePassedError,
    NotConfidentialError,
    RequestUndecidedError,
    WaitsUsedUpError,
)
from casework.domain.intake import SupplementCase
from casework.domain.particulars import ParticularsKind
from casework.domain.questions import DecideReveal
from casework.domain.requests import RequestState
from casework.domain.rules import NotAssignedError
from casework.domain.supervision_events import DeadlineMissed
from casework.services.file_case import ENTERPRISE
from tests.builders import (
    CLERK,
    NOW,
    REPLY_BY,
    RESOLVE_BY,
    VERIFY_BY,
    assigned_case,
    ref,
    then,
    verified_case,
    waiting_case,
)
from tests.unit.clocks import at_24, local
from tests.unit.domain.decision_steps import (
    ASK,
    DENIED,
    EXTENSION,
    LIFT,
    RELAY,
    REVEAL,
    SUPERVISOR,
    reveal,
)

ADDITION = SupplementCase(ref(ParticularsKind.ADDITION, 8))
THURSDAY = local("2026-03-05 10:00")


def asked(case: Case | None = None, now: datetime = NOW) -> Case:
    return then(case or verified_case("transport"), ASK, now=now)[0]


def confidential() -> Case:
    words = ref(ParticularsKind.RELEASED, 3)
    assign = AssignCase("transport", (), judgement=NOTHING_JUDGED, released=words)
    return then(waiting_case(confidential=True), assign, actor=CLERK)[0]


def test_a_question_suspends_by_rule_without_approval() -> None:
    case = asked()
    assert case.status is Status.SUSPENDED
    assert case.suspension is not None
    assert case.suspension.reason is SuspensionReason.WAITING_FOR_ENTERPRISE
    assert case.suspension.until == at_24("2026-03-30")
    assert case.requests == ()


def test_never_after_the_deadline_of_the_stage() -> None:
    with pytest.raises(DeadlinePassedError):
        asked(now=REPLY_BY)
    with pytest.raises(DeadlinePassedError):
        asked(assigned_case(), VERIFY_BY)


def test_not_while_a_request_waits() -> None:
    with pytest.raises(RequestUndecidedError):
        asked(then(assigned_case(), EXTENSION)[0])


def test_an_addition_of_the_enterprise_lifts_it_by_rule() -> None:
    case, events = then(asked(), ADDITION, now=THURSDAY, actor=ENTERPRISE)
    lifted = events[-1].body
    assert isinstance(lifted, SuspensionLifted)
    assert (lifted.cause, case.status) == (LiftCause.ANSWERED, Status.VERIFIED)
    assert case.due_of(Stage.REPLY) == at_24("2026-03-10")


def test_an_addition_lifts_no_other_suspension() -> None:
    case, events = then(verified_case(), ADDITION, actor=ENTERPRISE)
    assert (len(events), case.status) == (1, Status.VERIFIED)


def test_of_a_confidential_case_the_wait_ends_when_the_centre_releases_the_answer() -> None:
    case, events = then(asked(confidential()), ADDITION, actor=ENTERPRISE)
    assert (len(events), case.status) == (1, Status.SUSPENDED)
    case, events = then(case, RELAY, now=THURSDAY, actor=CLERK)
    assert [type(event.body).__name__ for event in events] == ["AnswerRelayed", "SuspensionLifted"]
    assert case.status is Status.ASSIGNED
    assert case.due_of(Stage.VERIFY) == at_24("2026-03-06")


def test_more_words_are_relayed_at_any_time_and_move_nothing() -> None:
    before = confidential()
    case, (_,) = then(before, RELAY, actor=CLERK)
    assert case.clocks == before.clocks


def test_only_answers_of_confidential_cases_are_relayed() -> None:
    with pytest.raises(NotConfidentialError):
        then(assigned_case(), RELAY, actor=CLERK)
    with pytest.raises(NotAssignedError):
        then(waiting_case(confidential=True), RELAY, actor=CLERK)


def test_a_reveal_needs_a_reason_and_a_supervisor_and_is_an_event() -> None:
    case, _ = then(confidential(), REVEAL)
    assert case.requests[0].decider == "centre"
    case, (event,) = then(case, reveal(), actor=SUPERVISOR)
    assert (event.type, event.actor.id) == ("IdentityRevealed", SUPERVISOR.id)
    assert case.revealed_to == ("transport",)
    assert case.requests[0].state is RequestState.ACCEPTED
    assert case.clock(Stage.REQUEST_DECISION).ended_at == NOW  # type: ignore[union-attr]


def test_a_refused_reveal_reveals_nothing() -> None:
    case, _ = then(confidential(), REVEAL)
    case, (event,) = then(case, DecideReveal(DENIED), actor=SUPERVISOR)
    assert (event.type, case.revealed_to) == ("RequestRefused", ())


def test_a_request_for_a_reveal_holds_no_clock() -> None:
    case, _ = then(confidential(), REVEAL)
    _, events = then(case, now=RESOLVE_BY)
    misses = {event.body.stage for event in events if isinstance(event.body, DeadlineMissed)}
    assert misses == {Stage.VERIFY, Stage.REPLY, Stage.RESOLVE, Stage.REQUEST_DECISION}


def test_a_reveal_is_asked_for_once_and_of_confidential_cases_only() -> None:
    with pytest.raises(NotConfidentialError):
        then(assigned_case(), REVEAL)
    case, _ = then(confidential(), REVEAL)
    with pytest.raises(RequestUndecidedError):
        then(case, REVEAL)
    case, _ = then(case, reveal(), actor=SUPERVISOR)
    with pytest.raises(AlreadyRevealedError):
        then(case, REVEAL)


def test_questions_of_a_round_wait_no_longer_in_all_than_a_suspension() -> None:
    answered, _ = then(asked(), LIFT, now=THURSDAY)
    again = asked(answered, THURSDAY)
    assert again.suspension is not None
    assert again.suspension.until == at_24("2026-03-30")
    waited, _ = then(again, now=local("2026-03-31 09:00"))
    assert waited.status is Status.VERIFIED
    with pytest.raises(WaitsUsedUpError):
        asked(waited, local("2026-03-31 09:00"))
    asked(replace(waited, round=2), local("2026-03-31 09:00"))
