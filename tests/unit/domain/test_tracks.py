"""One matter one discussion (一事一议, O8) and the green channel (绿色通道, E8)."""

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AssignCase
from casework.domain.authorization import Action, may
from casework.domain.case import Case
from casework.domain.clocks import Stage
from casework.domain.decision_events import Track
from casework.domain.decision_rules import (
    AlreadyOnTrackError,
    RequestUndecidedError,
    SuspendedError,
)
from casework.domain.light import judged_again
from casework.domain.particulars import ParticularsKind
from casework.domain.routing_facts import TriageReason
from casework.domain.rules import (
    AlreadyResolvedError,
    CaseClosedError,
    ComplainedBodyError,
    NotYetRoutedError,
    UnknownUnitError,
)
from casework.domain.supervision_events import DeadlineMissed
from casework.domain.tracks import OpenGreenChannel, OpenOneMatter
from casework.domain.worklists import places
from tests.builders import (
    NOW,
    VERIFY_BY,
    answered_case,
    assigned_case,
    calendar,
    filed_case,
    handler,
    policy,
    queued_case,
    ref,
    resolved_case,
    then,
    verify,
    waiting_case,
)
from tests.unit.clocks import at_24, local
from tests.unit.domain.decision_steps import ASK, EXTENSION, SUPERVISOR

WHY = ref(ParticularsKind.TRACK_REASON, 7)
URGENT = OpenOneMatter("centre", WHY)
GREEN = OpenGreenChannel("court", WHY)


def urgent(case: Case, at: str = "2026-03-02 15:00") -> Case:
    return then(case, URGENT, now=local(at), actor=SUPERVISOR)[0]


def test_a_matter_becomes_urgent_with_a_named_coordinator() -> None:
    case = urgent(assigned_case())
    assert (case.track, case.urgent, case.coordinator) == (Track.ONE_MATTER, True, "centre")


def test_its_shorter_limits_run_from_the_decision_and_never_end_later() -> None:
    case = urgent(assigned_case("transport", "emergency"))
    assert case.due_of(Stage.VERIFY) == VERIFY_BY
    assert case.due_of(Stage.REPLY) == at_24("2026-03-04")
    assert case.due_of(Stage.RESOLVE) == at_24("2026-03-09")
    assert case.due_of(Stage.TASK, "emergency") == at_24("2026-03-06")


def test_a_deadline_that_is_nearer_already_stays() -> None:
    case, _ = then(assigned_case(), verify())
    assert urgent(case, "2026-03-05 10:00").due_of(Stage.REPLY) == at_24("2026-03-05")


def test_the_enterprise_sees_the_earlier_dates() -> None:
    dates = urgent(assigned_case()).dates
    assert dates is not None
    assert (dates.reply_by, dates.resolve_by) == (at_24("2026-03-04"), at_24("2026-03-09"))


def test_urgent_before_it_is_assigned_it_is_assigned_under_the_shorter_limits() -> None:
    assign = AssignCase("transport", (), judgement=NOTHING_JUDGED, released=None)
    case, _ = then(urgent(waiting_case()), assign, now=local("2026-03-02 16:00"))
    assert case.due_of(Stage.RESOLVE) == at_24("2026-03-09")
    assert case.clock(Stage.RESOLVE).urgent  # type: ignore[union-attr]


def test_a_miss_of_an_urgent_matter_is_judged_by_its_limits() -> None:
    _, events = then(urgent(assigned_case()), now=at_24("2026-03-09"))
    miss = events[-1].body
    assert isinstance(miss, DeadlineMissed)
    assert (miss.stage, miss.urgent) == (Stage.RESOLVE, True)
    assert judged_again(miss, None, policy(), calendar())


def test_the_green_channel_marks_and_changes_no_time() -> None:
    before = assigned_case()
    case, _ = then(before, GREEN, actor=SUPERVISOR)
    assert (case.track, case.channel_organ) == (Track.GREEN_CHANNEL, "court")
    assert (case.clocks, case.dates, case.urgent) == (before.clocks, before.dates, False)


def test_a_case_on_the_green_channel_may_become_urgent_and_keeps_its_mark() -> None:
    case = urgent(then(assigned_case(), GREEN)[0])
    assert (case.track, case.channel_organ) == (Track.ONE_MATTER, "court")


def test_a_track_is_opened_once() -> None:
    with pytest.raises(AlreadyOnTrackError):
        urgent(urgent(assigned_case()))
    with pytest.raises(AlreadyOnTrackError):
        then(then(assigned_case(), GREEN)[0], GREEN)
    with pytest.raises(AlreadyOnTrackError):
        then(urgent(assigned_case()), GREEN, now=local("2026-03-02 16:00"))


def test_what_waits_or_stands_still_is_decided_first() -> None:
    with pytest.raises(RequestUndecidedError):
        urgent(then(assigned_case(), EXTENSION)[0])
    with pytest.raises(SuspendedError):
        urgent(then(assigned_case(), ASK)[0])


@pytest.mark.parametrize(
    ("case", "error"),
    [
        (filed_case(), NotYetRoutedError),
        (resolved_case(), AlreadyResolvedError),
        (answered_case(), CaseClosedError),
    ],
)
def test_only_a_case_that_is_being_handled_is_put_on_a_track(
    case: Case, error: type[Exception]
) -> None:
    for command in (URGENT, GREEN):
        with pytest.raises(error):
            then(case, command, now=NOW)


@pytest.mark.parametrize("command", [OpenOneMatter("ministry", WHY), OpenGreenChannel("x", WHY)])
def test_a_unit_that_nobody_knows_is_refused(command: OpenOneMatter | OpenGreenChannel) -> None:
    with pytest.raises(UnknownUnitError):
        then(assigned_case(), command)


@pytest.mark.parametrize(
    "command", [OpenOneMatter("transport", WHY), OpenGreenChannel("transport", WHY)]
)
def test_a_body_complained_about_learns_of_no_track(
    command: OpenOneMatter | OpenGreenChannel,
) -> None:
    with pytest.raises(ComplainedBodyError):
        then(queued_case(TriageReason.ABOUT_PUBLIC_BODY, "transport"), command)


def test_the_coordinator_of_a_matter_finds_and_reads_it() -> None:
    urgent_case, _ = then(
        assigned_case("transport"), OpenOneMatter("emergency", WHY), actor=SUPERVISOR
    )
    assert may(handler("emergency"), Action.VIEW_CASE, urgent_case)
    assert not may(handler("health"), Action.VIEW_CASE, urgent_case)
    assert places(urgent_case) == {"emergency": urgent_case.first_deadline}
