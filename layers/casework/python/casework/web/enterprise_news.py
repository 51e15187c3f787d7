"""Words a message to an enterprise: the state of its case, a date, and the way to its page.

Nothing that anybody wrote is in it. Of a confidential case it says no more than that there is news:
whoever else sees the telephone or mailbox learns neither what it is about nor who handles it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import case_number
from casework.domain.enterprise_messages import NewsKind, WordedNews
from casework.web.dates import deadline_text
from casework.web.pages.names import unit_name
from casework.web.wording import N_, wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.enterprise_messages import EnterpriseMessage
    from casework.domain.organisation import Organisation
    from casework.web.language import Language
    from casework.web.wording import Wording


@dataclass(frozen=True, slots=True)
class _News:
    """What one kind says: the state, what happens by its date (`%(date)s`), and what to do."""

    state: str
    dated: str
    hint: str
    date: Callable[[Case], datetime | None]
    names_unit: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """Where a message leads: the tracking page, and what an answer by e-mail is recognised by."""

    page: str
    reference: str


NEUTRAL_STATE = N_("has news")
NEUTRAL_HINT = N_("Please open the link to read it.")
_LOOK = N_("The link shows the whole case.")
_CLOSED_BY = N_("to be resolved by %(date)s")


def _reply_by(case: Case) -> datetime | None:
    return case.dates.reply_by if case.dates else case.promised.reply_by


def _resolve_by(case: Case) -> datetime | None:
    return case.dates.resolve_by if case.dates else None


def _contest_by(case: Case) -> datetime | None:
    return case.objection_by


def _until(case: Case) -> datetime | None:
    return case.suspension.until if case.suspension else None


def _never(case: Case) -> None:
    return None


_NEWS = {
    NewsKind.FILED: _News(
        N_("was received"),
        N_("a reply comes by %(date)s at the latest"),
        _LOOK,
        _reply_by,
    ),
    NewsKind.ASSIGNED: _News(
        N_("is being handled"),
        N_("a reply comes by %(date)s"),
        _LOOK,
        _reply_by,
        names_unit=True,
    ),
    NewsKind.RETURNED: _News(
        N_("went to another body"),
        _CLOSED_BY,
        _LOOK,
        _resolve_by,
        names_unit=True,
    ),
    NewsKind.QUESTION: _News(
        N_("needs something from you"),
        N_("please answer by %(date)s"),
        N_("Please open the link, read what is asked, and answer there."),
        _until,
    ),
    NewsKind.REPLIED: _News(N_("has a reply"), _CLOSED_BY, _LOOK, _resolve_by),
    NewsKind.ANSWERED: _News(
        N_("was answered"),
        N_("you may object until %(date)s"),
        N_("Please open the link, read the answer, and rate how the case was handled."),
        _contest_by,
    ),
    NewsKind.RESOLVED: _News(
        N_("was reported as resolved"),
        N_("please confirm or object by %(date)s"),
        N_("Please open the link and confirm or object; you may also rate how it was handled."),
        _contest_by,
    ),
    NewsKind.EXTENDED: _News(N_("was given more time"), _CLOSED_BY, _LOOK, _resolve_by),
    NewsKind.SUSPENDED: _News(
        N_("stands still for a time"), N_("until %(date)s at the latest"), _LOOK, _until
    ),
    NewsKind.DECLINED: _News(
        N_("was not taken up"),
        N_("you may ask for a review until %(date)s"),
        N_("The link shows the reason and how to ask for a review."),
        _contest_by,
    ),
    NewsKind.REOPENED: _News(N_("is open again"), _CLOSED_BY, _LOOK, _resolve_by),
    NewsKind.REJECTED: _News(N_("was reviewed: the result stays"), _CLOSED_BY, _LOOK, _never),
    NewsKind.CLOSED: _News(
        N_("is closed"),
        _CLOSED_BY,
        N_("The link shows the whole case; you may rate how it was handled."),
        _never,
    ),
    NewsKind.DATA_DECIDED: _News(N_("has an answer about your data"), _CLOSED_BY, _LOOK, _never),
}


def word_news(
    message: EnterpriseMessage,
    case: Case,
    links: Links,
    *,
    organisation: Organisation,
    language: Language,
    now: datetime,
) -> WordedNews:
    """The words of a message about the case as it stands; the same arguments give the same words.

    `short` has no case number: with the state, the date and the link it is to fit the 70 signs of
    one Chinese short message where the host's name is short.
    """
    say, number = wording(language), case_number(case.id)
    state, dated, hint, unit = _parts(message, case, organisation, say, now)
    told = say("%(state)s, %(dated)s", state=state, dated=dated) if dated else state
    said = [say("Your case %(number)s %(told)s.", number=number, told=told)]
    if unit:
        said.append(say("%(unit)s handles it.", unit=unit))
    return WordedNews(
        message=message,
        subject=say("Your case %(number)s %(state)s", number=number, state=state),
        text="\n".join((*said, hint, "", links.page, "", *_signed(organisation, say))),
        short=say("Your case %(told)s. %(link)s", told=told, link=links.page),
        state=state,
        hint=dated or say(NEUTRAL_HINT),
        link=links.page,
        reference=links.reference,
        language=language,
    )


def _signed(organisation: Organisation, say: Wording) -> tuple[str, str]:
    county = say.name(organisation.jurisdiction)
    return (
        say("%(county)s, Mashangban", county=county),
        say("Nobody will ask you for money or a code because of this message."),
    )


def _parts(
    message: EnterpriseMessage,
    case: Case,
    organisation: Organisation,
    say: Wording,
    now: datetime,
) -> tuple[str, str, str, str]:
    """State, what is dated, hint, and the unit's name; of a confidential case no more than news."""
    if case.confidential:
        return say(NEUTRAL_STATE), "", say(NEUTRAL_HINT), ""
    news = _NEWS[message.kind]
    due = news.date(case)
    dated = say(news.dated, date=deadline_text(due, say.language, now)) if due else ""
    lead = case.lead if news.names_unit else None
    unit = unit_name(lead, organisation, say) if lead else ""
    return say(news.state), dated, say(news.hint), unit
