"""Answers of the official account (公众号) in words: Chinese, with a short English line for who
wrote in English. They never hold anything that a person typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.case import case_number
from casework.domain.wechat import AnswerKind
from casework.web.pages.headline import headline
from casework.web.wording import N_, wording

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.organisation import Organisation
    from casework.domain.wechat import CaseLink, Told
    from casework.web.wording import Wording

SAID = {
    AnswerKind.WELCOME: N_(
        "Welcome to the one-code service of %(county)s. Tell us what your enterprise needs or what "
        "went wrong: one page, no account."
    ),
    AnswerKind.CODE_GONE: N_("The code you scanned is no longer in use."),
    AnswerKind.CASE: "",
    AnswerKind.NO_SUCH_CASE: N_(
        "No case of yours with this number was filed through this account. Check the number, or "
        "open the link you kept when you filed."
    ),
    AnswerKind.CASES: N_("Your cases in hand:"),
    AnswerKind.NO_CASES: N_(
        "You have no case in hand that was filed through this account. For one filed another way, "
        "open the link you kept then."
    ),
    AnswerKind.HOW_TO_FILE: N_(
        "A message here is not a case, and we do not keep it. File your case on one page. To see "
        "how a case stands, send its number, or the word “progress”."
    ),
}
"""What is said first."""

IN_SHORT = {
    AnswerKind.CODE_GONE: N_("This code is no longer in use. Tap the link to file a case."),
    AnswerKind.NO_SUCH_CASE: N_("There is no case of yours with this number here."),
    AnswerKind.CASES: N_("Tap a number to see the case in English."),
    AnswerKind.NO_CASES: N_("You have no case in hand here."),
    AnswerKind.HOW_TO_FILE: N_(
        "A message here is not a case. Tap the link to file one, or send “progress”."
    ),
}
"""What is said in English to who wrote in it, but of a single case, which is told in both
languages.
"""


def answer_text(told: Told, *, base_url: str, organisation: Organisation, now: datetime) -> str:
    """The words of an answer; links lead to `base_url`, and need no escaping, which phones do not
    all undo. With its five cases it stays below the 2,048 bytes that the platform takes.
    """
    say = wording("zh")
    kind, english = told.answer.kind, told.answer.english
    county = say.name(organisation.jurisdiction)
    blocks = [say(SAID[kind], county=county)] if SAID[kind] else []
    blocks += [
        _case(link, base_url, organisation, now, say, english=english) for link in told.cases
    ]
    if not told.cases:
        blocks += [_way_to_file(told, base_url, say), _telephone(organisation, say)]
    if english:
        blocks.append(_in_english(told, organisation, now))
    return "\n\n".join(blocks)


def busy_text() -> str:
    """What is said when the store does not answer; it needs nothing of it."""
    say = wording("zh")
    return say("Busy right now. Send it again in a minute, or call the hotline 12345.")


def _case(
    link: CaseLink,
    base_url: str,
    organisation: Organisation,
    now: datetime,
    say: Wording,
    *,
    english: bool,
) -> str:
    """One case: its number, which opens its tracking page, what happened, whose turn it is and
    until when.
    """
    asked = "?lang=en" if english else ""
    number = _link(f"{base_url}/t/{link.follow_token}{asked}", case_number(link.file.case.id))
    told = headline(link.file, organisation, now, say)
    return f"{number}\n{told.title}\n{told.line.striptags()}"


def _in_english(told: Told, organisation: Organisation, now: datetime) -> str:
    say = wording("en")
    if told.answer.kind is not AnswerKind.CASE:
        return say(IN_SHORT[told.answer.kind])
    heads = (headline(link.file, organisation, now, say) for link in told.cases)
    return "\n".join(f"{head.title}. {head.line.striptags()}" for head in heads)


def _way_to_file(told: Told, base_url: str, say: Wording) -> str:
    code, sender = told.answer.code, told.sender
    if not code:
        return say("To file a case, scan the code at a service window, a station or on a poster.")
    return _link(f"{base_url}/q/{code}?from={sender}", say("File a case"))


def _telephone(organisation: Organisation, say: Wording) -> str:
    return say("Telephone: %(number)s", number=organisation.jurisdiction.telephone)


def _link(address: str, text: str) -> str:
    return f'<a href="{address}">{text}</a>'
