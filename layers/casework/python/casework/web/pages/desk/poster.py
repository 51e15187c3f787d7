"""The words of a poster or table card: what scanning is for, and the promises in force."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from casework.domain.case_parts import CENTRE
from casework.domain.deadline import Unit
from casework.domain.poster import PaperSize, Poster, PosterForm
from casework.web.language import HTML_LANG
from casework.web.wording import N_, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casework.domain.code import Code
    from casework.domain.deadline import Limit
    from casework.domain.organisation import Organisation
    from casework.domain.policy import DeadlinePolicy
    from casework.web.language import Language
    from casework.web.wording import Wording

PRINTS = {
    (PosterForm.POSTER, PaperSize.A4): N_("Poster, A4"),
    (PosterForm.POSTER, PaperSize.A5): N_("Poster, A5"),
    (PosterForm.CARD, PaperSize.A4): N_("Table card from A4, A5 when folded"),
    (PosterForm.CARD, PaperSize.A5): N_("Table card from A5, A6 when folded"),
}
"""What a code can be printed as, in the order in which it is offered."""

_UNITS = {
    Unit.WORKING_DAYS: (N_("working day"), N_("working days")),
    Unit.CALENDAR_DAYS: (N_("calendar day"), N_("calendar days")),
    Unit.HOURS: (N_("hour"), N_("hours")),
    Unit.MINUTES: (N_("minute"), N_("minutes")),
    Unit.SECONDS: (N_("second"), N_("seconds")),
}


def poster_of(
    code: Code,
    url: str,
    kind: tuple[PosterForm, PaperSize],
    language: Language,
    *,
    organisation: Organisation,
    policy: DeadlinePolicy,
) -> Poster:
    """The sheet for a code that leads to `url`, with the limits of the policy in force."""
    say = wording(language)
    jurisdiction = organisation.jurisdiction
    return Poster(
        *kind,
        language=HTML_LANG[language],
        brand=say("Mashangban"),
        office=say.full_name(jurisdiction, organisation.units[CENTRE]),
        headline=say("Trouble running your business? Scan, and say what is wrong."),
        invitation=say("Scan with WeChat or any camera. No account, no app."),
        steps=tuple(_steps(policy, say)),
        consequence=say("A body that misses a date is put under supervision at once."),
        caption=code.caption_zh if language == "zh" else code.caption_en,
        foot=(
            say("Telephone: %(number)s", number=jurisdiction.telephone),
            say("The code leads to: %(host)s", host=urlsplit(url).netloc),
        ),
        url=url,
        issued_at=code.issued_at,
    )


def _steps(policy: DeadlinePolicy, say: Wording) -> Iterator[tuple[str, str, str]]:
    for limit, done in (
        (policy.verify, N_("to check it")),
        (policy.reply, N_("to answer")),
        (policy.resolve, N_("to settle it")),
    ):
        yield str(limit.amount), say(_unit(limit)), say(done)


def _unit(limit: Limit) -> str:
    one, many = _UNITS[limit.unit]
    return one if limit.amount == 1 else many
