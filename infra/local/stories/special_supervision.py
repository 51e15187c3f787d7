"""Special supervision of a stuck case (专项督办, P5), and the red light that is proposed beside it,
heard and dismissed (P8).
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from casework.adapters.dynamodb.configuration import CALENDAR
from casework.domain.working_days import WorkingCalendar
from casework.domain.working_time import CHINA_TIME
from infra.local.browse import UnexpectedAnswerError
from infra.provision import FILES, POLICY_FILES

if TYPE_CHECKING:
    from infra.local.stories.telling import Story

UNIT, HEAD, HANDLER = "transport", "lead-transport", "handler-transport"
POLICE, POLICE_HANDLER = "public_security", "handler-public-security"
ACTIONS = (
    (POLICE, POLICE_HANDLER, "公安局", "集中清理园区周边危化车辆", "清理危化车辆140余辆"),
    (UNIT, HANDLER, "交通局", "在园区路口增设禁停标志", "增设禁停标志，施划禁停标线"),
)


def play(story: Story, case_id: str) -> None:
    """From the lifting of the case to the result, the red light decided on the way."""
    story.act(
        "supervisor",
        case_id,
        "special",
        reason="stuck",
        coordinator="centre",
        departments=[UNIT, POLICE, "emergency"],
        text="超过期限仍未清完，涉及多个部门，纳入专项督办。",
    )
    story.tell("督办员", "纳入专项督办：中心统筹，交通、公安、应急参加")
    until = in_two_working_days()
    for department, _, _, agreed, _ in ACTIONS:
        fields = {"department": department, "until": until, "text": agreed}
        story.act("supervisor", case_id, "actions", **fields)
        story.tell("督办员", f"约定：{agreed}，{until} 前")
    board = story.at_desk("leader").open("/desk/oversight/special")
    if case_id not in board.text:
        raise UnexpectedAnswerError(f"the board does not show the case\n{board.words[:600]}")
    story.tell("领导", "打开专项督办看板：每项措施、牵头部门和期限一目了然")
    for number, (_, username, name, _, result) in enumerate(ACTIONS, start=1):
        story.act(username, case_id, f"actions/{number}/report", text=f"{result}。")
        story.tell(name, f"反馈落实情况：{result}")
    _red_light(story, case_id)
    result = "园区周边危化车辆清理完毕，禁停标志到位，转入日常巡查。"
    story.act("supervisor", case_id, "special/conclusion", text=result)
    story.tell("督办员", "专项督办办结，结果告知企业")


def _red_light(story: Story, case_id: str) -> None:
    """Proposed on the groundless return unless a threshold proposed one already; the department is
    heard, and somebody who took no part decides.
    """
    if not _pending(story, case_id):
        reason = "无法律依据退单，又逾期未核实，涉嫌推诿扯皮。"
        story.act("supervisor", case_id, "red-light", unit=UNIT, reason=reason)
    story.tell("督办员", "提出红灯警告建议：推诿的证据并列，待听取申辩")
    (number,) = _pending(story, case_id)
    said = "退单申请已认错；车主分散在外地，已逐户联系，两天内清理完毕。"
    story.act(HEAD, case_id, f"red-lights/{number}/statement", text=said)
    story.tell("交通局", "陈述申辩：已整改，两天内清完")
    grounds = "整改及时，效果明显，不予亮红灯，推诿记录保留。"
    story.act("supervisor-2", case_id, f"red-lights/{number}/dismissal", reasons=grounds)
    story.tell("督办员", "另一位未参与的督办员审查：不亮红灯，理由存档")


def _pending(story: Story, case_id: str) -> set[str]:
    """The red lights on which the department may still be heard."""
    page = story.at_desk(HEAD).case(case_id).text
    return set(re.findall(rf'action="[^"]*/{case_id}/red-lights/(\d+)/statement"', page))


def in_two_working_days() -> str:
    """A working day that is neither today nor far, as a form's date field sends it."""
    shipped = json.loads((POLICY_FILES / FILES[CALENDAR]).read_text("utf-8"))
    today = datetime.now(UTC).astimezone(CHINA_TIME).date()
    return WorkingCalendar.from_mapping(shipped).add_working_days(today, 2).isoformat()
