"""The words of a message: what people read, what systems parse, what stands in the subject."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from casework.domain.clocks import Stage
from casework.domain.errors import ConfigurationError
from casework.domain.message_text import word
from casework.domain.messages import MessageKind, a_test, messages_of
from casework.domain.supervision_notice import LetterForm, LetterNumber
from tests import announcements as told
from tests.builders import CASE_ID, NOW, TASK_BY, letter_policy, organisation

if TYPE_CHECKING:
    from casework.domain.message_text import WordedMessage
    from casework.domain.messages import DepartmentMessage
    from casework.domain.publication import OutboundEvent

NUMBER = "MSB-7K3Q-9F2M-4T8W"


def worded(event: OutboundEvent, **changes: object) -> WordedMessage:
    return words_of(replace(messages_of(event.type, event.detail)[-1], **changes))  # type: ignore[arg-type] # fields by name


def words_of(message: DepartmentMessage) -> WordedMessage:
    return word(message, organisation(), letter_policy())


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (
            told.assigned(),
            f"企业诉求{NUMBER}已交由你单位牵头承办。请于3月3日24:00前完成核实，并在平台登记核实情况。",
        ),
        (
            told.excused("transport"),
            f"企业诉求{NUMBER}的牵头单位已免除你单位的协办任务，无需再反馈。",
        ),
        (
            told.warned(Stage.REPLY),
            f"企业诉求{NUMBER}的回复环节将于3月3日24:00到期。请你单位在此之前通过平台回复企业。已经办理的，无需重复。",
        ),
        (
            told.warned(Stage.LETTER_REPLY),
            f"企业诉求{NUMBER}的督办答复环节将于3月3日24:00到期。请你单位在此之前在平台答复督办函。已经办理的，无需重复。",
        ),
        (
            told.missed(),
            (
                f"企业诉求{NUMBER}的核实环节应由你单位于3月3日24:00前完成，已经逾期，平台对该环节亮黄灯。"
                "请立即完成核实，并在平台登记核实情况；该环节完成后黄灯解除。已经办理的，无需重复。"
            ),
        ),
        (
            told.letter_issued(),
            (
                f"企业诉求{NUMBER}的回复环节逾期，平台已向你单位发出系统督办单（巨政法护督〔2026〕12号）。"
                "请于3月6日24:00前在平台说明原因，同时立即通过平台回复企业。"
            ),
        ),
        (
            told.letter_issued(reason_only=True, form=LetterForm.LETTER),
            (
                f"企业诉求{NUMBER}的回复环节逾期，平台已向你单位发出督办函（巨政法护督〔2026〕12号）。"
                "请于3月6日24:00前在平台说明原因，该环节已经结束，只需说明逾期原因。"
            ),
        ),
    ],
    ids=["assigned", "excused", "near", "letter near", "missed", "letter", "reason only"],
)
def test_people_read_what_to_do_and_until_when(event: OutboundEvent, text: str) -> None:
    assert worded(event).text == f"【码上办】县交通运输局：\n{text}"


@pytest.mark.parametrize(
    ("due", "by"), [(TASK_BY, "请于3月20日24:00前"), (None, "请按平台所示时限")]
)
def test_a_co_handler_reads_of_its_own_task(due: object, by: str) -> None:
    text = worded(told.assigned("transport", "emergency"), due=due).text
    task = f"企业诉求{NUMBER}已交由你单位协办。{by}完成协办，并在平台反馈协办情况。"
    assert text == f"【码上办】县应急管理局：\n{task}"


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (
            told.assigned("court"),
            f"企业诉求{NUMBER}已转贵院。商请贵院于3月3日24:00前在平台登记程序进展和文书送达情况。",
        ),
        (told.excused("court"), f"企业诉求{NUMBER}无需贵院再登记程序进展。"),
        (
            told.warned(Stage.RESOLVE, "court"),
            (
                f"企业诉求{NUMBER}在平台登记的办结环节时间为3月3日24:00前。"
                "商请贵院届时在平台告知程序进展和文书送达情况。"
            ),
        ),
        (
            told.warned(Stage.LETTER_REPLY, "court"),
            (
                f"企业诉求{NUMBER}在平台登记的函询答复时间为3月3日24:00前。"
                "商请贵院届时在平台告知程序进展和文书送达情况。"
            ),
        ),
        (
            told.missed(unit="court"),
            (
                f"企业诉求{NUMBER}在平台登记的核实环节时间为3月3日24:00前，至该时间平台未收到程序性反馈，按统一规则"
                "显示黄灯。商请贵院在平台告知程序进展和文书送达情况。黄灯只表示反馈是否按时登记，不是对贵院司法"
                "工作的评价。"
            ),
        ),
        (
            told.letter_issued("court"),
            (
                f"就企业诉求{NUMBER}，平台已向贵院发出系统函询单（巨政法护督〔2026〕12号）。"
                "商请贵院于3月6日24:00前在平台告知程序进展和文书送达情况。"
                "只了解程序和送达情况，不涉及案件的实体处理和任何裁判、决定。"
            ),
        ),
    ],
    ids=["assigned", "excused", "near", "letter near", "missed", "letter"],
)
def test_a_judicial_organ_is_asked_about_procedure_and_service_alone(
    event: OutboundEvent, text: str
) -> None:
    assert worded(event).text == f"【码上办】县人民法院：\n{text}"


@pytest.mark.parametrize("unit", ["court", "procuratorate"])
@pytest.mark.parametrize(
    "make", [told.assigned, lambda unit: told.missed(unit=unit), told.letter_issued]
)
def test_nothing_is_demanded_of_a_judicial_organ(unit: str, make: object) -> None:
    text = worded(make(unit)).text  # type: ignore[operator] # one of the makers above
    assert not re.search("督办|逾期|立即|你单位|办理结果|核实情况", text)


def test_systems_parse_codes_and_instants() -> None:
    message = worded(told.letter_issued())
    assert json.loads(message.record) == {
        "message_id": f"{CASE_ID}/5/0#transport",
        "kind": "letter_issued",
        "light": "yellow",
        "department": "transport",
        "case_number": NUMBER,
        "case_id": CASE_ID,
        "stage": "reply",
        "due": "2026-03-06T16:00:00+00:00",
        "letter_number": "巨政法护督〔2026〕12号",
        "event_id": f"{CASE_ID}/5/0",
        "at": "2026-03-02T01:00:00+00:00",
        "text": message.text,
    }


def test_a_test_says_that_it_is_one_and_names_no_case() -> None:
    message = words_of(a_test("0f", "transport", NOW))
    assert message.text == (
        "【码上办】县交通运输局：\n这是一条测试消息。收到即表示你单位的订阅有效，无需处理。"
    )
    assert message.subject == "[Mashangban] Test message"
    record = json.loads(message.record)
    assert {name for name, value in record.items() if value is None} == {
        *("case_number", "case_id", "stage", "due", "letter_number", "event_id")
    }


def test_a_unit_that_is_no_more_is_addressed_without_its_name() -> None:
    message = worded(told.warned(unit="weather"))
    assert message.text.startswith(f"【码上办】企业诉求{NUMBER}的核实环节")


def test_an_issuer_without_a_document_sign_is_a_mistake_of_the_policy() -> None:
    with pytest.raises(ConfigurationError):
        worded(told.letter_issued(), letter=LetterNumber("weather", 2026, 1))


@pytest.mark.parametrize("kind", MessageKind)
@pytest.mark.parametrize("unit", ["transport", "court", "weather"])
def test_a_subject_is_what_sns_takes_and_a_text_is_short(kind: MessageKind, unit: str) -> None:
    message = words_of(
        replace(
            messages_of("LetterIssued", told.letter_issued(unit).detail)[0],
            kind=kind,
        )
    )
    assert message.subject.isascii()
    assert message.subject.isprintable()
    assert len(message.subject) < 100
    assert len(message.text) < 200
    assert "http" not in message.text
