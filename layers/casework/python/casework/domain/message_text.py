"""Words a message to a department: Chinese for people, JSON for systems, ASCII for a subject.

It says what to do and until when; it names case number and units, never a person, takes nothing
from the case's texts and holds no link. Judicial organs (司法机关) are asked about procedure and
service alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import case_number
from casework.domain.clocks import Stage
from casework.domain.messages import MessageKind
from casework.domain.supervision_notice import LetterForm, form_of_address, letter_number_text
from casework.domain.working_time import CHINA_TIME, closing_of

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from casework.domain.messages import DepartmentMessage
    from casework.domain.organisation import Organisation
    from casework.domain.supervision_notice import LetterPolicy

SUBJECTS = {
    MessageKind.CASE_ASSIGNED: "New case",
    MessageKind.CO_HANDLER_EXCUSED: "Task released",
    MessageKind.DEADLINE_NEAR: "Deadline near",
    MessageKind.DEADLINE_MISSED: "Deadline passed, yellow light",
    MessageKind.LETTER_ISSUED: "Letter issued",
    MessageKind.TEST: "Test message",
}
_NAMES = {
    Stage.TRIAGE: "受理分派",
    Stage.VERIFY: "核实",
    Stage.REPLY: "回复",
    Stage.RESOLVE: "办结",
    Stage.TASK: "协办",
    Stage.DIRECT_VERIFY: "直接办理核实",
    Stage.DIRECT_ANSWER: "直接办理答复",
    Stage.REQUEST_DECISION: "申请审定",
    Stage.OBJECTION_DECISION: "异议处理",
    Stage.REVIEW: "复核",
    Stage.PRIVACY_DECISION: "个人信息申请答复",
    Stage.ACTION: "专项督办措施",
    Stage.LETTER_REPLY: "督办答复",
}
_ACTS = {
    Stage.TRIAGE: "完成受理分派",
    Stage.VERIFY: "完成核实，并在平台登记核实情况",
    Stage.REPLY: "通过平台回复企业",
    Stage.RESOLVE: "依法办结，并在平台登记办理结果",
    Stage.TASK: "完成协办，并在平台反馈协办情况",
    Stage.DIRECT_VERIFY: "完成核实，并在平台登记核实情况",
    Stage.DIRECT_ANSWER: "通过平台答复企业",
    Stage.REQUEST_DECISION: "在平台审定承办单位的申请",
    Stage.OBJECTION_DECISION: "处理企业异议，并在平台登记处理意见",
    Stage.REVIEW: "完成复核，并在平台登记复核意见",
    Stage.PRIVACY_DECISION: "答复企业更正、删除信息的申请",
    Stage.ACTION: "落实约定的措施，并在平台反馈落实情况",
    Stage.LETTER_REPLY: "在平台答复督办函",
}


@dataclass(frozen=True, slots=True)
class WordedMessage:
    """A message ready to be sent: `subject` is ASCII and below 100 characters (SNS), `text` is for
    people, `record` a JSON document for systems.
    """

    message: DepartmentMessage
    subject: str
    text: str
    record: str


@dataclass(frozen=True, slots=True)
class _Words:
    """What the sentences of a message are put together from."""

    case: str
    you: str
    due: str
    stage: str
    act: str
    letter: str
    reason_only: bool


def word(
    message: DepartmentMessage,
    organisation: Organisation,
    letters: LetterPolicy,
    *,
    zone: tzinfo = CHINA_TIME,
) -> WordedMessage:
    """The words of a message; the same arguments give the same words.

    Raises ConfigurationError when the policy does not have the body that issued a letter. A unit
    that the organisation does not have any more is addressed without its name.
    """
    unit = organisation.units.get(message.department)
    name = unit.zh if unit else ""
    number = case_number(message.case_id) if message.case_id else ""
    letter = letter_number_text(message.letter, letters.signs) if message.letter else ""
    neutral = letters.is_neutral(message.department)
    words = _Words(
        case=f"企业诉求{number}",
        you=form_of_address(name, neutral),
        due=_deadline(message.due, zone),
        stage=_NAMES[message.stage] if message.stage else "",
        act=_ACTS[message.stage] if message.stage else "",
        letter=f"{_paper(message.form, neutral)}（{letter}）",
        reason_only=message.reason_only,
    )
    sentence = (_NEUTRAL if neutral else _PLAIN)[message.kind](words)
    salutation = f"{name}：\n" if name else ""
    subject = " ".join(("[Mashangban]", SUBJECTS[message.kind], number)).strip()
    text = f"【码上办】{salutation}{sentence}"
    return WordedMessage(message, subject, text, _record(message, number, letter, text))


def _record(message: DepartmentMessage, number: str, letter: str, text: str) -> str:
    """Every key is always there; instants are ISO 8601 in UTC, null means there is none."""
    return json.dumps(
        {
            "message_id": message.id,
            "kind": message.kind,
            "light": message.light,
            "department": message.department,
            "case_number": number or None,
            "case_id": message.case_id,
            "stage": message.stage,
            "due": message.due.isoformat() if message.due else None,
            "letter_number": letter or None,
            "event_id": message.event_id,
            "at": message.at.isoformat(),
            "text": text,
        },
        ensure_ascii=False,
    )


def _deadline(due: datetime | None, zone: tzinfo) -> str:
    """3月12日24:00, never 3月13日00:00."""
    if due is None:
        return ""
    day, clock = closing_of(due, zone)
    return f"{day.month}月{day.day}日{clock}"


def _paper(form: LetterForm | None, neutral: bool) -> str:
    if form is LetterForm.SYSTEM:
        return "系统函询单" if neutral else "系统督办单"
    return "函" if neutral else "督办函"


def _assigned(words: _Words) -> str:
    by = f"请于{words.due}前" if words.due else "请按平台所示时限"
    role = "协办" if words.stage == _NAMES[Stage.TASK] else "牵头承办"
    return f"{words.case}已交由{words.you}{role}。{by}{words.act}。"


def _excused(words: _Words) -> str:
    return f"{words.case}的牵头单位已免除{words.you}的协办任务，无需再反馈。"


def _near(words: _Words) -> str:
    return (
        f"{words.case}的{words.stage}环节将于{words.due}到期。请{words.you}在此之前{words.act}。"
        "已经办理的，无需重复。"
    )


def _missed(words: _Words) -> str:
    return (
        f"{words.case}的{words.stage}环节应由{words.you}于{words.due}前完成，已经逾期，平台对该环节"
        f"亮黄灯。请立即{words.act}；该环节完成后黄灯解除。已经办理的，无需重复。"
    )


def _letter(words: _Words) -> str:
    rest = "该环节已经结束，只需说明逾期原因" if words.reason_only else f"同时立即{words.act}"
    return (
        f"{words.case}的{words.stage}环节逾期，平台已向{words.you}发出{words.letter}。"
        f"请于{words.due}前在平台说明原因，{rest}。"
    )


def _asked(words: _Words) -> str:
    by = f"于{words.due}前" if words.due else "按平台所示时限"
    return f"{words.case}已转{words.you}。商请{words.you}{by}在平台登记程序进展和文书送达情况。"


def _released(words: _Words) -> str:
    return f"{words.case}无需{words.you}再登记程序进展。"


def _near_neutral(words: _Words) -> str:
    return (
        f"{words.case}在平台登记的{_neutral_stage(words)}时间为{words.due}前。"
        f"商请{words.you}届时在平台告知程序进展和文书送达情况。"
    )


def _missed_neutral(words: _Words) -> str:
    return (
        f"{words.case}在平台登记的{_neutral_stage(words)}时间为{words.due}前，至该时间平台未收到程序性"
        f"反馈，按统一规则显示黄灯。商请{words.you}在平台告知程序进展和文书送达情况。"
        f"黄灯只表示反馈是否按时登记，不是对{words.you}司法工作的评价。"
    )


def _letter_neutral(words: _Words) -> str:
    return (
        f"就{words.case}，平台已向{words.you}发出{words.letter}。商请{words.you}于{words.due}前在平台"
        "告知程序进展和文书送达情况。只了解程序和送达情况，不涉及案件的实体处理和任何裁判、决定。"
    )


def _neutral_stage(words: _Words) -> str:
    return "函询答复" if words.stage == _NAMES[Stage.LETTER_REPLY] else f"{words.stage}环节"


def _test(words: _Words) -> str:
    return f"这是一条测试消息。收到即表示{words.you}的订阅有效，无需处理。"


_PLAIN = {
    MessageKind.CASE_ASSIGNED: _assigned,
    MessageKind.CO_HANDLER_EXCUSED: _excused,
    MessageKind.DEADLINE_NEAR: _near,
    MessageKind.DEADLINE_MISSED: _missed,
    MessageKind.LETTER_ISSUED: _letter,
    MessageKind.TEST: _test,
}
_NEUTRAL = {
    MessageKind.CASE_ASSIGNED: _asked,
    MessageKind.CO_HANDLER_EXCUSED: _released,
    MessageKind.DEADLINE_NEAR: _near_neutral,
    MessageKind.DEADLINE_MISSED: _missed_neutral,
    MessageKind.LETTER_ISSUED: _letter_neutral,
    MessageKind.TEST: _test,
}
