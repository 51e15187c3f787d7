"""The article's first case (P3): money lent and not repaid; a clerk's triage, mediation, an
agreement, confirmed and rated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from infra.local.browse import UnexpectedAnswerError, heading
from infra.local.stories.telling import case_id_of

if TYPE_CHECKING:
    from infra.local.stories.telling import Story

WHAT_HAPPENED = (
    "张某去年借走我公司的经营资金，打了借条，约定今年还清，到期后多次催要一直不还。"
    "公司周转困难，希望有人出面调解，让他尽快还款。"
)
"""Words that the duty catalogue knows well enough to assign the case by itself."""

VAGUE = (
    "我公司去年有一笔经营资金给了张某周转，现在一直收不回来，公司自己也转不动了，"
    "不知道该找哪个部门，希望有人帮忙说和。"
)
FORM = {
    "what_happened": VAGUE,
    "enterprise_name": "独山镇示范家纺有限公司",
    "contact_name": "王先生",
    "contact_phone": "13800000000",
    "category": "",
    "township": "dushan",
}
HANDLER = "handler-justice"


def play(story: Story) -> str:
    """Play the case from scan to rating; returns the path of its tracking page."""
    tracking = story.file(FORM)
    case_id = case_id_of(tracking)
    story.tell("平台", story.wait_for_triage(tracking))
    _assign(story, case_id)
    story.tell("企业", f"进度页：{heading(story.page(tracking))}")
    _mediate(story, case_id)
    story.tell("企业", f"进度页：{heading(story.page(tracking))}")
    story.tell("企业", f"确认办结：{story.act_by_link(tracking, 'confirm')}")
    story.rate(tracking, "三天就解决了。")
    return tracking


def _assign(story: Story, case_id: str) -> None:
    clerk = story.at_desk("clerk")
    if case_id not in clerk.open("/desk/cases?list=triage").text:
        raise UnexpectedAnswerError(f"the list does not show {case_id}")
    story.tell("受理员", "登录工作台，在“待分流”里看到它；职责目录拿不准，由人判断")
    story.act("clerk", case_id, "notes", text="电话问过企业：有借条，金额不大，双方愿意谈。")
    story.act("clerk", case_id, "assignment", lead="justice")
    story.tell("受理员", "与企业通话后，交县司法局牵头，人民调解")


def _mediate(story: Story, case_id: str) -> None:
    story.act(HANDLER, case_id, "handler", staff=HANDLER)
    story.act(
        HANDLER,
        case_id,
        "verification",
        finding="confirmed",
        text="已与双方通话，借条真实，欠款属实。",
    )
    story.tell("司法局", "核实：情况属实")
    story.act(HANDLER, case_id, "reply", text="已指派人民调解员，约定双方到独山镇调解室当面调解。")
    story.tell("司法局", "回复企业：已安排调解")
    story.act(
        HANDLER,
        case_id,
        "resolution",
        outcome="settled",
        text="双方达成还款协议，分三期还清，首期已到账。",
    )
    story.tell("司法局", "办结：达成还款协议")
