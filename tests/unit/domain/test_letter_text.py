"""The words of supervision letters: to a late unit, for the reason alone, to judicial organs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from casework.domain.errors import ConfigurationError, InvalidInputError, NotFoundError
from casework.domain.letter_text import deadline_in_full
from casework.domain.supervision_notice import LetterForm, LetterNumber
from tests.unit.clocks import at_24, local
from tests.unit.letters import (
    BY_THE_CENTRE,
    BY_THE_INSPECTION,
    CASE_NUMBER,
    TO_THE_COURT,
    URL,
    sheet_of,
    whole,
)

if TYPE_CHECKING:
    from casework.domain.supervision_notice import Letter

STAGES = (
    *("triage", "verify", "reply", "resolve", "task"),
    *("direct_verify", "direct_answer", "request_decision"),
)
DEMANDS = ("督办", "立即", "请你单位", "逾期", "应于", "责令", "限期")


def test_a_form_says_what_was_due_when_it_passed_and_what_to_do() -> None:
    sheet = sheet_of(BY_THE_CENTRE)
    assert (sheet.kind, sheet.title) == ("系统督办单", "关于诉求逾期未办结事项的督办单")
    assert sheet.number_line == "巨政法护督〔2026〕12号"
    assert sheet.addressee == "巨野县交通运输局："
    assert sheet.facts == (
        ("诉求编号", CASE_NUMBER),
        ("承办单位", "巨野县交通运输局"),
        ("办理环节", "办结"),
        ("环节时限", "2026年3月12日24:00"),
        ("说明原因时限", "2026年3月17日24:00前"),
    )
    first, *asked, last = sheet.paragraphs
    assert first == (
        "你单位承办的企业诉求（编号MSB-7K3Q-9F2M-4T8W），办结环节应于2026年3月12日24:00前完成。至该时限，"
        "“码上办”平台未收到你单位办理结果，已按规定对该环节亮黄灯。现予督办，请你单位："
    )
    assert asked == [
        "一、立即依法办结该诉求，并在平台登记办理结果。",
        "二、于2026年3月17日24:00前在平台说明逾期原因。",
    ]
    assert last == (
        "在平台说明原因后，本单即办结；黄灯只在办结环节完成后解除，逾期记录予以保留。本单根据县营造"
        "法治化营商环境领导小组关于平台自动发函的授权，由“码上办”平台自动签发。"
    )
    assert (sheet.issuer, sheet.date) == ("巨野县政法护航工作中心", "2026年3月13日")
    assert sheet.notes[-1] == f"核验地址：{URL}"
    assert sheet.verification_url == URL


def test_a_letter_has_no_table_and_names_its_standing_authorisation() -> None:
    sheet = sheet_of(BY_THE_INSPECTION)
    assert (sheet.form, sheet.kind, sheet.facts) == (LetterForm.LETTER, "", ())
    assert sheet.letterhead == sheet.issuer == "巨野县委政法委执法监督室"
    assert sheet.title == "关于诉求逾期未受理分派事项的督办函"
    assert sheet.addressee == "巨野县政法护航工作中心："
    ground = "本函根据县委政法委员会关于对逾期事项发函的常年授权发出。"
    assert sheet.paragraphs[-1].endswith(ground)
    assert "本单" not in whole(sheet)


@pytest.mark.parametrize(
    ("stage", "role", "name", "act"),
    [
        (
            "triage",
            "受理",
            "受理分派",
            "立即确定承办单位、直接答复或者不予受理",
        ),
        ("verify", "承办", "核实", "立即核实该诉求，并在平台登记核实情况"),
        ("reply", "承办", "回复", "立即通过平台向企业回复办理情况"),
        ("resolve", "承办", "办结", "立即依法办结该诉求，并在平台登记办理结果"),
        ("task", "协办", "协办", "立即完成协办任务，并在平台反馈协办情况"),
    ],
)
def test_each_stage_asks_for_its_own_act(stage: str, role: str, name: str, act: str) -> None:
    first, asked, *_ = sheet_of(BY_THE_CENTRE, stage=stage).paragraphs
    assert first.startswith(f"你单位{role}的企业诉求（编号{CASE_NUMBER}），{name}环节应于")
    assert asked == f"一、{act}。"


def test_a_stage_met_meanwhile_is_not_asked_for_again() -> None:
    sheet = sheet_of(BY_THE_CENTRE, reason_only=True)
    assert sheet.title == "关于说明诉求办结逾期原因的督办单"
    first, asked = sheet.paragraphs
    assert first.endswith("亮黄灯。此后该环节已经结束，黄灯已经解除，逾期记录予以保留。")
    assert asked.startswith(
        "请你单位于2026年3月17日24:00前在平台说明逾期原因，该环节无需重复办理。"
        "在平台说明原因后，本单即办结。"
    )
    assert "立即" not in whole(sheet)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("form", LetterForm)
@pytest.mark.parametrize("reason_only", [False, True])
def test_a_judicial_organ_is_asked_about_procedure_and_service_and_nothing_is_demanded(
    stage: str, form: LetterForm, reason_only: bool
) -> None:
    sheet = sheet_of(TO_THE_COURT, stage=stage, form=form, reason_only=reason_only)
    assert sheet.title == "关于商请告知诉求办理程序和送达情况的函"
    text = whole(sheet)
    assert "程序阶段和有关文书的送达情况" in text
    assert "不涉及案件的实体处理和任何裁判、决定，不影响贵院依法独立公正行使职权" in text
    assert [word for word in DEMANDS if word in text.replace(sheet.number_line, "")] == []


def test_the_neutral_form_is_called_an_enquiry() -> None:
    assert sheet_of(TO_THE_COURT).kind == "系统函询单"
    assert sheet_of(TO_THE_COURT).addressee == "巨野县人民法院："


def test_a_judicial_organ_that_is_no_court_is_addressed_politely_too() -> None:
    text = whole(sheet_of(TO_THE_COURT, unit="justice"))
    assert "商请贵单位于" in text
    assert "贵院" not in text


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (at_24("2026-03-12"), "2026年3月12日24:00"),
        (at_24("2026-12-31"), "2026年12月31日24:00"),
        (datetime(2026, 3, 12, 16, tzinfo=UTC), "2026年3月12日24:00"),
        (local("2026-03-12 17:30"), "2026年3月12日17:30"),
        (local("2026-03-12 17:30:05"), "2026年3月12日17:30:05"),
    ],
)
def test_a_deadline_at_midnight_belongs_to_the_day_that_ends(instant: datetime, text: str) -> None:
    assert deadline_in_full(instant) == text


def test_a_letter_is_dated_by_the_local_day() -> None:
    sheet = sheet_of(BY_THE_CENTRE, issued_at=datetime(2026, 11, 21, 16, 0, tzinfo=UTC))
    assert sheet.date == "2026年11月22日"


@pytest.mark.parametrize("letter", [BY_THE_CENTRE, BY_THE_INSPECTION, TO_THE_COURT])
def test_the_same_letter_is_worded_the_same(letter: Letter) -> None:
    assert sheet_of(letter) == sheet_of(letter)


@pytest.mark.parametrize("stage", ["letter_reply", "silence", ""])
def test_a_stage_without_a_light_has_no_letter(stage: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        sheet_of(BY_THE_CENTRE, stage=stage)
    assert refused.value.facts == {"field": "stage"}


def test_an_addressee_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFoundError) as refused:
        sheet_of(BY_THE_CENTRE, unit="moon")
    assert refused.value.facts == {"body": "moon"}


def test_a_number_of_a_body_that_issues_nothing_is_a_configuration_error() -> None:
    with pytest.raises(ConfigurationError) as refused:
        sheet_of(BY_THE_CENTRE, number=LetterNumber("transport", 2026, 1))
    assert str(refused.value) == "issuers: transport is missing"
