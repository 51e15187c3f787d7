"""Who may do what: every role, act and relation to a case, against a table written by hand."""

from itertools import product

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AssignCase, RouteCase
from casework.domain.authorization import Action, authorize
from casework.domain.case import Case
from casework.domain.clocks import Stage
from casework.domain.errors import NotFoundError, NotPermittedError
from casework.domain.handling import ExcuseCoHandler
from casework.domain.particulars import ParticularsKind
from casework.domain.routing_facts import TriageReason
from casework.domain.staff import Role
from tests.builders import (
    RESOLVE_BY,
    TRIAGE_BY,
    assigned_case,
    filed_case,
    member,
    proposal,
    queued_case,
    ref,
    then,
)
from tests.unit.domain.letter_steps import issue, missed_key
from tests.unit.domain.test_authorization_oversight import ACTS as OF_OVERSIGHT

ABOUT = TriageReason.ABOUT_PUBLIC_BODY
LED = assigned_case("transport", "emergency")
WAITING = queued_case(TriageReason.NOT_CONFIDENT)
COMPLAINT = queued_case(ABOUT, "transport")
ABOUT_CENTRE = queued_case(ABOUT, "centre")
INSPECTED, _ = then(
    COMPLAINT, AssignCase("inspection", (), judgement=NOTHING_JUDGED, released=None)
)

RELATIONS: tuple[tuple[str, str, Case], ...] = (
    ("leads", "transport", LED),
    ("co-handles", "emergency", LED),
    ("is not involved", "health", LED),
    ("dispatched it", "centre", LED),
    ("triages", "centre", WAITING),
    ("does not triage", "transport", WAITING),
    ("is complained about, in triage", "transport", COMPLAINT),
    ("is complained about, inspected", "transport", INSPECTED),
    ("triages a complaint", "centre", COMPLAINT),
    ("inspects", "inspection", INSPECTED),
    ("is the centre complained about", "centre", ABOUT_CENTRE),
    ("triages a complaint about the centre", "inspection", ABOUT_CENTRE),
)
"""What a person's unit is to a case: the columns below, in groups of four."""

# + may; - may not, and is told so (403); . may not even know the case (404).
# Whoever dispatched a case may ask to again: the rule that it was dispatched refuses by name.
_CLERK_TRIAGES = "---+ +-.. +-.+"
_NOT_A_CLERKS = "---- --.. --.-"
_TIME_OF_LEADS = (
    *(Action.REQUEST_EXTENSION, Action.REQUEST_SUSPENSION, Action.LIFT_SUSPENSION),
    Action.ASK_ENTERPRISE,
)
_SIGNED = (Action.REQUEST_RETURN, Action.REQUEST_REVEAL)
_OF_CLERKS = (Action.TAKE_DIRECT_HANDLING, Action.OPEN_GREEN_CHANNEL, Action.RELAY_ANSWER)
_TIME_DECIDED = (
    *(Action.DECIDE_RETURN, Action.DECIDE_EXTENSION, Action.DECIDE_SUSPENSION),
    *(Action.DECIDE_REVEAL, Action.OPEN_ONE_MATTER, Action.OPEN_GREEN_CHANNEL),
)
_DATA = (Action.DECIDE_CORRECTION, Action.ERASE_DATA, Action.REFUSE_ERASURE)
_REVIEWED = (
    *(Action.DECIDE_OBJECTION, Action.DECIDE_FALSE_REPORT, Action.DECIDE_WITHDRAWAL_REVIEW),
    *(Action.DECIDE_RATING_REVIEW, Action.DECIDE_DECLINE_REVIEW, *_DATA),
)
_REPORTER = (Action.RECORD_CONTACT, Action.PROPOSE_FALSE_REPORT)
_OF_LEADS = (
    *(Action.VERIFY_CASE, Action.REPLY_TO_CASE, Action.RESOLVE_CASE, Action.EXCUSE_CO_HANDLER),
    *(*_TIME_OF_LEADS, *_REPORTER),
)
_TIME_OF_OTHERS = (*_SIGNED, *_OF_CLERKS, *_TIME_DECIDED)
_DEPARTMENT = {
    Action.VIEW_CASE: "++.. +... ++.+",
    Action.ASSIGN_CASE: "--.. -... --.-",
    Action.ANSWER_CASE: "--.. -... --.-",
    Action.VERIFY_CASE: "+-.. -... -+.-",
    Action.REPLY_TO_CASE: "+-.. -... -+.-",
    Action.RESOLVE_CASE: "+-.. -... -+.-",
    Action.EXCUSE_CO_HANDLER: "+-.. -... -+.-",
    Action.REPORT_TASK: "-+.. -... --.-",
    Action.ANSWER_LETTER: "--.. -... --.-",
    **dict.fromkeys(_TIME_OF_LEADS, "+-.. -... -+.-"),
    **dict.fromkeys(_TIME_OF_OTHERS, "--.. -... --.-"),
    **dict.fromkeys(_REPORTER, "+-.. -... -+.-"),
    **dict.fromkeys((*_REVIEWED, Action.DECLINE_CASE, Action.RECORD_REACHED), "--.. -... --.-"),
}
_ON_CASES = tuple(_DEPARTMENT)
EXPECTED: dict[Role, dict[Action, str]] = {
    Role.CLERK: {
        **dict.fromkeys(_ON_CASES, _NOT_A_CLERKS),
        Action.VIEW_CASE: "++++ ++.. ++.+",
        Action.ASSIGN_CASE: _CLERK_TRIAGES,
        Action.ANSWER_CASE: _CLERK_TRIAGES,
        **dict.fromkeys(_OF_CLERKS, _CLERK_TRIAGES),
        **dict.fromkeys((*_DATA, Action.DECLINE_CASE), _CLERK_TRIAGES),
        **dict.fromkeys((Action.RECORD_CONTACT, Action.RECORD_REACHED), _CLERK_TRIAGES),
        **dict.fromkeys((Action.VERIFY_CASE, *_TIME_OF_LEADS), "+--- --.. -+.-"),
    },
    Role.HANDLER: _DEPARTMENT,
    Role.DEPARTMENT_LEAD: {**_DEPARTMENT, **dict.fromkeys(_SIGNED, "+-.. -... -+.-")},
    Role.INSPECTOR: {
        **_DEPARTMENT,
        Action.ASSIGN_CASE: "--.+ +... +-.+",
        **dict.fromkeys((Action.RELAY_ANSWER, *_TIME_DECIDED), "--.+ +... +-.+"),
        **dict.fromkeys((*_REVIEWED, Action.DECLINE_CASE, Action.RECORD_REACHED), "--.+ +... +-.+"),
    },
    Role.SUPERVISOR: {
        **dict.fromkeys(_ON_CASES, _NOT_A_CLERKS),
        Action.VIEW_CASE: "++++ ++.. ++.+",
        **dict.fromkeys(_REVIEWED, _CLERK_TRIAGES),
        **dict.fromkeys(_TIME_DECIDED, _CLERK_TRIAGES),
    },
    Role.LEADER: {
        **dict.fromkeys(_ON_CASES, _NOT_A_CLERKS),
        Action.VIEW_CASE: "++++ ++.. ++.+",
        Action.ASSIGN_CASE: _CLERK_TRIAGES,
        **dict.fromkeys((*_REVIEWED, Action.DECLINE_CASE, Action.RECORD_REACHED), _CLERK_TRIAGES),
        **dict.fromkeys(_TIME_DECIDED, _CLERK_TRIAGES),
        **dict.fromkeys(_OF_LEADS, "+--- --.. -+.-"),
    },
    Role.ADMINISTRATOR: dict.fromkeys(_ON_CASES, ".... .... ...."),
}
WITHOUT_A_CASE: dict[Action, set[Role]] = {
    Action.LIST_CASES: set(Role) - {Role.ADMINISTRATOR},
    Action.LIST_CODES: {Role.ADMINISTRATOR},
    Action.ISSUE_CODE: {Role.ADMINISTRATOR},
    Action.LINK_CODE: {Role.ADMINISTRATOR},
    Action.REVOKE_CODE: {Role.ADMINISTRATOR},
    Action.LIST_SUBSCRIPTIONS: {Role.ADMINISTRATOR},
    Action.SUBSCRIBE_DEPARTMENT: {Role.ADMINISTRATOR},
    Action.TEST_SUBSCRIPTION: {Role.ADMINISTRATOR},
    Action.UNSUBSCRIBE: {Role.ADMINISTRATOR},
    Action.ENTER_CASE: {Role.CLERK},
    Action.LIST_MAILS: {Role.CLERK},
    Action.SETTLE_MAIL: {Role.CLERK},
    Action.ASSIGN_CASES: {Role.CLERK, Role.INSPECTOR, Role.LEADER},
    Action.SEARCH_CASES: {Role.CLERK, Role.SUPERVISOR, Role.INSPECTOR, Role.LEADER},
    Action.VIEW_BOARD: {Role.SUPERVISOR, Role.INSPECTOR, Role.LEADER},
    Action.VIEW_SPECIAL: {Role.SUPERVISOR, Role.INSPECTOR, Role.LEADER},
    Action.LIST_JUDICIAL_CONTACTS: {Role.SUPERVISOR, Role.INSPECTOR, Role.LEADER},
}


def verdict(role: Role, action: Action, unit: str, case: Case | None) -> str:
    try:
        authorize(member(role, unit), action, case)
    except NotPermittedError:
        return "-"
    except NotFoundError:
        return "."
    return "+"


@pytest.mark.parametrize(("role", "action"), [*product(Role, _ON_CASES)])
def test_who_may_do_what_on_a_case(role: Role, action: Action) -> None:
    given = [verdict(role, action, unit, case) for _, unit, case in RELATIONS]
    expected = EXPECTED[role][action].replace(" ", "")
    relations = [name for name, _, _ in RELATIONS]
    assert dict(zip(relations, given, strict=True)) == dict(zip(relations, expected, strict=True))


@pytest.mark.parametrize(("role", "action"), [*product(Role, WITHOUT_A_CASE)])
def test_who_may_do_what_without_a_case(role: Role, action: Action) -> None:
    expected = "+" if role in WITHOUT_A_CASE[action] else "-"
    assert verdict(role, action, "centre", None) == expected


def test_the_tables_above_name_every_act() -> None:
    named = {*_ON_CASES, *WITHOUT_A_CASE, *OF_OVERSIGHT}
    assert named == set(Action)


def test_a_refusal_names_the_act_and_the_role() -> None:
    with pytest.raises(NotPermittedError) as refused:
        authorize(member(Role.SUPERVISOR, "centre"), Action.ASSIGN_CASE, WAITING)
    assert refused.value.facts == {"action": "assign_case", "role": "supervisor"}


def test_a_case_that_may_not_be_known_is_refused_without_a_word() -> None:
    with pytest.raises(NotFoundError) as refused:
        authorize(member(Role.HANDLER, "transport"), Action.VERIFY_CASE, INSPECTED)
    assert refused.value.facts == {}


@pytest.mark.parametrize(("role", "action"), [*product(Role, _ON_CASES)])
def test_a_unit_never_learns_of_a_complaint_about_it(role: Role, action: Action) -> None:
    for unit in ("transport", "centre", "inspection"):
        for about in ((unit,), (unit, "health"), ("health", unit)):
            assert verdict(role, action, unit, queued_case(ABOUT, *about)) == "."


def test_only_the_unit_that_a_letter_addresses_answers_it() -> None:
    case, _ = then(LED, now=RESOLVE_BY)
    case, _ = then(case, issue(missed_key(case, Stage.TASK, "emergency")), now=RESOLVE_BY)
    given = {
        (role, unit): verdict(role, Action.ANSWER_LETTER, unit, case)
        for role, unit in product(Role, ("emergency", "transport", "health", "centre"))
        if (unit == "centre") is (role in {Role.CLERK, Role.SUPERVISOR})
    }
    departments = (Role.HANDLER, Role.DEPARTMENT_LEAD, Role.INSPECTOR)
    assert given == {
        **{(role, "emergency"): "+" for role in departments},
        **{(role, "transport"): "-" for role in departments},
        **{(role, "health"): "." for role in departments},
        **dict.fromkeys([(Role.CLERK, "centre"), (Role.SUPERVISOR, "centre")], "-"),
        **{(Role.LEADER, unit): "-" for unit in ("transport", "health")},
        (Role.LEADER, "emergency"): "+",
        **{(Role.ADMINISTRATOR, unit): "." for unit in ("emergency", "transport", "health")},
    }


def test_the_centre_answers_the_letter_for_its_own_late_triage() -> None:
    case, _ = then(WAITING, now=TRIAGE_BY)
    case, _ = then(case, issue(missed_key(case, Stage.TRIAGE)), now=TRIAGE_BY)
    for role in (Role.CLERK, Role.SUPERVISOR):
        assert verdict(role, Action.ANSWER_LETTER, "centre", case) == "+"
    assert verdict(Role.HANDLER, Action.ANSWER_LETTER, "transport", case) == "."


def test_the_centre_gets_no_letter_that_would_show_it_a_complaint_about_it() -> None:
    route = RouteCase(proposal(ABOUT, about_bodies=("centre",)))
    case, _ = then(filed_case(), route, now=TRIAGE_BY)
    case, _ = then(case, issue(missed_key(case, Stage.TRIAGE, "centre")), now=TRIAGE_BY)
    assert case.letters == ()
    for action in (Action.VIEW_CASE, Action.ANSWER_LETTER):
        assert verdict(Role.CLERK, action, "centre", case) == "."


def test_an_excused_co_handler_still_reads_the_case_it_was_drawn_into() -> None:
    excuse = ExcuseCoHandler("emergency", ref(ParticularsKind.EXCUSE, 3))
    case, _ = then(LED, excuse)
    assert verdict(Role.HANDLER, Action.VIEW_CASE, "emergency", case) == "+"


def test_a_complaint_about_centre_and_inspectors_is_for_the_leading_group_alone() -> None:
    complaint = queued_case(ABOUT, "centre", "inspection")
    for role, unit in ((Role.CLERK, "centre"), (Role.INSPECTOR, "inspection")):
        assert verdict(role, Action.VIEW_CASE, unit, complaint) == "."
    for action in (Action.VIEW_CASE, Action.ASSIGN_CASE):
        assert verdict(Role.INSPECTOR, action, "leading_group", complaint) == "+"
        assert verdict(Role.INSPECTOR, action, "leading_group", COMPLAINT) == "."
