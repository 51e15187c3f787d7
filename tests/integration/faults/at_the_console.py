"""What staff do at the console besides commands on a case, and what else was made for it: plots of
stories in which each request to AWS is cut.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from casework.adapters.dynamodb import keys
from casework.domain.code import code_id
from casework.domain.quota import hour_of
from tests.identity import ProviderInHand, lasting
from tests.integration.browser import Browser
from tests.integration.callers import visitor
from tests.integration.county import CENTRE_CODE, LOAN, STAFF
from tests.integration.desk_people import AtTheDesk, at_the_desk
from tests.integration.every_operation import TALES
from tests.integration.house import filled
from tests.integration.reading import hidden_field
from tests.integration.stack import CLIENT, ISSUER, rooms
from tests.integration.tales import played

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.callers import Answer
    from tests.integration.faults.story import Story
    from tests.integration.tales import Step, Tale

CALLED = {
    "channel": "telephone",
    "what_happened": LOAN.what_happened,
    "enterprise_name": LOAN.enterprise_name,
    "contact_name": LOAN.contact_name,
    "contact_phone": LOAN.contact_phone,
    "answer": "可以持借条申请调解。",
}
ADDED = "add"
"""What another story tries."""

NIGHT = 13
"""Hours after which a session is over."""


def told(tale: Tale) -> tuple[Callable[[Story], None], set[str]]:
    """A tale as a plot, with its use cases; what another step has tried is simply done."""
    tried = {
        (step.room, step.what): (each.name, place)
        for each in reversed(TALES)
        for place, step in reversed(list(enumerate(each.steps)))
        if step.what != ADDED
    }

    def is_tried_here(place: int, step: Step) -> bool:
        return tried.get((step.room, step.what)) == (tale.name, place)

    def plot(story: Story) -> None:
        for place, asked in enumerate(played(story.house, tale)):
            if is_tried_here(place, asked.step):
                story.person(asked.step.use_case, asked.ask)
            else:
                assert asked.ask().status < 400, asked.step.use_case

    plot.__name__ = tale.name.replace(" ", "_")
    here = [step for place, step in enumerate(tale.steps) if is_tried_here(place, step)]
    return plot, {step.service for step in here}


def a_clerks_console(story: Story) -> None:
    """Lists, search, entry with the answer at once, several cases assigned together, boards, and a
    case whose handler is to be named.
    """
    house = story.house
    clerk = person(story, "clerk")
    ticks = [f"{link.case_id}.2" for link in (house.triaged(), house.triaged())]
    story.person("check_session: the list", partial(clerk.get, "/desk/cases?list=triage"))
    wanted = {"enterprise": LOAN.enterprise_name, "telephone": LOAN.contact_phone}
    story.person("search_cases", partial(clerk.post, "/desk/search", wanted))
    key = hidden_field(clerk.get("/desk/intake").text, "form_key")
    entry = {**CALLED, "form_key": key, "then": "answer"}
    story.person("enter_case: answered at once", partial(clerk.post, "/desk/intake", entry))
    chosen: dict[str, Any] = {"lead": "justice", "cases": ticks}
    story.person("assign_cases", partial(clerk.post, "/desk/assignments", chosen))
    export = partial(clerk.get, "/desk/export/cases?list=department")
    story.person("export_cases", export)
    supervisor = person(story, "supervisor")
    story.person("show_special", partial(supervisor.get, "/desk/oversight/special"))
    story.person("show_board", partial(supervisor.get, "/desk/oversight/board"))
    story.person("list_judicial_contacts", partial(supervisor.get, "/desk/oversight/register"))
    lead, case_id = person(story, "justice-lead"), house.assigned().case_id
    story.person("list_colleagues", partial(lead.get, f"/desk/cases/{case_id}"))


def a_session_and_what_was_typed_in_it(story: Story) -> None:
    """Signing in, a form that comes after the session's end, and what it held given back."""
    house = story.house
    case_id = house.assigned().case_id
    story.person("sign_in_staff", partial(sign_in, story))
    clerk = person(story, "justice")
    house.clock.advance(hours=NIGHT)
    form = {"version": "2", "finding": "confirmed", "text": "借条真实。"}
    path = f"/desk/cases/{case_id}"
    kept = story.person("keep_draft", partial(clerk.post, f"{path}/verification", form))
    (cookie,) = (each.partition(";")[0] for each in kept.cookies)
    again = person(story, "justice")
    both = f"{again.caller.headers['cookie']}; {cookie}"
    given = story.person(
        "keep_draft: given back", partial(again.get, f"{path}?draft=1", cookie=both)
    )
    assert form["text"] in given.text


def more_filings_than_the_quota(story: Story) -> None:
    """A filing over quota is marked and goes to triage; none is lost."""
    house = story.house
    name = f"code#{code_id(CENTRE_CODE)}#{hour_of(house.clock.now)}"
    spent = {"PK": {"S": keys.quota_pk(name)}, "SK": {"S": "QUOTA"}, "counted": {"N": "9999"}}
    house.stack.client("dynamodb").put_item(TableName=house.stack.names["Table"], Item=spent)
    form = filled(LOAN, house.form_key())
    filing = partial(visitor().post, f"/q/{CENTRE_CODE}", form)
    story.person("file_case: over quota", filing)


def person(story: Story, who: str) -> AtTheDesk:
    """Somebody at the console; signed in anew when the time has moved on."""
    return at_the_desk(STAFF[who], story.house.clock.now)


def sign_in(story: Story) -> Answer:
    """From the beginning, as somebody does to whom nobody answered."""
    room, browser = rooms()["SignInFunction"].room(), Browser()
    issuer = ProviderInHand("clerk", ISSUER, CLIENT, lasting(story.house.clock.now))
    usual, room.issuer = room.issuer, issuer
    try:
        begun = browser.get("/sign-in/start")
        if begun.status >= 500:
            return begun
        code, state = issuer.let_in(begun.location)
        return browser.get(f"/sign-in/return?code={code}&state={state}")
    finally:
        room.issuer = usual
