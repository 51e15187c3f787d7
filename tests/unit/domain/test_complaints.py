"""Complaints about a body: the body reads the summary that an inspector released, nothing else."""

import pytest

from casework.domain.authorization import Action, may
from casework.domain.case import Case
from casework.domain.complaints import ReleaseSummary
from casework.domain.errors import CaseworkError
from casework.domain.particulars import ParticularsKind
from casework.domain.routing_facts import TriageReason
from casework.domain.staff import Role
from casework.domain.worklists import places
from tests.builders import handler, inspector, member, queued_case, ref, then, waiting_case

ABOUT = TriageReason.ABOUT_PUBLIC_BODY


def release(body: str = "transport") -> ReleaseSummary:
    return ReleaseSummary(body, ref(ParticularsKind.SUMMARY, 3))


def released_case() -> Case:
    return then(queued_case(ABOUT, "transport", "emergency"), release())[0]


def refusal(case: Case, command: ReleaseSummary) -> str:
    with pytest.raises(CaseworkError) as refused:
        then(case, command)
    return refused.value.code


def test_a_summary_is_released_once_to_each_body_that_is_complained_about() -> None:
    case = released_case()
    assert case.summary_for == ("transport",)
    assert refusal(case, release()) == "summary_released"
    both, _ = then(case, release("emergency"))
    assert both.summary_for == ("transport", "emergency")


def test_nothing_is_released_to_anybody_else() -> None:
    assert refusal(queued_case(ABOUT, "transport"), release("health")) == "not_complained_about"
    assert refusal(waiting_case(), release()) == "not_a_complaint"


def test_the_body_may_view_from_then_on_and_do_nothing_else() -> None:
    before, after = queued_case(ABOUT, "transport"), released_case()
    person = handler("transport")
    assert not may(person, Action.VIEW_CASE, before)
    assert {action for action in Action if may(person, action, after)} == {Action.VIEW_CASE}
    assert not may(handler("emergency"), Action.VIEW_CASE, after)


def test_only_an_inspector_in_charge_releases() -> None:
    about_centre = queued_case(ABOUT, "centre")
    assert may(inspector(), Action.RELEASE_SUMMARY, about_centre)
    for role in set(Role) - {Role.INSPECTOR}:
        assert not may(member(role, "centre"), Action.RELEASE_SUMMARY, released_case())


def test_the_body_finds_it_on_its_list_only_after_the_release() -> None:
    assert places(queued_case(ABOUT, "transport")) == {}
    assert places(released_case()) == {"transport": None}
