"""Which part of an e-mail its sender wrote: not what is quoted, not what the program added."""

from __future__ import annotations

import re

from casework.domain.visible_text import composed, visible, without_wide_gaps

LONGEST = 20_000
"""Characters of an e-mail that are kept with a case: ten pages."""

_LINES_OF_ATTRIBUTION = 3
_LINES_OF_HEAD = 5
_LONGEST_LINE = 400
"""A longer line is a paragraph; nothing below is found in it."""

_RULED_OFF = re.compile(
    r"[-—_ ]{2,}\s*"
    r"(?:原始邮件|原邮件|邮件原件|回复的原邮件|原始信息|Original Message|Reply message)"
    r"\s*[-—_ ]{2,}|_{20,}|-{30,}",
    re.IGNORECASE,
)
_WROTE = ("写道", "寫道", "写到", "wrote", "schrieb")
_DATED = re.compile(r"(?:On|At|Am)\s|[在于]|\d{4}[-年/]", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}[:：]\d{2}")
_FROM = re.compile(r"[*\s]*(?:发件人|發件人|寄件者|From)[*\s]*[:：].*", re.IGNORECASE)
_HEAD = re.compile(
    r"[*\s]*(?:发送时间|发送日期|發送時間|寄件日期|日期|时间|收件人|收件者|抄送|主题|主題|"
    r"Sent|Date|To|Cc|Subject)[*\s]*[:：].*",
    re.IGNORECASE,
)
_FORWARD = re.compile(r"(?:fwd?|wg|转发|轉寄|转)\s*[:：]", re.IGNORECASE)
_ADDED_BY_PROGRAMS = re.compile(
    r"(?:发自|來自|来自|从|從)\s*我的?.{1,30}|Sent from (?:my|Mail|Outlook).{0,40}|"
    r"(?:发自|来自).{0,12}邮箱.*|"
    r"从\s*(?:Windows\s*(?:版|10|11)?\s*)?(?:邮件|Outlook).{0,20}发送.*|"
    r"获取\s*(?:适用于\s*)?Outlook.*|Get Outlook for.*",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"-- ?")


def tidied(text: str) -> str:
    """The text as it is kept: NFC, nothing invisible, at most one empty line in a row."""
    return without_wide_gaps(visible(composed(text)))


def is_forward(subject: str) -> bool:
    """Whether an e-mail hands on another one, which then is what it is about."""
    return _FORWARD.match(subject) is not None


def own_words(text: str) -> str:
    """What stands before the quoted e-mail, without quoted lines and what a program added."""
    lines = text.split("\n")
    end = next((place for place in range(len(lines)) if _quote_begins(lines, place)), len(lines))
    kept = [line for line in lines[:end] if not line.lstrip().startswith((">", "＞"))]
    return _without_additions(without_wide_gaps("\n".join(kept)))


def without_signature(text: str) -> str:
    """What stands before the line that begins a signature (RFC 3676, 4.3)."""
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines) if _SIGNATURE.fullmatch(line)), len(lines))
    return "\n".join(lines[:end]).strip()


def _quote_begins(lines: list[str], place: int) -> bool:
    line = lines[place].strip()
    if not line or len(line) > _LONGEST_LINE:
        return False
    return bool(_RULED_OFF.fullmatch(line)) or _attributes(lines, place) or _heads(lines, place)


def _attributes(lines: list[str], place: int) -> bool:
    """Whether "On ... somebody wrote:" begins here; it may be broken into up to three lines."""
    if _is_attribution(lines[place]):
        return True
    if not _DATED.match(lines[place].strip()):
        return False
    following = [line[:_LONGEST_LINE] for line in lines[place : place + _LINES_OF_ATTRIBUTION]]
    return any(_is_attribution(" ".join(following[:count])) for count in (2, 3))


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
    return bool(_FROM.fullmatch(lines[place].strip())) and any(
        _HEAD.fullmatch(line[:_LONGEST_LINE].strip()) for line in following
    )


def _without_additions(text: str) -> str:
    lines = text.split("\n")
    while lines and (not lines[-1].strip() or _ADDED_BY_PROGRAMS.fullmatch(lines[-1].strip())):
        lines.pop()
    return "\n".join(lines)
