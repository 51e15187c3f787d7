"""The article's first case (P3): money lent and not repaid, mediated, agreed on, rated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infra.local.browse import heading
from infra.local.stories.telling import case_id_of, deadline

if TYPE_CHECKING:
    from infra.local.stories.telling import Story

WHAT_HAPPENED = (
    "张某去年借走我公司的经营资金，打了借条，约定今年还清，到期后多次催要一直不还。"
    "公司周转困难，希望有人出面调解，让他尽快还款。"
)
FORM = {
    "what_happened": WHAT_HAPPENED,
    "enterprise_name": "独山镇示范家纺有限公司",
    "contact_name": "王先生",
    "contact_phone": "13800000000",
    "category": "contract_debt",
    "township": "dushan",
}
STEPS = (
    (
        "verification",
        {"finding": "confirmed", "text": "已与双方通话，借条真实，欠款属实。"},
        "核实：情况属实",
    ),
    (
        "reply",
        {"text": "已指派人民调解员，约定双方到独山镇调解室当面调解。"},
        "回复企业：已安排调解",
    ),
    (
        "resolution",
        {"outcome": "settled", "text": "双方达成还款协议，分三期还清，首期已到账。"},
        "办结：达成还款协议",
    ),
)


def play(story: Story) -> str:
    """Play the case from scan to rating; returns the path of its tracking page."""
    tracking = story.file(FORM)
    story.tell("平台", story.wait_for_heading(tracking, "县司法局"))
    desk = story.desk_of("justice")
    path = f"/api/desk/cases/{case_id_of(tracking)}"
    case = desk.get(path).json()["case"]
    story.tell("司法局", f"看到案件 {case['number']}，核实期限 {deadline(case['verify_by'])}")
    for step, body, words in STEPS:
        case = desk.post_json(f"{path}/{step}", {**body, "version": case["version"]}).json()
        story.tell("司法局", words)
    story.tell("企业", f"进度页：{heading(story.page(tracking))}")
    story.rate(tracking, "三天就解决了。")
    return tracking
