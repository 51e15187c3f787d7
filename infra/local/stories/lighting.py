"""A light at the factory gate that was reported mended and was not: the objection is upheld, the
case open again with time limits of its own, and done in the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from infra.local.browse import UnexpectedAnswerError, heading
from infra.local.stories.telling import case_id_of

if TYPE_CHECKING:
    from infra.local.stories.telling import Story

FORM = {
    "what_happened": (
        "厂区门口的路灯坏了两个月，晚上车辆进出看不清，已经发生过剐蹭，希望尽快修好。"
    ),
    "enterprise_name": "独山镇示范食品有限公司",
    "contact_name": "孙先生",
    "contact_phone": "13600000000",
    "category": "",
    "township": "dushan",
}
HANDLER = "handler-transport"
VERIFIED = {
    "reply__verification__finding": "confirmed",
    "reply__verification__text": "路灯不亮，属实。",
}


def play(story: Story) -> str:
    """Play the case until it is truly done; returns the path of its tracking page."""
    tracking = story.file(FORM)
    case_id = case_id_of(tracking)
    story.tell("平台", story.wait_for_triage(tracking))
    story.act("clerk", case_id, "assignment", lead="transport", co_handlers=[])
    story.act(
        HANDLER,
        case_id,
        "resolution",
        outcome="measures_taken",
        text="路灯已修好。",
        reply__text="已安排养护人员维修。",
        **VERIFIED,
    )
    story.tell("交通局", "报办结：路灯已修好")
    _object(story, tracking, case_id)
    story.act(HANDLER, case_id, "verification", finding="confirmed", text="电缆被挖断，确未修好。")
    story.act(HANDLER, case_id, "reply", text="今天换电缆，晚上请企业一起看。")
    story.act(HANDLER, case_id, "resolution", outcome="settled", text="电缆已换，企业到场看过。")
    story.tell("交通局", "重新核实、回复、办结：电缆已换")
    story.tell("企业", f"确认办结：{story.act_by_link(tracking, 'confirm')}")
    return tracking


def _object(story: Story, tracking: str, case_id: str) -> None:
    words = "当晚去看还是不亮，没有修。"
    story.tell("企业", f"提出异议：{story.act_by_link(tracking, 'object', objection=words)}")
    to_decide = story.at_desk("supervisor").open("/desk/cases?list=decide")
    if case_id not in to_decide.text:
        raise UnexpectedAnswerError(f"the list does not show {case_id}")
    story.act(
        "supervisor",
        case_id,
        "objection-decision",
        upheld="yes",
        false_closing="yes",
        text="现场照片显示路灯不亮，未经核对即报办结。",
    )
    story.tell("督办员", "在“待决定”里看到它：异议成立，虚假办结记录在案，案件重新办理")
    story.tell("企业", f"进度页：{heading(story.page(tracking))}")
