"""Answer what is sent to the official account (公众号): the way to file, or how a case of the
sender's stands. Nothing is filed by it, and nothing of what was written is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypedDict

from casework.domain.errors import NotFoundError
from casework.domain.particulars import ParticularsKind
from casework.domain.search_terms import wechat_term
from casework.domain.wechat import (
    MOST_CASES,
    AnswerKind,
    CallbackRefusedError,
    CaseLink,
    Claim,
    Told,
    WeChatAnswer,
    Wish,
    wanted,
)

if TYPE_CHECKING:
    from datetime import datetime

    from casework.channel_ports import HeardMessages, Senders
    from casework.domain.case_file import CaseFile
    from casework.domain.tokens import TokenMint
    from casework.domain.wechat import Incoming, Wanted
    from casework.ports import CaseRepository, CaseSearch, CodeRepository

NONCE_AGE = timedelta(minutes=15)
"""Longer than a request is fresh, and its copies with it."""

SENT_AGAIN_FOR = 20
"""For so many seconds a request with the nonce of another may be the platform's copy of it."""

ANSWER_AGE = timedelta(hours=1)
"""Longer than the platform sends a message again: three times, five seconds apart."""


_THROUGH_THE_OWN_CODE = {
    Wish.SCANNED: AnswerKind.CODE_GONE,
    Wish.FOLLOWED: AnswerKind.WELCOME,
    Wish.TO_SAY: AnswerKind.HOW_TO_FILE,
}
_WITHOUT_A_CASE = {
    AnswerKind.CASE: AnswerKind.NO_SUCH_CASE,
    AnswerKind.CASES: AnswerKind.NO_CASES,
}


class WeChatPorts(TypedDict):
    """What answering needs."""

    heard: HeardMessages
    senders: Senders
    codes: CodeRepository
    cases: CaseRepository
    search: CaseSearch
    mint: TokenMint


@dataclass(frozen=True, slots=True)
class _Asker:
    """Who is answered, and through which code they file when they scanned none."""

    openid: str
    own_code: str
    ports: WeChatPorts


def answer_wechat(
    message: Incoming, nonce: str, own_code: str, now: datetime, ports: WeChatPorts
) -> Told | None:
    """What to tell the sender, the same for each copy of a message; None for nothing.

    `nonce` is what the request has that no other has; `own_code` is the code through which people
    file who scanned none. Raises CallbackRefusedError for a request that was there before,
    unless it is the platform's own copy: the same message, seconds later.
    """
    heard, mint = ports["heard"], ports["mint"]
    name = mint.digest("wechat-message", message.name)
    _claim(mint.digest("wechat-nonce", nonce), name, now, heard)
    wish = wanted(message)
    if wish.wish is Wish.NOTHING:
        return None
    asker = _Asker(message.openid, own_code, ports)
    kept = heard.answer(name)
    told = _told(kept or _decide(wish, asker), asker)
    if kept is None:
        kept = heard.keep(name, told.answer, now + ANSWER_AGE)
    return told if kept == told.answer else _told(kept, asker)


def _claim(nonce: str, message: str, now: datetime, heard: HeardMessages) -> None:
    """Take a nonce for a message; the platform may send a copy with or without a nonce of its own,
    so the same message may come by it again for a while.
    """
    claim = Claim(message, int(now.timestamp()))
    first = heard.claim(nonce, claim, now + NONCE_AGE)
    if first.message != message or claim.second - first.second > SENT_AGAIN_FOR:
        raise CallbackRefusedError


def _decide(wish: Wanted, asker: _Asker) -> WeChatAnswer:
    """What is answered if the cases that it tells of are the sender's."""
    english = wish.english
    if wish.wish is Wish.CASE:
        return WeChatAnswer(AnswerKind.CASE, cases=(wish.case_id,), english=english)
    if wish.wish is Wish.PROGRESS:
        return WeChatAnswer(AnswerKind.CASES, cases=_open_cases(asker), english=english)
    if wish.wish is Wish.SCANNED and (scanned := _active(wish.code, asker)):
        return WeChatAnswer(AnswerKind.WELCOME, scanned)
    kind = _THROUGH_THE_OWN_CODE[wish.wish]
    return WeChatAnswer(kind, _active(asker.own_code, asker), english=english)


def _told(answer: WeChatAnswer, asker: _Asker) -> Told:
    """The answer with what its words need; where it has no case to tell of, the way to file one."""
    mint, senders = asker.ports["mint"], asker.ports["senders"]
    files = (_own_case(case_id, asker) for case_id in answer.cases)
    links = tuple(CaseLink(file, mint.follow_token(file.case)) for file in files if file)
    if answer.kind in _WITHOUT_A_CASE and not links:
        kind, code = _WITHOUT_A_CASE[answer.kind], _active(asker.own_code, asker)
        answer = WeChatAnswer(kind, code, english=answer.english)
    return Told(answer, links, senders.refer_to(asker.openid) if answer.code else "")


def _active(code: str, asker: _Asker) -> str:
    """The code while it is in use, else nothing."""
    try:
        return asker.ports["codes"].active(code).token
    except NotFoundError:
        return ""


def _own_case(case_id: str, asker: _Asker) -> CaseFile | None:
    """The case if the sender filed it under the account; a confidential one is nobody's here, for a
    phone is read over shoulders.
    """
    try:
        file = asker.ports["cases"].file(case_id)
    except NotFoundError:
        return None
    texts = file.particulars.values()
    filed = next((text for text in texts if text.ref.kind is ParticularsKind.FILING), None)
    is_own = filed is not None and filed.fields.get("wechat_openid") == asker.openid
    return file if is_own and not file.case.confidential else None


def _open_cases(asker: _Asker) -> tuple[str, ...]:
    """Of the sender's newest cases those that are open, by their ids."""
    term, ports = wechat_term(asker.openid), asker.ports
    items = ports["search"].find(ports["mint"].search_key(term)).items if term else ()
    shown = (item.case for item in items if item.case.status.is_open and not item.case.confidential)
    return tuple(case.id for case in shown)[:MOST_CASES]
