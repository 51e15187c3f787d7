"""Every room works with its own role's policy, which the engine enforces, and misses nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.e2e.asking import Asker
from tests.e2e.casework import UNSURE, Filed, desk, file_case, routed
from tests.e2e.denial import forbidden
from tests.e2e.logs import logged

if TYPE_CHECKING:
    from tests.e2e.harness import Deployed

TOGETHER = {
    "outcome": "settled",
    "text": "双方达成还款协议。",
    "reply": {
        "text": "已安排调解。",
        "verification": {"finding": "confirmed", "text": "借条真实。"},
    },
}
QUEUES = ("ParkingQueueUrl", "DepartmentRoutingDeadLettersUrl")


@pytest.fixture(scope="module")
def used(deployed: Deployed) -> Deployed:
    """The deployment after every room has done whatever it does."""
    _handle_to_the_rating(deployed)
    answered = file_case(deployed, what_happened=UNSURE)
    routed(deployed, answered)
    clerk = desk(deployed, "clerk")
    clerk.act(answered.case_id, "answer", text="请携带合同到服务中心办理。")
    assert clerk.asker.get("/api/desk/cases?limit=5").status == 200
    _keep_the_codes(deployed)
    return deployed


def _handle_to_the_rating(deployed: Deployed) -> None:
    case, phone = file_case(deployed), Asker(deployed)
    assert routed(deployed, case)["lead"] == "justice"
    added = {"lang": "zh", "text": "补充借条照片。", "form_key": _form_key(deployed, case)}
    assert phone.post_form(case.tracking, added).status == 303
    assert phone.get(f"{case.tracking}/filed").status == 200
    desk(deployed, "handler-justice").act(case.case_id, "resolution", **TOGETHER)
    rating = re.search(r'href="(/e/[^"?]+)', phone.get(case.tracking).body.decode())
    assert rating
    low = {"lang": "zh", "grade": "dissatisfied", "reasons": "long_wait", "text": "慢。"}
    assert phone.post_form(rating[1], low).status == 303


def _form_key(deployed: Deployed, case: Filed) -> str:
    found = re.search(r'name="form_key" value="([^"]+)"', _tracking(deployed, case))
    assert found
    return found[1]


def _tracking(deployed: Deployed, case: Filed) -> str:
    return Asker(deployed).get(case.tracking).body.decode()


def _keep_the_codes(deployed: Deployed) -> None:
    office = Asker(deployed, deployed.token("administrator"))
    wanted = {"place": "poster", "caption_zh": "海报", "caption_en": "Poster"}
    code = office.post_json("/api/registry/codes", wanted).json()["id"]
    assert office.get("/api/registry/codes").status == 200
    assert office.get(f"/api/registry/codes/{code}/svg").status == 200
    assert office.post_json(f"/api/registry/codes/{code}/revocation", {}).status == 200


def _unplanned(used: Deployed, words: str) -> dict[str, list[str]]:
    """Without the relay, whose rights another story takes away; denied otherwise, it would leave
    events behind.
    """
    found = logged(used, words)
    return {group: lines for group, lines in found.items() if not group.endswith("event-relay")}


def test_no_room_was_denied_anything_or_failed_otherwise(used: Deployed) -> None:
    assert _unplanned(used, "AccessDenied") == {}
    assert _unplanned(used, '"level":"ERROR"') == {}


@pytest.mark.parametrize("queue", QUEUES)
def test_no_event_was_left_behind(used: Deployed, queue: str) -> None:
    sqs = used.deployment.engine.client("sqs")
    attributes = sqs.get_queue_attributes(
        QueueUrl=used.deployment.product.outputs[queue],
        AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    )["Attributes"]
    assert set(attributes.values()) == {"0"}


def test_a_denial_would_be_answered_with_503_and_stand_in_the_log(used: Deployed) -> None:
    office = Asker(used, used.token("administrator"))
    with forbidden(used, "RegistryDeskFunctionRole", "dynamodb:Query"):
        denied = office.get("/api/registry/codes")
    assert (denied.status, denied.json()["code"]) == (503, "store_unavailable")
    assert list(_unplanned(used, "AccessDenied")) == ["/aws/lambda/mashangban-registry-desk"]
    assert office.get("/api/registry/codes").status == 200
