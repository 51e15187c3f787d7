"""Which part of an e-mail its sender wrote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.domain.confidential_wish import asks_for_confidence
from casework.domain.incoming_mail import IncomingMail
from casework.domain.mail_text import own_words, tidied, without_signature

OWN = "借条照片已找到，请查收。"
QUOTES = {
    "qq": '------------------ 原始邮件 ------------------\n发件人: "中心" <a@b.cn>;\n已受理',
    "qq_joined": "------------------&nbsp;原始邮件&nbsp;------------------\n已受理".replace(
        "&nbsp;", " "
    ),
    "netease": '在 2026-03-12 09:00:00，"服务中心" <a@b.cn> 写道：\n已受理',
    "netease_english": 'At 2026-03-12 09:00:00, "centre" <a@b.cn> wrote:\n已受理',
    "netease_mobile": "---- 回复的原邮件 ----\n| 发件人 | 中心 |\n已受理",
    "outlook": "________________________________\n发件人: 中心\n发送时间: 2026年3月12日\n已受理",
    "outlook_english": "From: centre <a@b.cn>\nSent: Thursday\nTo: me\nSubject: x\n\n已受理",
    "outlook_old": "-----Original Message-----\nFrom: centre\n已受理",
    "outlook_chinese": "-----邮件原件-----\n发件人: 中心\n发送时间: 9:00\n已受理",
    "foxmail": "发件人： 中心\n发送时间： 2026-03-12 09:00\n收件人： 我\n主题： 诉求\n已受理",
    "iphone": "> 在 2026年3月12日，09:00，中心 <a@b.cn> 写道：\n> \n> 已受理",
    "gmail": "服务中心 <a@b.cn> 于2026年3月12日周四 09:00写道：\n\n> 已受理",
    "gmail_english": "On Thu, Mar 12, 2026 at 9:00 AM centre <a@b.cn> wrote:\n> 已受理",
    "broken": "On Thu, Mar 12, 2026 at 9:00 AM\nService Centre <a@b.cn>\nwrote:\n> 已受理",
    "arrows": "> 已受理\n> 谢谢",
}


@pytest.mark.parametrize("program", QUOTES)
def test_what_a_program_quotes_below_the_words_is_left_out(program: str) -> None:
    assert own_words(f"{OWN}\n\n{QUOTES[program]}") == OWN


@pytest.mark.parametrize(
    "line",
    [
        "对方在微信里写道：",
        "在2026年3月12日的合同里写道：",
        "发件人：不是我，是会计。",
        "张三 <a@b.cn> 是对方的邮箱",
        "From: 北京",
        "------",
        "-" * 40,
        "________________________________",
        "On the wall somebody wrote:",
    ],
)
def test_what_a_person_may_well_write_ends_nothing(line: str) -> None:
    text = f"{OWN}\n{line}\n还钱"
    assert own_words(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "发自我的iPhone",
        "发自我的华为手机",
        "从我的 iPhone 发送",
        "从 Windows 版邮件发送",
        "来自网易邮箱大师",
        "Sent from my iPhone",
        "来自QQ邮箱",
        "获取 Outlook for iOS",
    ],
)
def test_a_line_of_the_program_s_own_is_left_out_at_the_end_only(line: str) -> None:
    assert own_words(f"{OWN}\n\n{line}") == OWN
    assert own_words(f"{line}\n{OWN}") == f"{line}\n{OWN}"


@pytest.mark.parametrize(
    "line",
    [
        "从我公司申请到现在已经三个月了",
        "来自我公司的营业执照见附件",
        "来自我的合伙人的借条见附件",
        "来自我的手机里的聊天记录见附件",
        "来自我公司邮箱的往来邮件见附件",
        "从邮件里可以看到，合同已经发送给对方",
    ],
)
def test_what_a_person_says_last_is_no_line_of_a_program(line: str) -> None:
    assert own_words(f"{OWN}\n{line}") == f"{OWN}\n{line}"


@pytest.mark.parametrize(
    "attribution",
    [
        "On Thu, Mar 12, 2026 at 9:00 AM centre <a@b.cn> wrote:",
        "On Thu, Mar 12, 2026 at 9:00 AM\nService Centre <a@b.cn>\nwrote:",
        "在 2026-03-12 09:00:00，中心 <a@b.cn> 写道：\n",
    ],
)
def test_what_is_written_between_and_below_arrows_is_kept(attribution: str) -> None:
    text = f"{attribution}\n> 执照号？\n\n12345\n\n> 电话？\n{OWN}"
    assert own_words(text).split() == ["12345", OWN]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (f"{QUOTES['outlook']}\n{OWN}", True),
        (f"{QUOTES['netease']}\n{OWN}", True),
        (f"{OWN}\n{QUOTES['outlook']}", False),
        (QUOTES["gmail"], False),
        (QUOTES["arrows"], False),
        ("", False),
    ],
)
def test_an_answer_that_may_stand_in_a_quote_is_known(text: str, more: bool) -> None:
    assert IncomingMail("1@x", "a@b.cn", "", "", text).may_add_more is more


@pytest.mark.parametrize("quote", QUOTES.values())
def test_a_first_e_mail_that_answers_nothing_tells_everything(quote: str) -> None:
    text = f"{OWN}\n{quote}\n发自我的iPhone"
    assert told("借款", text) == f"借款\n{text}"


def test_an_answer_to_an_e_mail_of_somebody_else_tells_no_quote() -> None:
    text = f"{OWN}\n\n{QUOTES['qq']}"
    mail = IncomingMail("1@x", "a@b.cn", "", "", text)
    assert replace(mail, references=("2@x",)).told == OWN
    assert replace(mail, subject="Re: 借款").told == f"Re: 借款\n{OWN}"


def test_a_signature_begins_at_its_mark() -> None:
    assert without_signature(f"{OWN}\n--\n王先生\n电话") == OWN
    assert without_signature(f"{OWN}\n--- 见下 ---\n1. 借条") == f"{OWN}\n--- 见下 ---\n1. 借条"


def test_an_answer_that_files_a_case_tells_its_subject_and_its_words_with_the_signature() -> None:
    text = f"{OWN}\n\n--\n王先生 13800000000\n\n-----Original Message-----\n旧"
    assert told("回复: 借款", text) == f"回复: 借款\n{OWN}\n\n--\n王先生 13800000000"


def test_a_forward_tells_what_it_hands_on() -> None:
    text = f"请处理\n\n{QUOTES['outlook']}"
    assert told("转发: 借款", text).endswith("已受理")


def test_an_e_mail_of_quotes_alone_tells_them() -> None:
    assert told("回复: 借款", QUOTES["qq"]).endswith("已受理")


def test_a_subject_that_the_words_begin_with_is_not_told_twice() -> None:
    assert told("借条照片", OWN) == OWN


def test_text_is_kept_visible_and_without_wide_gaps() -> None:
    assert tidied("一\r\n\r\n\r\n\r\n二\u200b三\u202e \x00四 \n") == "一\n\n二三 四"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("【保密】反映问题", OWN),
        ("匿名", OWN),
        ("反映问题", f"保密\n{OWN}"),
        ("反映问题", f"{OWN}\n请务必为我单位保密。"),
        ("反映问题", f"{OWN}\n希望对我的身份保密"),
        ("反映问题", f"{OWN}\n我想匿名举报。"),
        ("反映问题", f"{OWN}\n请不要透露我们公司的名字。"),
        ("A complaint", "They will not pay.\nPlease keep my name confidential."),
    ],
)
def test_whoever_asks_in_words_is_kept_confidential(subject: str, text: str) -> None:
    assert asks_for_confidence(subject, text)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("保密协议纠纷", f"{OWN}\n对方违反保密协议，不付保密费。"),
        ("反映问题", f"{OWN}\n该信息不涉及商业秘密。"),
        ("A complaint", "They will not pay.\nThis e-mail and its files are confidential."),
    ],
)
def test_who_speaks_of_secrets_asks_for_nothing(subject: str, text: str) -> None:
    assert not asks_for_confidence(subject, text)


def told(subject: str, text: str) -> str:
    """What an e-mail with these words tells."""
    return IncomingMail("1@x", "a@b.cn", "", subject, text).told
