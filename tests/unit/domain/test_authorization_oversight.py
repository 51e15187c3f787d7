"""Who may do what of oversight: every role, act and relation to a case, against a hand-written
table.
"""

from dataclasses import replace
from itertools import product

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AssignCase
from casework.domain.authorization import Action, authorize
from casework.domain.case import Case
from casework.domain.errors import NotFoundError, NotPermittedError
from casework.domain.oversight_state import RedLight
from casework.domain.routing_facts import TriageReason
from casework.domain.staff import Role
from tests.builders import NOW, RESOLVE_BY, assigned_case, member, queued_case, then
from tests.unit.domain.oversight_steps import SUPERVISOR, start

ABOUT = TriageReason.ABOUT_PUBLIC_BODY
WAITING = queued_case(TriageReason.NOT_CONFIDENT)
COMPLAINT = queued_case(ABOUT, "transport")
INSPECTED, _ = then(COMPLAINT, AssignCase("inspection", (), NOTHING_JUDGED, None))
RELEASED = replace(INSPECTED, summary_for=("transport",))


def red(unit: str) -> RedLight:
    return RedLight("1", unit, (), NOW, RESOLVE_BY)


LIFTED, _ = then(assigned_case("transport", "health"), start(), actor=SUPERVISOR)
LIFTED = replace(LIFTED, red_lights=(red("transport"),))
CENTRES = replace(assigned_case("transport"), red_lights=(red("centre"),))

RELATIONS: tuple[tuple[str, str, Case], ...] = (
    ("leads and has a red light", "transport", LIFTED),
    ("coordinates", "public_security", LIFTED),
    ("takes part", "emergency", LIFTED),
    ("co-handles", "health", LIFTED),
    ("is not involved", "taxation", LIFTED),
    ("dispatched it", "centre", LIFTED),
    ("inspects elsewhere", "inspection", LIFTED),
    ("triages", "centre", WAITING),
    ("has a red light of its own", "centre", CENTRES),
    ("judges the centre", "inspection", CENTRES),
    ("is complained about", "transport", INSPECTED),
    ("is complained about and has its summary", "transport", RELEASED),
    ("inspects", "inspection", INSPECTED),
)
"""What a person's unit is to a case: the columns below."""

# + may; - may not, and is told so (403); . may not even know the case (404).
CENTRAL = "------- --- .--"
"""Refused, by somebody who may view any case."""

ANYWHERE = "+++++++ +++ .-+"
ACTS = (
    Action.START_SPECIAL_SUPERVISION,
    Action.ORGANISE_SPECIAL_SUPERVISION,
    Action.AGREE_ACTION,
    Action.REPORT_ACTION,
    Action.CONCLUDE_SPECIAL_SUPERVISION,
    Action.PROPOSE_RED_LIGHT,
    Action.STATE_CASE,
    Action.EXCLUDE_EVIDENCE,
    Action.SIGN_RED_LIGHT,
    Action.DISMISS_RED_LIGHT,
    Action.APPEAL_RED_LIGHT,
    Action.DECIDE_APPEAL,
    Action.CONFIRM_PROCEDURE,
    Action.GUIDE_TO_PROCEDURE,
    Action.RECORD_JUDICIAL_CONTACT,
    Action.RELEASE_SUMMARY,
    Action.MERGE_CASE,
    Action.LINK_CASES,
    Action.ADD_NOTE,
    Action.NAME_HANDLER,
)
OVERSEES = (
    Action.START_SPECIAL_SUPERVISION,
    Action.ORGANISE_SPECIAL_SUPERVISION,
    Action.AGREE_ACTION,
    Action.CONCLUDE_SPECIAL_SUPERVISION,
    Action.PROPOSE_RED_LIGHT,
    Action.RECORD_JUDICIAL_CONTACT,
    Action.LINK_CASES,
    Action.ADD_NOTE,
)
_SIGNING = (Action.EXCLUDE_EVIDENCE, Action.SIGN_RED_LIGHT, Action.DISMISS_RED_LIGHT)
_HEARD = (Action.STATE_CASE, Action.APPEAL_RED_LIGHT)
TRIAGE = {
    **dict.fromkeys((Action.CONFIRM_PROCEDURE, Action.MERGE_CASE), "-----+- ++- .--"),
    Action.GUIDE_TO_PROCEDURE: "+------ +-- .-+",
    Action.AGREE_ACTION: "-+----- --- .--",
    **dict.fromkeys((Action.LINK_CASES, Action.ADD_NOTE, Action.RECORD_JUDICIAL_CONTACT), ANYWHERE),
}
EXPECTED: dict[Role, dict[Action, str]] = {
    Role.CLERK: {**dict.fromkeys(ACTS, CENTRAL), **TRIAGE},
    Role.LEADER: {
        **dict.fromkeys(ACTS, CENTRAL),
        **TRIAGE,
        **dict.fromkeys(_SIGNING, "-----+- --+ .--"),
        Action.DECIDE_APPEAL: ANYWHERE,
    },
    Role.SUPERVISOR: {
        **dict.fromkeys(ACTS, CENTRAL),
        **dict.fromkeys(OVERSEES, ANYWHERE),
        **dict.fromkeys(_HEARD, "+------ -+- .--"),
        **dict.fromkeys(_SIGNING, "-----+- --+ .--"),
    },
}
"""The rows of roles that may view every case."""


def verdict(role: Role, action: Action, unit: str, case: Case) -> str:
    try:
        authorize(member(role, unit), action, case)
    except NotPermittedError:
        return "-"
    except NotFoundError:
        return "."
    return "+"


def given(role: Role, action: Action) -> str:
    return "".join(verdict(role, action, unit, case) for _, unit, case in RELATIONS)


@pytest.mark.parametrize(("role", "action"), [*product(EXPECTED, ACTS)])
def test_what_the_roles_that_view_every_case_may_do(role: Role, action: Action) -> None:
    assert given(role, action) == EXPECTED[role][action].replace(" ", "")


SEEN_BY_UNIT = "++++.+. +++ .++"
"""Who of a department's people may view: the centre decides on red lights of others, so a person of
its unit is involved where there is one.
"""


def in_a_department(allowed: str) -> str:
    """The row of a role that views what its unit is involved in, from the columns that may."""
    seen = SEEN_BY_UNIT.replace(" ", "")
    may = allowed.replace(" ", "")
    return "".join(
        "+" if yes == "+" else ("-" if view == "+" else ".")
        for yes, view in zip(may, seen, strict=True)
    )


_NONE = "0000000 000 000"
HANDLER = {
    **dict.fromkeys(ACTS, _NONE),
    Action.AGREE_ACTION: "0+00000 000 000",
    Action.REPORT_ACTION: "0++0000 000 000",
    Action.GUIDE_TO_PROCEDURE: "+000000 +00 00+",
    Action.RECORD_JUDICIAL_CONTACT: "+000000 000 00+",
    Action.ADD_NOTE: "++++0+0 +++ 00+",
    Action.NAME_HANDLER: "+000000 000 00+",
}
DEPARTMENT_LEAD = {**HANDLER, **dict.fromkeys(_HEARD, "+000000 0+0 000")}
INSPECTOR = {
    **DEPARTMENT_LEAD,
    **dict.fromkeys(_SIGNING, "00000+0 00+ 000"),
    **dict.fromkeys((Action.CONFIRM_PROCEDURE, Action.MERGE_CASE), "00000+0 ++0 000"),
    Action.LINK_CASES: "++++0+0 +++ 00+",
    Action.RELEASE_SUMMARY: "+000000 +00 00+",
}
BY_UNIT = {
    Role.HANDLER: HANDLER,
    Role.DEPARTMENT_LEAD: DEPARTMENT_LEAD,
    Role.INSPECTOR: INSPECTOR,
}


@pytest.mark.parametrize(("role", "action"), [*product(BY_UNIT, ACTS)])
def test_what_the_people_of_a_unit_may_do(role: Role, action: Action) -> None:
    assert given(role, action) == in_a_department(BY_UNIT[role][action])


@pytest.mark.parametrize("action", ACTS)
def test_an_administrator_does_nothing_in_cases(action: Action) -> None:
    assert given(Role.ADMINISTRATOR, action) == "." * len(RELATIONS)


def test_the_register_is_listed_by_whoever_oversees() -> None:
    overseers = {Role.SUPERVISOR, Role.INSPECTOR, Role.LEADER}
    for role in Role:
        may = True
        try:
            authorize(member(role, "centre"), Action.LIST_JUDICIAL_CONTACTS)
        except NotPermittedError:
            may = False
        assert may is (role in overseers)
