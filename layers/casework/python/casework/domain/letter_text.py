"""Words a supervision letter (督办): what was due, when that passed, and what is asked for.

A letter names a case number and units, never a person, and takes nothing from the case's texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.errors import InvalidInputError
from casework.domain.letter_sheet import LetterSheet
from casework.domain.supervision_notice import LetterForm, form_of_address, letter_number_text
from casework.domain.working_time import CHINA_TIME, aware, closing_of

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

    from casework.domain.organisation import Organisation
    from casework.domain.supervision_notice import Letter, LetterPolicy


@dataclass(frozen=True, slots=True)
class _Stage:
    """How letters speak of a stage (P6, P4).

    `role`: what the unit does with the case; `name`: the stage; `missing`: what the platform did
    not get; `undone`: how the title says so; `act`: what the unit has to do.
    """

    role: str
    name: str
    missing: str
    undone: str
    act: str


_STAGES = {
    "triage": _Stage(
        role="受理",
        name="受理分派",
        missing="分派、直接答复或者不予受理的决定",
        undone="未受理分派",
        act="立即确定承办单位、直接答复或者不予受理",
    ),
    "verify": _Stage(
        role="承办",
        name="核实",
        missing="核实情况",
        undone="未核实",
        act="立即核实该诉求，并在平台登记核实情况",
    ),
    "reply": _Stage(
        role="承办",
        name="回复",
        missing="对企业的回复",
        undone="未回复",
        act="立即通过平台向企业回复办理情况",
    ),
    "resolve": _Stage(
        role="承办",
        name="办结",
        missing="办理结果",
        undone="未办结",
        act="立即依法办结该诉求，并在平台登记办理结果",
    ),
    "task": _Stage(
        role="协办",
        name="协办",
        missing="协办情况",
        undone="未完成协办",
        act="立即完成协办任务，并在平台反馈协办情况",
    ),
    "direct_verify": _Stage(
        role="直接办理",
        name="直接办理核实",
        missing="核实情况",
        undone="未核实",
        act="立即核实该诉求，并在平台登记核实情况",
    ),
    "direct_answer": _Stage(
        role="直接办理",
        name="直接办理答复",
        missing="对企业的答复",
        undone="未答复",
        act="立即通过平台答复企业",
    ),
    "objection_decision": _Stage(
        role="负责异议处理",
        name="异议处理",
        missing="异议处理意见",
        undone="未处理企业异议",
        act="立即处理企业异议，并在平台登记处理意见",
    ),
    "review": _Stage(
        role="负责复核",
        name="复核",
        missing="复核意见",
        undone="未完成复核",
        act="立即完成复核，并在平台登记复核意见",
    ),
    "privacy_decision": _Stage(
        role="负责个人信息申请答复",
        name="个人信息申请答复",
        missing="对更正、删除申请的答复",
        undone="未答复个人信息申请",
        act="立即答复企业的更正、删除申请，并在平台登记",
    ),
    "request_decision": _Stage(
        role="审定",
        name="申请审定",
        missing="对承办单位申请的审定意见",
        undone="未审定申请",
        act="立即审定承办单位的申请，并在平台登记审定意见",
    ),
    "action": _Stage(
        role="参与专项督办",
        name="专项督办措施",
        missing="约定措施的落实情况",
        undone="未落实专项督办措施",
        act="立即落实约定的措施，并在平台反馈落实情况",
    ),
}


@dataclass(frozen=True, slots=True)
class _Wording:
    """The words that differ from letter to letter, ready to be put into sentences."""

    stage: _Stage
    case_number: str
    due: str
    reply_by: str
    you: str
    this: str


def compose(
    letter: Letter,
    policy: LetterPolicy,
    organisation: Organisation,
    case_number: str,
    verification_url: str,
    *,
    zone: tzinfo = CHINA_TIME,
) -> LetterSheet:
    """The sheet of a letter; the same arguments give the same words.

    `policy` is the version under which the letter was numbered. Raises InvalidInputError for a
    stage that has no letter, NotFoundError for an addressee that the organisation does not have,
    ConfigurationError when the policy does not have the issuing body.
    """
    issuer = policy.issuer(letter.number)
    addressee = full_name(letter.unit, organisation)
    words = _Wording(
        stage=_stage_of(letter.stage),
        case_number=case_number,
        due=deadline_in_full(letter.due, zone),
        reply_by=deadline_in_full(letter.reply_by, zone),
        you=form_of_address(addressee, letter.neutral),
        this="本单" if letter.form is LetterForm.SYSTEM else "本函",
    )
    name = full_name(issuer.unit, organisation)
    number = letter_number_text(letter.number, policy.signs)
    return LetterSheet(
        form=letter.form,
        letterhead=name,
        kind=_kind(letter),
        number_line=number,
        title=_title(letter, words.stage),
        addressee=f"{addressee}：",
        facts=_facts(letter, words, addressee),
        paragraphs=_with_ground(_paragraphs(letter, words), letter.form, issuer.authority),
        issuer=name,
        date=date_in_full(aware(letter.issued_at, "issued_at").astimezone(zone).date()),
        notes=_notes(words.this, verification_url),
        verification_url=verification_url,
        issued_at=letter.issued_at,
    )


def date_in_full(day: date) -> str:
    """A date as official documents have it: 2026年11月22日, no leading zeros (GB/T 9704-2012,
    7.3.5.4).
    """
    return f"{day.year}年{day.month}月{day.day}日"


def deadline_in_full(instant: datetime, zone: tzinfo = CHINA_TIME) -> str:
    """A half-open deadline with its year: 2026年3月12日24:00, never 3月13日00:00."""
    day, clock = closing_of(instant, zone)
    return f"{date_in_full(day)}{clock}"


def _stage_of(stage: str) -> _Stage:
    try:
        return _STAGES[stage]
    except KeyError as error:
        raise InvalidInputError(f"no letter is about {stage}", field="stage") from error


def full_name(unit: str, organisation: Organisation) -> str:
    """巨野县公安局: units are entered without the name of the place that all share."""
    name, place = organisation.body(unit).zh, organisation.jurisdiction.zh
    return name if name.startswith(place) else f"{place}{name}"


def _kind(letter: Letter) -> str:
    if letter.form is LetterForm.LETTER:
        return ""
    return "系统函询单" if letter.neutral else "系统督办单"


def _title(letter: Letter, stage: _Stage) -> str:
    if letter.neutral:
        return "关于商请告知诉求办理程序和送达情况的函"
    paper = "督办单" if letter.form is LetterForm.SYSTEM else "督办函"
    if letter.reason_only:
        return f"关于说明诉求{stage.name}逾期原因的{paper}"
    return f"关于诉求逾期{stage.undone}事项的{paper}"


def _facts(letter: Letter, words: _Wording, addressee: str) -> tuple[tuple[str, str], ...]:
    if letter.form is LetterForm.LETTER:
        return ()
    asked = "反馈时间" if letter.neutral else "说明原因时限"
    return (
        ("诉求编号", words.case_number),
        (f"{words.stage.role}单位", addressee),
        ("办理环节", words.stage.name),
        ("环节时限", words.due),
        (asked, f"{words.reply_by}前"),
    )


def _paragraphs(letter: Letter, words: _Wording) -> tuple[str, ...]:
    if letter.neutral:
        return _neutral(letter, words)
    return _reason_only(words) if letter.reason_only else _supervising(words)


def _supervising(words: _Wording) -> tuple[str, ...]:
    you, stage = words.you, words.stage
    demand = f"现予督办，请{you}："
    closing = f"黄灯只在{stage.name}环节完成后解除，逾期记录予以保留。"
    return (
        f"{_missed(words)}{demand}",
        f"一、{stage.act}。",
        f"二、于{words.reply_by}前在平台说明逾期原因。",
        f"在平台说明原因后，{words.this}即办结；{closing}",
    )


def _reason_only(words: _Wording) -> tuple[str, ...]:
    state = "此后该环节已经结束，黄灯已经解除，逾期记录予以保留。"
    demand = f"请{words.you}于{words.reply_by}前在平台说明逾期原因，该环节无需重复办理。"
    return f"{_missed(words)}{state}", f"{demand}在平台说明原因后，{words.this}即办结。"


def _missed(words: _Wording) -> str:
    you, stage = words.you, words.stage
    return (
        f"{you}{stage.role}的企业诉求（编号{words.case_number}），{stage.name}环节应于{words.due}前"
        f"完成。至该时限，“码上办”平台未收到{you}{stage.missing}，已按规定对该环节亮黄灯。"
    )


def _neutral(letter: Letter, words: _Wording) -> tuple[str, ...]:
    """To judicial organs: about procedure and service (送达) alone, and nothing is demanded."""
    you, this = words.you, words.this
    return (
        f"{_registered(words)}{_neutral_light(letter, words)}",
        (
            f"为便于平台向企业告知办理进度，商请{you}于{words.reply_by}前在平台告知该事项所处的程序阶段"
            f"和有关文书的送达情况。收到告知后，{this}即办结。"
        ),
        (
            f"{this}只了解程序和送达情况，不涉及案件的实体处理和任何裁判、决定，不影响{you}依法独立公正"
            "行使职权。"
        ),
    )


def _registered(words: _Wording) -> str:
    you, stage = words.you, words.stage
    return (
        f"编号为{words.case_number}的企业诉求由{you}{stage.role}，“码上办”平台登记的{stage.name}环节"
        f"时间为{words.due}前。至该时间，平台尚未收到程序性反馈，按统一规则对该环节显示黄灯，"
    )


def _neutral_light(letter: Letter, words: _Wording) -> str:
    now = "此后该环节已经结束，黄灯已经解除" if letter.reason_only else "收到该环节反馈后即行解除"
    return f"{now}。黄灯只表示反馈是否按时登记，不是对{words.you}司法工作的评价。"


def _with_ground(paragraphs: tuple[str, ...], form: LetterForm, authority: str) -> tuple[str, ...]:
    """The last paragraph ends with what the letter rests on."""
    if form is LetterForm.SYSTEM:
        ground = f"本单根据{authority}，由“码上办”平台自动签发。"
    else:
        ground = f"本函根据{authority}发出。"
    return (*paragraphs[:-1], paragraphs[-1] + ground)


def _notes(this: str, verification_url: str) -> tuple[str, ...]:
    return f"扫描二维码可以核验{this}，核验页所载内容为准。", f"核验地址：{verification_url}"
