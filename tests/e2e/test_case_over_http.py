"""A case from the scan to the rating over HTTP on the deployed template, the platform unsure at
first: a clerk decides, a lead and two co-handlers act (P4), the enterprise rates once (E1).

Each fixture takes the case one step further; a test asks for the step that it is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from infra.local.browse import heading
from tests.e2e.asking import Asker, Reply
from tests.e2e.casework import UNSURE, Filed, desk, file_case, routed

if TYPE_CHECKING:
    from tests.e2e.harness import Deployed

LEAD, CO_HANDLERS = "transport", ["public_security", "emergency"]
VERIFIED = {"finding": "confirmed", "text": "现场查看，车辆长期占道停放，属实。"}
REPLIED = {"text": "已会同公安、应急部门安排集中清理。"}
RESOLVED = {"outcome": "measures_taken", "text": "清理车辆140余辆次，设置禁停标牌。"}
REPORTS = {
    "handler-public-security": "已约谈车主，劝离车辆。",
    "handler-emergency": "已核查危险品运输资质。",
}


@dataclass(frozen=True, slots=True)
class Story:
    """The case and whoever acts on it."""

    deployed: Deployed
    filed: Filed

    def act(self, username: str, step: str, **body: Any) -> dict[str, Any]:
        return desk(self.deployed, username).act(self.filed.case_id, step, **body)

    def refused(self, username: str, step: str, **body: Any) -> tuple[int, str]:
        """Status and rule of a step that must not be taken; the case stays as it was."""
        before = self.case()
        reply = desk(self.deployed, username).ask(
            self.filed.case_id, step, before["version"], **body
        )
        assert self.case() == before
        return reply.status, reply.json()["code"]

    def case(self) -> dict[str, Any]:
        return desk(self.deployed, "clerk").case(self.filed.case_id)

    def page(self) -> str:
        return Asker(self.deployed).get(f"{self.filed.tracking}?lang=zh").body.decode()

    def rating_path(self) -> str:
        found = re.search(r'href="(/e/[^"?]+)', self.page())
        assert found, "the tracking page offers no rating"
        return found[1]


@pytest.fixture(scope="module")
def unsure(deployed: Deployed) -> Story:
    """Filed with words that no duty of the catalogue answers to, and looked at by the platform."""
    filed = file_case(deployed, what_happened=UNSURE, category="", township="")
    routed(deployed, filed)
    return Story(deployed, filed)


@pytest.fixture(scope="module")
def assigned(unsure: Story) -> Story:
    """Assigned by the clerk to a lead and two co-handlers."""
    unsure.act("clerk", "assignment", lead=LEAD, co_handlers=CO_HANDLERS)
    return unsure


@pytest.fixture(scope="module")
def replied(assigned: Story) -> Story:
    """Verified and replied to by the lead."""
    assigned.act("handler-transport", "verification", **VERIFIED)
    assigned.act("handler-transport", "reply", **REPLIED)
    return assigned


@pytest.fixture(scope="module")
def resolved(replied: Story) -> Story:
    """Resolved by the lead after both co-handlers had reported."""
    for username, text in REPORTS.items():
        replied.act(username, "task-report", text=text)
    replied.act("handler-transport", "resolution", **RESOLVED)
    return replied


@pytest.fixture(scope="module")
def rated(resolved: Story) -> tuple[Story, str, Reply]:
    """Rated by the enterprise: the story, the rating's path and the answer to it."""
    path = resolved.rating_path()
    reply = Asker(resolved.deployed).post_form(path, {"lang": "zh", "grade": "satisfied"})
    return resolved, path, reply


def test_the_platform_leaves_what_it_is_unsure_of_to_a_clerk(unsure: Story) -> None:
    case = unsure.case()
    assert (case["status"], case["triage_reason"]) == ("triage", "not_confident")
    assert case["lead"] is None
    assert heading(unsure.page()) == "县政法护航工作中心正在确定由谁办理"


def test_nobody_but_the_clerk_acts_before_a_case_is_assigned(unsure: Story) -> None:
    for username in ("handler-transport", "handler-justice"):
        assert unsure.refused(username, "verification", **VERIFIED) == (404, "not_found")
    assert unsure.refused("supervisor", "assignment", lead=LEAD) == (403, "not_permitted")


def test_the_clerk_names_a_lead_and_two_co_handlers(assigned: Story) -> None:
    case = assigned.case()
    assert (case["status"], case["lead"]) == ("assigned", LEAD)
    assert [(task["unit"], task["state"]) for task in case["tasks"]] == [
        (unit, "open") for unit in CO_HANDLERS
    ]
    assert all(case["reply_by"] < task["due"] < case["resolve_by"] for task in case["tasks"])
    assert heading(assigned.page()) == "已交县交通运输局，正在核实"


def test_steps_out_of_order_or_by_the_wrong_unit_change_nothing(assigned: Story) -> None:
    assert assigned.refused("handler-transport", "reply", **REPLIED) == (409, "not_yet_verified")
    assert assigned.refused("handler-transport", "resolution", **RESOLVED)[0] == 409
    co_handler = "handler-public-security"
    assert assigned.refused(co_handler, "verification", **VERIFIED) == (403, "not_permitted")
    assert assigned.refused("handler-justice", "verification", **VERIFIED) == (404, "not_found")
    assert assigned.refused("clerk", "assignment", lead="justice") == (409, "already_dispatched")


def test_the_lead_verifies_and_replies(replied: Story) -> None:
    assert replied.case()["status"] == "replied"
    assert REPLIED["text"] in replied.page()
    assert replied.refused("handler-transport", "reply", **REPLIED) == (409, "already_replied")


def test_the_lead_cannot_resolve_before_every_co_handler_has_reported(replied: Story) -> None:
    blocked = (409, "co_handler_task_open")
    assert replied.refused("handler-transport", "resolution", **RESOLVED) == blocked


def test_the_lead_resolves_once_every_co_handler_has_reported(resolved: Story) -> None:
    case = resolved.case()
    assert (case["status"], case["is_open"]) == ("resolved", True)
    assert [task["state"] for task in case["tasks"]] == ["reported", "reported"]
    assert heading(resolved.page()) == "县交通运输局已办结：已采取措施"


def test_the_enterprise_reads_what_was_done_and_not_what_passed_between_departments(
    resolved: Story,
) -> None:
    page = resolved.page()
    assert VERIFIED["text"] in page
    assert RESOLVED["text"] in page
    assert [text for text in REPORTS.values() if text in page] == []


def test_the_enterprise_rates_once(rated: tuple[Story, str, Reply]) -> None:
    story, path, first = rated
    assert (first.status, first.headers["location"]) == (303, f"{path}?lang=zh")
    phone = Asker(story.deployed)
    again = phone.post_form(path, {"lang": "zh", "grade": "very_satisfied"})
    for answer, status in ((phone.get(f"{path}?lang=zh"), 200), (again, 409)):
        shown = heading(answer.body.decode())
        assert (answer.status, shown) == (status, "谢谢，评价已收到")
    assert story.case()["rated"] is True


def test_the_timeline_holds_each_step_once_in_its_order(
    rated: tuple[Story, str, Reply],
) -> None:
    story = rated[0]
    timeline = desk(story.deployed, "clerk").file(story.filed.case_id)["timeline"]
    assert [(event["type"], event["unit"]) for event in timeline] == [
        ("CaseFiled", None),
        ("CaseQueuedForTriage", None),
        ("CaseAssigned", "centre"),
        ("CaseVerified", "transport"),
        ("CaseReplied", "transport"),
        ("TaskReported", "public_security"),
        ("TaskReported", "emergency"),
        ("CaseResolved", "transport"),
        ("CaseRated", None),
    ]
