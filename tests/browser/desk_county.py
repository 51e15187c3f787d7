"""Cases that the console shows in states of its own: late, supervised, with a red light proposed,
with something to decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from casework.domain.working_time import CHINA_TIME
from infra.local.stories.special_supervision import in_two_working_days
from tests.browser.county import assigned_case
from tests.e2e.asking import Asker
from tests.e2e.casework import desk

if TYPE_CHECKING:
    from tests.browser.county import County
    from tests.e2e.casework import Filed

GROUNDLESS = {"accepted": False, "groundless": True, "text": "没有法律依据，请按期办理。"}
RETURNING = {
    "ground": "no_competence",
    "suggested": "market_regulation",
    "text": "人手紧张，建议转市场监管部门。",
}


@dataclass(frozen=True, slots=True)
class DeskCounty:
    """The county, and a case for each state that only the console shows."""

    county: County
    asked: Filed
    supervised: Filed


def settle_the_desk(county: County) -> DeskCounty:
    """Make them."""
    return DeskCounty(county, _asked(county), _supervised(county))


def _asked(county: County) -> Filed:
    """A case whose department lead asks to return it."""
    case = assigned_case(county.deployed)
    desk(county.deployed, "lead-justice").act(case.case_id, "return", **RETURNING)
    return case


def _supervised(county: County) -> Filed:
    """A case under special supervision, with actions, a register entry and a red light proposed on
    a groundless return.
    """
    case = _asked(county)
    team = {"coordinator": "centre", "departments": ["public_security"]}
    _oversee(county, case, "return-decision", **GROUNDLESS)
    _oversee(county, case, "special", reason="stuck", text="双方分歧大，长期不结。", **team)
    until = in_two_working_days()
    supervisor = desk(county.deployed, "supervisor")
    for unit, text in (("justice", "约双方当面调解"), ("public_security", "核实资金去向")):
        supervisor.act(case.case_id, "actions", department=unit, until=until, text=text)
    today = datetime.now(UTC).astimezone(CHINA_TIME).date().isoformat()
    contact = {"organ": "court", "organ_name": "周边市某区人民法院", "on": today}
    said = "请告知案件所处程序。"
    supervisor.act(case.case_id, "judicial-contacts", kind="letter", text=said, **contact)
    _oversee(county, case, "red-light", unit="justice", reason="无依据退单，涉嫌推诿。")
    return case


def _oversee(county: County, case: Filed, operation: str, **body: Any) -> None:
    """An operation of the oversight desk, by a supervisor."""
    version = desk(county.deployed, "supervisor").case(case.case_id)["version"]
    asker = Asker(county.deployed, county.deployed.token("supervisor"))
    path = f"/api/oversight/cases/{case.case_id}/{operation}"
    reply = asker.post_json(path, {**body, "version": version})
    assert reply.status == 200, reply.body.decode()
