"""The authorization table against the rooms themselves: every staff route x every role x every
relation between the person's unit and the case.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from importlib import import_module
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from casework.adapters.dynamodb.staff import DynamoStaff
from casework.adapters.dynamodb.unread_mail import DynamoUnreadMails
from casework.domain import authorization
from casework.domain.authorization import TABLE, Action, Condition
from casework.domain.code import code_id
from casework.domain.staff import Role, StaffMember
from casework.domain.subscription import Address, SubscriptionProtocol
from casework.domain.unread_mail import StoredMail, UnreadMail, UnreadReason, mail_id
from tests.integration.callers import ISSUER, signed_in
from tests.integration.county import CENTRE_CODE, NOW
from tests.integration.desk_people import at_the_desk
from tests.integration.payloads import FOLDER, payload
from tests.integration.relations import Relation, relations
from tests.integration.stack import make_ways_of_events, rooms
from tests.integration.template import functions, room_of

if TYPE_CHECKING:
    from casework.domain.case import Case
    from tests.integration.callers import Answer
    from tests.integration.house import House

UNITS = ("justice", "transport", "emergency", "centre", "inspection")
PAGES = {
    Action.SEARCH_CASES: ("GET", "/desk/search"),
    Action.ENTER_CASE: ("GET", "/desk/intake"),
    Action.VIEW_BOARD: ("GET", "/desk/oversight/board"),
    Action.VIEW_SPECIAL: ("GET", "/desk/oversight/special"),
    Action.LIST_JUDICIAL_CONTACTS: ("GET", "/desk/oversight/register"),
}
"""What only the console's pages ask for: behind a session, not the API's authorizer."""

ASKED_AS = {
    "draw_code": Action.LIST_CODES,
    "lay_out_code": Action.LIST_CODES,
    "view_letter": Action.VIEW_CASE,
    "view_mail": Action.LIST_MAILS,
    "view_file": Action.VIEW_CASE,
    "acknowledge_letter": Action.ANSWER_LETTER,
    "refuse_correction": Action.DECIDE_CORRECTION,
}
"""Situations that ask for an action of another name: printing a code shows what the list shows, a
letter is read by whoever may read its case, a file is asked for by them (and opened where the
enterprise's words are not hidden), and saying that it came is part of answering it.
"""


@dataclass(frozen=True)
class Route:
    """A route of a resolver, with the payload that `events/` has for it."""

    method: str
    path: str
    situation: str
    body: Any

    @property
    def is_page(self) -> bool:
        """Whether a person's browser asks, with a session."""
        return self.path.startswith("/desk/")

    @property
    def is_about_a_case(self) -> bool:
        """Whether a case is named in the path."""
        return "{case_id}" in self.path


def staff_routes() -> list[Route]:
    """Every route of a resolver that the template puts behind the authorizer."""
    found = []
    for function, properties in functions().items():
        mounts = [event["Properties"] for event in properties.get("Events", {}).values()]
        guarded = [mount["Path"].removesuffix("{proxy+}") for mount in mounts if "Auth" in mount]
        if guarded:
            paths = rooms()[function].app.get_openapi_schema().model_dump()["paths"]
            for path, item in paths.items():
                if path.startswith(tuple(guarded)):
                    methods = [
                        name for name in ("get", "post", "put", "patch", "delete") if item[name]
                    ]
                    found += [_route(function, method.upper(), path) for method in methods]
    return found


def _route(function: str, method: str, path: str) -> Route:
    pattern = re.sub(r"{\w+}", "[^/]+", path)
    for file in sorted(FOLDER.glob(f"{room_of(function)}__*.json")):
        event = payload(file.stem)
        if event["requestContext"]["http"]["method"] == method and re.fullmatch(
            pattern, event["rawPath"]
        ):
            body = json.loads(event.get("body") or "null")
            return Route(method, path, file.stem.partition("__")[2], body)
    raise LookupError(f"events/ has no payload for {method} {path}")


for page in ("desk_console", "oversight_console"):
    import_module(f"casework.entrypoints.{page}")  # rooms load it with their first page

ABOVE = {"centre": "inspection", "inspection": "leading_group"}
"""Who decides on a red light of these; on those of all others the centre."""

SHARE = 11
"""Of all roles x relations x routes about a case one in so many is asked over HTTP: each role asks
on each route and in each relation, and each relation meets most routes. That the table itself
answers all of them alike is tested without a house (`tests/unit/domain/test_authorization.py`).
"""

ROUTES = [
    *staff_routes(),
    *(Route(method, path, action.value, None) for action, (method, path) in PAGES.items()),
]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Action]:
    """The actions that services ask the table about, wherever they imported the question."""
    actions: list[Action] = []
    authorize = authorization.authorize

    def record(member: StaffMember, action: Action, case: Case | None = None) -> None:
        actions.append(action)
        authorize(member, action, case)

    for name, module in list(sys.modules.items()):
        if name.startswith("casework.") and getattr(module, "authorize", None) is authorize:
            monkeypatch.setattr(module, "authorize", record)
    return actions


def permits(role: Role, action: Action, relation: Relation | None) -> bool:
    """What the table says, read here once more and in other words."""
    condition = TABLE[role].get(action)
    if condition is None or relation is None:
        return condition is Condition.ALWAYS
    case, unit = relation.case, relation.unit
    if unit in case.about_bodies:
        return False
    leads, helps = case.lead == unit, unit in {task.unit for task in case.tasks}
    addressed = unit in {letter.unit for letter in case.letters}
    accused = {light.unit for light in case.red_lights}
    heard, judges = unit in accused, unit in {ABOVE.get(each, "centre") for each in accused}
    triages = unit == ("inspection" if "centre" in case.about_bodies else "centre")
    waits = triages and case.lead is None
    rising = ("centre", *ABOVE.values())
    free = [each for each in rising if each not in {case.lead, *case.about_bodies}]
    decides = unit == free[0] if case.lead in rising[1:] and free else triages
    return {
        Condition.ALWAYS: True,
        Condition.UNIT_LEADS: leads,
        Condition.UNIT_CO_HANDLES: helps,
        Condition.UNIT_TRIAGES: triages,
        Condition.UNIT_DECIDES: decides,
        Condition.UNIT_ADDRESSED: addressed,
        Condition.UNIT_IN_CHARGE: unit == (case.lead or case.triage_unit),
        Condition.UNIT_COORDINATES: False,
        Condition.UNIT_HAS_ACTION: False,
        Condition.UNIT_ACCUSED: heard,
        Condition.UNIT_JUDGES: judges,
        Condition.UNIT_INVOLVED: leads or helps or addressed or heard or judges or waits,
    }[condition]


def expected(role: Role, action: Action, relation: Relation | None) -> str:
    """Allowed, forbidden, or hidden from those who may not even see the case."""
    if permits(role, action, relation):
        return "allowed"
    if relation is None or permits(role, Action.VIEW_CASE, relation):
        return "forbidden"
    return "hidden"


def outcome(answer: Answer) -> str:
    """What an answer amounts to: a command that was let through meets an old version, and who may
    read a case learns that it has no such letter or file.
    """
    passed = {"case_changed", "unknown_letter", "unknown_file"}
    is_problem = answer.headers["content-type"] == "application/problem+json"
    if answer.status < 300 or (is_problem and answer.json()["code"] in passed):
        return "allowed"
    return {403: "forbidden", 404: "hidden"}.get(answer.status, answer.text)


def ask(route: Route, role: Role, unit: str, case_id: str = "") -> Answer:
    """Send the payload of a route as a person of a role in a unit."""
    names = {
        "code_id": code_id(CENTRE_CODE),
        "subscription_id": "",
        "action": "1",
        "red_light": "1",
        "number": "1",
        "form": "poster",
        "size": "a4",
        "language": "zh",
    }
    if "{subscription_id}" in route.path:
        names["subscription_id"] = subscription()
    if "{mail_id}" in route.path:
        names["mail_id"] = waiting_mail()
    if "{letter_id}" in route.path:
        names["letter_id"] = letter_of(case_id)
    path = route.path.format(case_id=case_id, **names)
    body = route.body and {**route.body, **({"version": 999} if "version" in route.body else {})}
    if route.is_page:
        return at_the_desk(person(role, unit), NOW).get(path)
    caller = signed_in(f"{role}-of-{unit}")
    return caller.post_json(path, body or b"") if route.method == "POST" else caller.get(path)


def letter_of(case_id: str) -> str:
    """The first letter of a case, or one that it does not have."""
    letters = rooms()["CaseDeskFunction"].room().cases.get(case_id).letters
    return str(letters[0].id) if letters else "9.9"


def waiting_mail() -> str:
    """An e-mail that waits for a clerk, or did."""
    mail = UnreadMail(mail_id("mail/1"), StoredMail("mail/1", NOW, 1), UnreadReason.NO_TEXT)
    DynamoUnreadMails().add(mail)
    return mail.id


def subscription() -> str:
    """A confirmed subscription; the same one until it is ended."""
    address = Address(SubscriptionProtocol.EMAIL, "duty@jt.juye.example")
    registry = rooms()["RegistryDeskFunction"].room()
    return str(registry.subscriptions.add("transport", address).id)


def settle_everyone() -> None:
    """A person of every role in every unit."""
    for role in Role:
        for unit in UNITS:
            DynamoStaff().put(ISSUER, f"{role}-of-{unit}", person(role, unit))


def person(role: Role, unit: str) -> StaffMember:
    """Somebody of a role in a unit."""
    return StaffMember(f"{role}-of-{unit}", "某人", role, unit, NOW, None)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_every_staff_route_asks_for_one_action_of_its_own_name(
    house: House, asked: list[Action], route: Route
) -> None:
    settle_everyone()
    ask(route, Role.ADMINISTRATOR, "centre", house.file().case_id)
    named = ASKED_AS.get(route.situation, route.situation)
    assert [action.value for action in asked] == [named]


def test_every_action_of_the_table_is_asked_for_by_a_route(house: House) -> None:
    situations = {ASKED_AS.get(route.situation, route.situation) for route in ROUTES}
    assert situations == {action.value for action in Action}
    assert {action for rights in TABLE.values() for action in rights} == set(Action)
    assert set(TABLE) == set(Role)


@pytest.mark.usefixtures("undrawn")
def test_every_answer_about_a_case_is_what_the_table_says(house: House) -> None:
    settle_everyone()
    standing = relations(house)
    routes = [route for route in ROUTES if route.is_about_a_case]
    wrong = {}
    asked = product(enumerate(Role), enumerate(standing.items()), enumerate(routes))
    for (i, role), (j, (name, relation)), (k, route) in asked:
        if (i + j + k) % SHARE:
            continue
        found = outcome(ask(route, role, relation.unit, relation.case.id))
        action = Action(ASKED_AS.get(route.situation, route.situation))
        wanted = expected(role, action, relation)
        if found != wanted:
            wrong[role, name, route.situation] = (found, wanted)
    assert wrong == {}


def test_every_answer_about_no_case_is_what_the_table_says(house: House) -> None:
    settle_everyone()
    make_ways_of_events(house.stack)
    wrong = {}
    routes = [each for each in ROUTES if not each.is_about_a_case]
    routes.sort(key=lambda route: route.situation == "revoke_code")
    for role, route in product(Role, routes):
        found = outcome(ask(route, role, "centre"))
        action = Action(ASKED_AS.get(route.situation, route.situation))
        if found != expected(role, action, None):
            wrong[role, route.situation] = found
    assert wrong == {}
