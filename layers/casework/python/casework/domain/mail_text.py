"""Which part of an e-mail its sender wrote: not what is quoted, not what the program added."""

from __future__ import annotations

import re

from casework.domain.visible_text import composed, visible, without_wide_gaps

LONGEST = 20_000
"""Characters of an e-mail that are kept with a case: ten pages."""

_LINES_OF_ATTRIBUTION = 3
_LINES_OF_HEAD = 5
_LINES_BELOW_RULE = 2
_LONGEST_LINE = 400
"""A longer line is a paragraph; nothing below is found in it."""

_RULED_OFF = re.compile(
    r"[-—_ ]{2,}\s*"
    r"(?:原始邮件|原邮件|邮件原件|回复的原邮件|原始信息|Original Message|Reply message)"
    r"\s*[-—_ ]{2,}",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-—_]{3,}")
_WROTE = ("写道", "寫道", "写到", "wrote", "schrieb")
_DATED = re.compile(r"(?:On|At|Am)\s|[在于]|\d{4}[-年/]", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}[:：]\d{2}")
_FROM = re.compile(r"[*\s]*(?:发件人|發件人|寄件者|From)[*\s]*[:：].*", re.IGNORECASE)
_HEAD = re.compile(
    r"[*\s]*(?:发送时间|发送日期|發送時間|寄件日期|日期|时间|收件人|收件者|抄送|主题|主題|"
    r"Sent|Date|To|Cc|Subject)[*\s]*[:：].*",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"(?:re|aw|sv|回复|回覆|答复|答覆)\s*(?:\[\d+\])?\s*[:：]", re.IGNORECASE)
_FORWARD = re.compile(r"(?:fwd?|wg|转发|轉寄|转)\s*[:：]", re.IGNORECASE)
_DEVICE = (
    r"(?:iPhone|iPad|Mac|Android|安卓|华为|華為|荣耀|小米|红米|OPPO|vivo|三星|魅族|一加|手机|手機|"
    r"平板|Huawei|HONOR|Xiaomi|Redmi|Samsung|Galaxy|Windows|Outlook)"
)
_MAILBOX = r"(?:QQ|网易|新浪|搜狐|阿里|移动|139|163|126|189|Foxmail)"
_ADDED_BY_PROGRAMS = re.compile(
    rf"(?:发自|發自|来自|來自|从|從)\s*我的\s*{_DEVICE}[^的见，。,.!]{{0,20}}|"
    r"Sent from (?:my|Mail|Outlook).{0,40}|"
    rf"(?:发自|来自)\s*{_MAILBOX}邮箱(?:大师|手机版|移动版|客户端|App)?|"
    r"从\s*(?:Windows\s*(?:10|11)?\s*版?\s*(?:邮件|Outlook)|Outlook.{0,12})\s*发送|"
    r"获取\s*(?:适用于.{1,20}的\s*)?Outlook.{0,20}|Get Outlook for.{0,20}",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"-- ?")


def tidied(text: str) -> str:
    """The text as it is kept: NFC, nothing invisible, at most one empty line in a row."""
    return without_wide_gaps(visible(composed(text)))


def is_forward(subject: str) -> bool:
    """Whether an e-mail hands on another one, which then is what it is about."""
    return _FORWARD.match(subject) is not None


def is_answer(subject: str) -> bool:
    """Whether a subject says that the e-mail answers another one."""
    return _ANSWER.match(subject) is not None


def own_words(text: str) -> str:
    """What its sender wrote in an answer, above, between and below what is quoted behind arrows,
    and above what is quoted without them; a line that a program added at the end is left out.
    """
    return _without_additions(without_wide_gaps("\n".join(_divided(text)[0])))


def cuts_words(text: str) -> bool:
    """Whether lines stand below a quote that may be part of it or its answer: nothing tells."""
    below = _divided(text)[1]
    return any(line.strip() and not _is_quoted(line) for line in below)


def without_signature(text: str) -> str:
    """What stands before the line that begins a signature (RFC 3676, 4.3)."""
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines) if _SIGNATURE.fullmatch(line)), len(lines))
    return "\n".join(lines[:end]).strip()


def _divided(text: str) -> tuple[list[str], list[str]]:
    """The lines that the sender wrote, and those below the line that begins a quote without
    arrows.
    """
    lines = text.split("\n")
    kept: list[str] = []
    place = 0
    while place < len(lines):
        attributed = _attributes(lines, place)
        if _is_quoted(lines[place]):
            place += 1
        elif attributed and _is_quoted(_next_words(lines, place + attributed)):
            place += attributed
        elif attributed or _quote_begins(lines, place):
            return kept, lines[place + 1 :]
        else:
            kept.append(lines[place])
            place += 1
    return kept, []


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith((">", "＞"))


def _next_words(lines: list[str], place: int) -> str:
    return next((line for line in lines[place:] if line.strip()), "")


def _quote_begins(lines: list[str], place: int) -> bool:
    """A rule alone begins none: people draw it too; the head of an e-mail has to follow."""
    line = lines[place].strip()
    if not line or len(line) > _LONGEST_LINE:
        return False
    if _RULE.fullmatch(line):
        return any(_heads(lines, place + 1 + gap) for gap in range(_LINES_BELOW_RULE))
    return bool(_RULED_OFF.fullmatch(line)) or _heads(lines, place)


def _attributes(lines: list[str], place: int) -> int:
    """How many lines "On ... somebody wrote:" takes that begins here, up to three; 0 for none."""
    line = lines[place].strip()
    if not line or len(line) > _LONGEST_LINE:
        return 0
    if _is_attribution(line):
        return 1
    if not _DATED.match(line):
        return 0
    following = [each[:_LONGEST_LINE] for each in lines[place : place + _LINES_OF_ATTRIBUTION]]
    return next((n for n in (2, 3) if _is_attribution(" ".join(following[:n]))), 0)


def _is_attribution(line: str) -> bool:
    """A person who writes "wrote:" names neither an address nor the time of day before it."""
    words = line.strip().rstrip(" :：").lower()
    if not words.endswith(_WROTE):
        return False
    return "@" in words or bool(_DATED.match(words) and _TIME.search(words))


def _heads(lines: list[str], place: int) -> bool:
    """Whether the head of an e-mail begins here: its sender, and soon when, to whom or about
    what.
    """
    following = lines[place + 1 : place + _LINES_OF_HEAD]
    first = lines[place][:_LONGEST_LINE].strip() if place < len(lines) else ""
    return bool(_FROM.fullmatch(first)) and any(
        _HEAD.fullmatch(line[:_LONGEST_LINE].strip()) for line in following
    )


def _without_additions(text: str) -> str:
    lines = text.split("\n")
    while lines and (not lines[-1].strip() or _ADDED_BY_PROGRAMS.fullmatch(lines[-1].strip())):
        lines.pop()
    return "\n".join(lines)
