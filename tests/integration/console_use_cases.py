"""What pages of the console ask for, and every operation on a case, each handed to a ledger."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from tests.integration.county import LOAN, STAFF
from tests.integration.desk_people import at_the_desk
from tests.integration.every_operation import TALES
from tests.integration.reading import hidden_field
from tests.integration.stack import rooms
from tests.integration.tales import A_WHILE, played
from tests.integration.use_cases import is_of_the_page

if TYPE_CHECKING:
    from tests.integration.house import House
    from tests.integration.use_cases import Ledger

CALLED = {
    "channel": "telephone",
    "what_happened": LOAN.what_happened,
    "enterprise_name": "独山镇来电家纺有限公司",
    "contact_name": "王先生",
    "contact_phone": "13900001111",
    "answer": "可以持借条申请调解。",
}


def operations(house: House, ledger: Ledger) -> None:
    """Every operation beyond the ordinary way of a case, once."""
    noted = set()
    for tale in TALES:
        house.clock.advance(**A_WHILE)
        for asked in played(house, tale):
            if asked.step.name in noted:
                assert asked.ask().status < 400
                continue
            noted.add(asked.step.name)
            assert ledger.note(asked.step.name, asked.ask).status < 400


def console(house: House, ledger: Ledger) -> None:
    """Every page, search, entry and export, in rooms that have served a page before."""
    entering = rooms()["CaseDeskFunction"].room().entering
    entering.catalogue()
    entering.policy()
    for name in ("OversightDeskFunction", "RegistryDeskFunction"):
        rooms()[name].room().configuration.organisation()
    clerk, supervisor, administrator = (
        at_the_desk(STAFF[who], house.clock.now) for who in ("clerk", "supervisor", "administrator")
    )
    first, *others = (house.triaged().case_id for _ in range(3))
    late = house.assigned("transport", "justice").case_id
    lifted = {"coordinator": "centre", "reason": "stuck", "text": "超期未办结"}
    assert house.oversee("supervisor", late, "special", **lifted).status == 200
    key = hidden_field(clerk.get("/desk/intake").text, "form_key")
    entry = {**CALLED, "form_key": key}
    pages = {
        "page: a list": "/desk/cases?list=triage",
        "page: a list, narrowed": "/desk/cases?list=triage&light=yellow",
        "page: a list for paper": "/desk/print/cases?list=triage",
        "page: a case": f"/desk/cases/{first}",
        "page: a case for paper": f"/desk/print/cases/{first}",
        "page: search": "/desk/search",
        "page: entry": "/desk/intake",
    }
    boards = {
        "page: lights board": "/desk/oversight/board",
        "page: special supervision": "/desk/oversight/special",
        "page: register of judicial contacts": "/desk/oversight/register",
        "export of the register": "/desk/oversight/register.csv",
    }
    forms: dict[str, tuple[str, dict[str, Any]]] = {
        "search by number": ("/desk/search", {"number": first}),
        "search by telephone, nothing found": ("/desk/search", {"telephone": "13700000000"}),
        "entry: look for earlier cases": ("/desk/intake", {**entry, "then": "look"}),
        "entry, answered at once": ("/desk/intake", {**entry, "then": "answer"}),
        "the same entry again": ("/desk/intake", {**entry, "then": "answer"}),
        "search by enterprise": ("/desk/search", {"enterprise": CALLED["enterprise_name"]}),
        "assign two cases together": (
            *("/desk/assignments",),
            {"lead": "justice", "cases": [f"{each}.2" for each in others]},
        ),
    }
    ledger.note(
        "page: a list with nothing on it",
        partial(clerk.get, "/desk/cases?list=mine"),
        is_of_the_page,
    )
    registries = {
        "page: printed codes": "/desk/registry/codes",
        "page: subscriptions": "/desk/registry/subscriptions",
    }
    for person, addresses in (
        (clerk, pages),
        (supervisor, boards),
        (administrator, registries),
    ):
        for name, path in addresses.items():
            assert ledger.note(name, partial(person.get, path), is_of_the_page).status == 200
    path = f"/desk/cases/{house.assigned().case_id}"
    for name, who in (("its handler", "justice"), ("whoever names its handler", "justice-lead")):
        person = at_the_desk(STAFF[who], house.clock.now)
        ledger.note(f"page: a case, for {name}", partial(person.get, path), is_of_the_page)
    for name, (path, fields) in forms.items():
        answer = ledger.note(name, partial(clerk.post, path, fields), is_of_the_page)
        assert answer.status < 400, name
    ledger.note(
        "export of a list, each MB of it", partial(clerk.get, "/desk/export/cases"), is_of_the_page
    )
