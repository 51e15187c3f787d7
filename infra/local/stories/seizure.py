"""The article's third case (O8): a court of another city is about to seize assets; one matter one
discussion, letters and calls about procedure, a settlement between bank and enterprise.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from infra.local.browse import UnexpectedAnswerError, heading
from infra.local.stories.telling import case_id_of, wait_for

if TYPE_CHECKING:
    from infra.local.console import Shown
    from infra.local.stories.telling import Story

ENTRY = {
    "channel": "telephone",
    "contact_phone": "13700000000",
    "contact_name": "赵女士",
    "enterprise_name": "麒麟镇示范木业有限公司",
    "category": "finance",
    "what_happened": (
        "公司因银行贷款偿还不及时，面临被周边市法院查封的窘境。一旦查封，生产就停了，"
        "工人也要散。希望争取在本地处置，和银行达成和解。"
    ),
    "then": "file",
}
HANDLER = "handler-justice"
COURT = "周边市某区人民法院"


def play(story: Story) -> str:
    """Play the case from the telephone to the settlement; returns the path of its tracking page."""
    tracking = _enter(story)
    case_id = case_id_of(tracking)
    story.tell("平台", story.wait_for_triage(tracking))
    _open_the_way(story, case_id)
    _turn_to_the_court(story, case_id)
    _settle(story, case_id)
    story.tell("企业", f"进度页：{heading(story.page(tracking))}")
    story.tell("企业", f"确认办结：{story.act_by_link(tracking, 'confirm')}")
    story.rate(tracking, "厂子保住了，工人没散。")
    return tracking


def _enter(story: Story) -> str:
    """A clerk takes the call; returns the path of the tracking page."""
    clerk = story.at_desk("clerk")
    entry = clerk.open("/desk/intake").form("/desk/intake")
    looked = clerk.send(entry, {**ENTRY, "then": "look"})
    story.tell("受理员", "接到企业来电，在工作台登记；同一企业、同一电话的旧案先查一遍")
    filed: Shown = clerk.send(looked.form("/desk/intake"), ENTRY)
    receipt = re.search(r'href="(/t/[^"]+)/filed"', filed.text)
    if receipt is None:
        raise UnexpectedAnswerError(f"no receipt\n{filed.words[:600]}")
    story.tell("受理员", f"登记：{heading(story.phone.get(f'{receipt[1]}/filed').text)}")
    return receipt[1]


def _open_the_way(story: Story, case_id: str) -> None:
    story.act("clerk", case_id, "procedure")
    story.tell("受理员", "确认：事项已有司法程序，只问程序和服务，不问裁判结果，不亮灯")
    story.act("clerk", case_id, "assignment", lead="justice", not_a_complaint="yes")
    story.tell("受理员", "判断：不是投诉法院；交县司法局牵头，法律服务团参与")
    story.act("clerk", case_id, "green-channel", organ="court", text="涉企案件，请走绿色通道。")
    story.tell("受理员", "开通绿色通道：县法院涉企窗口")
    story.act(
        "supervisor",
        case_id,
        "one-matter",
        coordinator="centre",
        text="企业随时可能被查封，工人三百余名，需特事特办。",
    )
    story.tell("督办员", "一事一议：时限缩短，由中心统筹")


def _turn_to_the_court(story: Story, case_id: str) -> None:
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
    contact = {"organ": "court", "organ_name": COURT, "on": today}
    story.act(
        "clerk",
        case_id,
        "judicial-contacts",
        kind="letter",
        text="致函：请告知案件所处程序，以及移送本地处置需要的材料。",
        **contact,
    )
    story.act(
        "supervisor",
        case_id,
        "judicial-contacts",
        kind="call",
        text="致电承办庭内勤：确认材料已收到。",
        **contact,
    )
    register = story.at_desk("inspector").open("/desk/oversight/register")
    if register.text.count(COURT) < 1:
        raise UnexpectedAnswerError("the contacts are not in the register")
    story.tell("中心", "多次致函致电相关法院；每一次都进过问登记，督查员看得到、导得出")


def _settle(story: Story, case_id: str) -> None:
    wait_for("the case on the desk", lambda: story.at_desk(HANDLER).may(case_id, "verification"))
    story.act(
        HANDLER,
        case_id,
        "resolution",
        outcome="settled",
        text="银行与企业达成和解：分期偿还，撤回保全申请，企业继续生产。",
        reply__text="法律服务团已约银行和企业当面商谈，同时准备移送本地处置的材料。",
        reply__verification__finding="confirmed",
        reply__verification__text="贷款合同、起诉材料齐全，企业经营正常，情况属实。",
    )
    story.tell("司法局", "核实、回复、办结一并记录：银行与企业和解，避免了破产")
