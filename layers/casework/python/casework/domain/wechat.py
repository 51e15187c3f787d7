"""The official account (公众号): what people send to it, what they want by that, and what they are
answered.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from casework.domain.code import is_token
from casework.domain.errors import NotPermittedError, RuleViolationError, StoreUnavailableError
from casework.domain.search_terms import case_id_of

if TYPE_CHECKING:
    from casework.domain.case_file import CaseFile

MOST_CASES = 5
"""Of a sender's open cases an answer names so many, the newest."""

SCANNED_BY_A_NEWCOMER = "qrscene_"
"""What the platform puts before the scene of a code where scanning it began with following."""

ASKS_FOR_PROGRESS = frozenset(
    {"进度", "查进度", "查询进度", "进度查询", "查询", "办理进度", "我的诉求", "progress", "status"}
)
_NUMBER = re.compile(r"MSB[\s‐-―−-]*(?:[0-9A-Z][\s‐-―−-]*){12}(?![0-9A-Z])")
_LATIN = re.compile(r"[A-Za-z]{2}")
_HAN = re.compile(r"[\u3400-\u9fff]")


class WeChatRefusedError(RuleViolationError):
    """The platform says that this person cannot be reached; trying again does not help. `errcode`
    among the facts is its reason.
    """

    code = "wechat_refused"


class WeChatUnavailableError(StoreUnavailableError):
    """The platform did not do it now: no answer, too much asked of it, or an account that an
    operator must mend. Trying again later is right; `errcode` among the facts says why, if it did.
    """

    code = "wechat_unavailable"


@dataclass(frozen=True, slots=True)
class ParametricCode:
    """A code of the platform: `url` is what its picture encodes."""

    ticket: str
    url: str


class CallbackRefusedError(NotPermittedError):
    """Not from the platform, not of this moment, or a copy of what was there before."""

    code = "callback_refused"


class MessageKind(StrEnum):
    """What came: words, something that happened, or anything else, such as a picture."""

    TEXT = "text"
    EVENT = "event"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message from the platform. `account` and `openid` are who gets and who sent it, `sent`
    the second of that; an event has a name (`event`, lower case) and perhaps a `key`, a text its
    words; `number` is the platform's own, which events lack.
    """

    account: str
    openid: str
    sent: int
    kind: MessageKind
    event: str = ""
    key: str = ""
    text: str = ""
    number: str = ""

    @property
    def name(self) -> str:
        """The same for every copy that the platform sends of a message (排重), and of no message of
        somebody else: nobody promises that numbers are unlike across senders.
        """
        return f"{self.openid} {self.sent} {self.number or self.event}"


@dataclass(frozen=True, slots=True)
class Claim:
    """The message that a nonce came with first, by its name's digest, and in which second."""

    message: str
    second: int


class Wish(StrEnum):
    """What a sender wants."""

    SCANNED = "scanned"
    FOLLOWED = "followed"
    CASE = "case"
    PROGRESS = "progress"
    TO_SAY = "to_say"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A wish, with the code that was scanned or the case that was named, and whether it was said in
    English.
    """

    wish: Wish
    code: str = ""
    case_id: str = ""
    english: bool = False


class AnswerKind(StrEnum):
    """What a sender is told."""

    WELCOME = "welcome"
    CODE_GONE = "code_gone"
    CASE = "case"
    NO_SUCH_CASE = "no_such_case"
    CASES = "cases"
    NO_CASES = "no_cases"
    HOW_TO_FILE = "how_to_file"


@dataclass(frozen=True, slots=True)
class WeChatAnswer:
    """What is kept of an answer, so that a copy of the message gets the same: its kind, the code
    whose filing page it leads to, if any, and the ids of the cases it tells of.
    """

    kind: AnswerKind
    code: str = ""
    cases: tuple[str, ...] = ()
    english: bool = False


@dataclass(frozen=True, slots=True)
class CaseLink:
    """A case of the sender's, and the token under which messages lead to it."""

    file: CaseFile
    follow_token: str


@dataclass(frozen=True, slots=True)
class Told:
    """An answer with what its words need: the cases it tells of, and a reference by which the
    filing page knows the sender.
    """

    answer: WeChatAnswer
    cases: tuple[CaseLink, ...]
    sender: str


def wanted(message: Incoming) -> Wanted:
    """What the sender of a message wants. A code that cannot be one of ours is none."""
    if message.kind is MessageKind.EVENT:
        return _happened(message)
    if message.kind is MessageKind.OTHER:
        return Wanted(Wish.TO_SAY)
    case_id, rest = _named_case(message.text)
    english = _is_english(rest)
    if case_id:
        return Wanted(Wish.CASE, case_id=case_id, english=english)
    asks = _bare(message.text) in ASKS_FOR_PROGRESS
    return Wanted(Wish.PROGRESS if asks else Wish.TO_SAY, english=english)


def _happened(message: Incoming) -> Wanted:
    scene = message.key.removeprefix(SCANNED_BY_A_NEWCOMER)
    is_new = message.event == "subscribe"
    if message.event == "scan" or (is_new and scene != message.key):
        return Wanted(Wish.SCANNED, code=scene if is_token(scene) else "")
    return Wanted(Wish.FOLLOWED if is_new else Wish.NOTHING)


def _named_case(text: str) -> tuple[str, str]:
    """The id of the case that a text names, alone or among words, and the text without it."""
    if alone := case_id_of(text):
        return alone, ""
    plain = unicodedata.normalize("NFKC", text).upper()
    found = _NUMBER.search(plain)
    case_id = case_id_of(found[0]) if found else None
    return (case_id, plain.replace(found[0], " ")) if found and case_id else ("", text)


def _is_english(text: str) -> bool:
    return bool(_LATIN.search(text)) and not _HAN.search(text)


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())
