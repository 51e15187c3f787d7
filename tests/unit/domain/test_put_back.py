"""A withdrawn case that is put back, because of pressure, goes on as it would have."""

from datetime import timedelta

from casework.domain.case import Case, Status
from casework.domain.clocks import Stage
from casework.domain.supervision_events import DeadlineMissed
from casework.domain.working_time import CHINA_TIME
from tests.builders import NOW, assigned_case, then, verified_case, verify
from tests.unit.domain.contest_steps import (
    by_enterprise,
    by_supervisor,
    decide_withdrawal,
    withdraw,
)
from tests.unit.domain.decision_steps import SUSPENSION, approve_suspension
from tests.unit.domain.oversight_steps import OTHER_SUPERVISOR
from tests.unit.domain.test_tracks import URGENT

LATER = NOW + timedelta(days=7)


def put_back(case: Case) -> Case:
    """Withdrawn at NOW, found to be pressed a week later."""
    withdrawn, _ = by_enterprise(case, withdraw())
    return by_supervisor(withdrawn, decide_withdrawal(pressure=True), now=LATER)[0]


def test_from_a_suspension_it_resumes_the_status_before() -> None:
    asked, _ = then(verified_case(), SUSPENSION)
    suspended, _ = then(asked, approve_suspension(), actor=OTHER_SUPERVISOR)
    assert suspended.status is Status.SUSPENDED
    case = put_back(suspended)
    assert (case.status, case.suspension, case.suspended_from) == (Status.VERIFIED, None, None)
    runs = {clock.stage for clock in case.clocks if clock.is_running and not clock.is_paused}
    assert runs == {Stage.REPLY, Stage.RESOLVE}


def test_an_urgent_matter_keeps_its_shorter_limits() -> None:
    urgent, _ = then(assigned_case(), URGENT)
    before, after = urgent.resolve_by, put_back(urgent).resolve_by
    assert before is not None
    assert after is not None
    assert [clock.urgent for clock in put_back(urgent).clocks if clock.is_running].count(True) >= 1
    week = after.astimezone(CHINA_TIME).date() - before.astimezone(CHINA_TIME).date()
    assert week == timedelta(days=7)


def test_what_was_met_at_the_instant_of_the_withdrawal_stays_met() -> None:
    case = put_back(then(assigned_case(), verify())[0])
    met = case.clock(Stage.VERIFY)
    assert met is not None
    assert met.ended_at == NOW
    _, events = then(case, now=LATER + timedelta(days=60))
    late = [event.body.stage for event in events if isinstance(event.body, DeadlineMissed)]
    assert late == [Stage.REPLY, Stage.RESOLVE]
