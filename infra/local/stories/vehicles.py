"""The article's second case (P4, P5, P7, P8): dangerous-goods vehicles at Tianqiao. One department
passes it on, the next tries to, a deadline is missed, and the platform and a supervisor see to it.
"""

from __future__ import annotations

import urllib.request
from typing import TYPE_CHECKING, Any

from infra.local.browse import UnexpectedAnswerError, heading
from infra.local.stories import special_supervision
from infra.local.stories.department_inbox import subscribe
from infra.local.stories.telling import case_id_of, moment, wait_for

if TYPE_CHECKING:
    from infra.local.browse import Visitor
    from infra.local.stories.department_inbox import Inbox
    from infra.local.stories.telling import Story

LEAD, CO_HANDLERS = "transport", ["public_security", "emergency"]
HANDLER, HEAD = "handler-transport", "lead-transport"
FORM = {
    "what_happened": (
        "田桥镇化工园区门口长期停着几十辆危险品运输车，占道乱停乱放，晚上也不走，"
        "担心出事故，希望尽快清理。"
    ),
    "enterprise_name": "田桥化工园区物业有限公司",
    "contact_name": "李女士",
    "contact_phone": "13900000000",
    "category": "transport",
    "township": "tianqiao",
}
REPORTS = {
    "handler-public-security": ("公安局", "已约谈车主，劝离车辆。"),
    "handler-emergency": ("应急局", "已核查危险品运输资质。"),
}


def play(story: Story) -> str:
    """Play the case until its light is out and it is closed and rated; returns the path of its
    tracking page.
    """
    inbox = subscribe(story, LEAD)
    story.tell("管理员", "为交通局业务系统订阅消息（SNS 到队列）")
    tracking = story.file(FORM)
    case_id = case_id_of(tracking)
    story.tell("平台", story.wait_for_heading(tracking, "县公安局"))
    _pass_on(story, case_id)
    story.tell("企业", f"进度页：{heading(story.page(tracking))}")
    _pass_on_again(story, case_id)
    _ask_for_time(story, case_id)
    letter = _until_the_letter(story, inbox, case_id)
    story.tell("企业", f"进度页：{heading(story.page(tracking))}")
    _read_and_answer(story, case_id, letter)
    _catch_up(story, case_id)
    special_supervision.play(story, case_id)
    _resolve(story, case_id)
    story.tell("企业", f"确认办结：{story.act_by_link(tracking, 'confirm')}")
    story.rate(tracking, "车清走了，路通了。")
    return tracking


def _pass_on(story: Story, case_id: str) -> None:
    """The first department returns the case on a legal ground, and is right."""
    story.act(
        "lead-public-security",
        case_id,
        "return",
        ground="other_body_by_law",
        suggested=LEAD,
        text="依据《道路危险货物运输管理规定》，车辆停放场地由交通运输部门监督管理。",
    )
    story.tell("公安局", "申请退单（法律依据：危险货物运输由交通部门管理）")
    story.act(
        "supervisor",
        case_id,
        "return-decision",
        accepted="yes",
        lead=LEAD,
        co_handlers=CO_HANDLERS,
        text="依据成立，由交通运输局牵头，公安、应急协办。",
    )
    story.tell("督办员", "同意退单：县交通运输局牵头，公安局、应急局协办，共用一个时限")


def _pass_on_again(story: Story, case_id: str) -> None:
    """The next department wants to be rid of it too, without a ground in law."""
    story.act(
        HEAD,
        case_id,
        "return",
        ground="no_competence",
        suggested="emergency",
        text="人手紧张，建议由应急部门办理。",
    )
    story.tell("交通局", "也申请退单：人手紧张")
    story.act(
        "supervisor",
        case_id,
        "return-decision",
        accepted="no",
        groundless="yes",
        text="没有法律依据，属推诿，请按期办理。",
    )
    story.tell("督办员", "驳回退单：无法律依据，记一次推诿")


def _ask_for_time(story: Story, case_id: str) -> None:
    story.act(HANDLER, case_id, "extension", days="60", text="车辆较多，部分车主在外地，联系困难。")
    story.act("supervisor", case_id, "extension-decision", accepted="yes", text="情况属实，同意。")
    story.tell("督办员", "同意延期一次：只顺延办结时限，核实、回复照旧；企业看得到原因")


def _until_the_letter(story: Story, inbox: Inbox, case_id: str) -> dict[str, Any]:
    """Tell of every message about the case until the one about the letter."""
    for message in inbox.messages():
        if message["case_id"] != case_id:
            continue
        story.tell("消息", message["text"].replace("\n", ""))
        if message["kind"] == "letter_issued":
            return message
    raise UnexpectedAnswerError("no letter came")


def _read_and_answer(story: Story, case_id: str, letter: dict[str, Any]) -> None:
    desk, path = story.desk(HANDLER), f"/api/desk/cases/{case_id}"
    case = desk.get(path).json()["case"]
    story.tell("交通局", f"案件亮着{'黄灯' if case['light'] == 'yellow' else case['light']}")
    letter_id = case["letters"][0]["id"]
    record = wait_for("the letter's file", lambda: _printed(desk, f"{path}/letters/{letter_id}"))
    with urllib.request.urlopen(record["file"]) as file:  # noqa: S310 - this machine's own engine
        pages = file.read()
    if not pages.startswith(b"%PDF"):
        raise UnexpectedAnswerError("the letter's file is no PDF")
    story.tell("交通局", f"打开督办函 {letter['letter_number']}（PDF，{len(pages) // 1024} KB）")
    story.act(HANDLER, case_id, f"letters/{letter_id}/acknowledgement")
    why = "执法人员集中外出，未及时登记，已补办。"
    story.act(HANDLER, case_id, f"letters/{letter_id}/answer", text=why)
    light = "仍亮" if desk.get(path).json()["case"]["light"] == "yellow" else "灭"
    story.tell("交通局", f"签收并复函；督办件办结，黄灯{light}")


def _printed(desk: Visitor, where: str) -> dict[str, Any] | None:
    record: dict[str, Any] = desk.get(where).json()
    return record if record["file"] else None


def _catch_up(story: Story, case_id: str) -> None:
    found = "现场清点危险品运输车38辆，占道属实。"
    story.act(HANDLER, case_id, "verification", finding="confirmed", text=found)
    case = story.desk(HANDLER).get(f"/api/desk/cases/{case_id}").json()["case"]
    if case["light"] != "none":
        raise UnexpectedAnswerError("the light is still on")
    missed = next(clock["due"] for clock in case["clocks"] if clock["missed"])
    story.tell("交通局", f"核实（逾期），黄灯解除；{moment(missed)}的逾期记录保留")
    story.act(HANDLER, case_id, "reply", text="已会同公安、应急安排清理，车主逐一联系。")
    story.tell("交通局", "回复企业；但车辆多、车主难联系，迟迟清不完")


def _resolve(story: Story, case_id: str) -> None:
    for username, (name, text) in REPORTS.items():
        story.act(username, case_id, "task-report", text=text)
        story.tell(name, "协办反馈")
    story.act(
        HANDLER,
        case_id,
        "resolution",
        outcome="measures_taken",
        text="清理危化车辆140余辆，增设禁停标志，安排夜间巡查。",
    )
    story.tell("交通局", "办结")
