"""Every way in which a unit can stand to a case, with a case for each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.integration.county import LOAN

if TYPE_CHECKING:
    from casework.domain.case import Case
    from tests.integration.house import House


@dataclass(frozen=True)
class Relation:
    """A case, and the unit of the person who asks about it."""

    case: Case
    unit: str


def relations(house: House) -> dict[str, Relation]:
    """Every way in which a unit can stand to a case."""
    ids = sent_a_letter(house), sent_late(house)
    answering, answered_for = map(house.case, ids)
    rude = "工作人员态度恶劣，推诿扯皮，故意刁难，还索要好处费。"
    about = replace(LOAN, what_happened=f"县司法局窗口{rude}", category="")
    of_justice = house.case(house.file_and_route(about).case_id)
    about = replace(LOAN, what_happened=f"县政法护航工作中心{rude}", category="")
    of_centre = house.case(house.file_and_route(about).case_id)
    assert (of_justice.about_bodies, of_centre.about_bodies) == (("justice",), ("centre",))
    assigned = house.case(house.assigned("justice", "transport").case_id)
    queued = house.case(house.triaged().case_id)
    filed = house.case(house.file(LOAN).case_id)
    return {
        "leads": Relation(assigned, "justice"),
        "co-handles": Relation(assigned, "transport"),
        "is not involved": Relation(assigned, "emergency"),
        "dispatched it": Relation(assigned, "centre"),
        "triages": Relation(queued, "centre"),
        "will triage": Relation(filed, "centre"),
        "has not got it": Relation(filed, "justice"),
        "is complained about": Relation(of_justice, "justice"),
        "is complained about and would triage": Relation(of_centre, "centre"),
        "triages a complaint about the centre": Relation(of_centre, "inspection"),
        "does not triage a complaint": Relation(of_justice, "inspection"),
        "leads and has a letter": Relation(answering, "justice"),
        "has a letter from before": Relation(answered_for, "centre"),
        "leads what another has a letter for": Relation(answered_for, "justice"),
        "is not involved in a letter": Relation(answering, "transport"),
    }


def sent_a_letter(house: House) -> str:
    """A case whose lead has missed a deadline."""
    case_id = house.assigned("justice").case_id
    let_deadlines_pass(house)
    assert {letter.unit for letter in house.case(case_id).letters} == {"justice"}
    return case_id


def sent_late(house: House) -> str:
    """A case that the centre assigned too late, for which it has its own letter."""
    case_id = house.triaged().case_id
    let_deadlines_pass(house)
    body = {"lead": "justice", "co_handlers": []}
    assert house.act("clerk", case_id, "assignment", **body).status == 200
    assert [letter.unit for letter in house.case(case_id).letters] == ["centre"]
    return case_id


def let_deadlines_pass(house: House) -> None:
    """What is due is missed, and its letters are issued and printed."""
    house.clock.advance(days=4)
    house.pump.sweep()
    house.pump.carry()
