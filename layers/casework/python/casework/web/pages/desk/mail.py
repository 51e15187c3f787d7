"""E-mails that became no case (未能登记的邮件): when each came, why it waits, and what to do with
it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import case_number
from casework.domain.unread_mail import MailOutcome, UnreadReason
from casework.web.dates import moment_text
from casework.web.pages.desk.figures import strip_of
from casework.web.pages.file_words import size_text
from casework.web.rendering import renderer
from casework.web.wording import N_

if TYPE_CHECKING:
    from casework.channel_ports import UnreadPage
    from casework.domain.buckets import Buckets
    from casework.domain.unread_mail import UnreadMail
    from casework.web.pages.desk.viewer import Setting, Viewer
    from casework.web.wording import Wording

MAIL_HREF = "/desk/mail"
REASONS = {
    UnreadReason.TOO_LARGE: N_("Larger than 25 MB: it was not read."),
    UnreadReason.MALFORMED: N_("It is no e-mail that could be read."),
    UnreadReason.TOO_INTRICATE: N_("It has more parts than could be read."),
    UnreadReason.NO_SENDER: N_("It has no sender who could be written to."),
    UnreadReason.NO_TEXT: N_("It has no words, or they cannot be told from a quote."),
    UnreadReason.CASE_CLOSED: N_("It answers an e-mail about a case that is closed."),
    UnreadReason.UNKNOWN_REFERENCE: N_("It answers an e-mail about a case that is not known here."),
    UnreadReason.TEXT_CUT: N_("Its text is too long: the case holds the beginning of it."),
    UnreadReason.SPAM: N_("The mail server warns of it. Open it with care."),
}
DONE = {MailOutcome.SET_ASIDE.value: N_("The e-mail was set aside.")}
"""What the page says after an act, by the code that its address then carries as `done`."""


@dataclass(frozen=True, slots=True)
class MailRow:
    """One e-mail in words; `number` and `case_href` of the case that it is about, or nothing."""

    received: str
    size: str
    reason: str
    number: str
    case_href: str
    action: str


def mail_page(
    *,
    viewer: Viewer,
    setting: Setting,
    page: UnreadPage,
    buckets: Buckets | None,
    done: str | None = None,
    problem: str | None = None,
) -> str:
    """A page of the list. Each is opened at `/desk/mail/{id}` and settled there by a post with
    `csrf` and `outcome`; nothing of what it says is shown here. `problem` is a sentence that turned
    an act back.
    """
    out = renderer(viewer.language)
    return out.desk_page(
        "mail",
        viewer=viewer,
        organisation=setting.organisation,
        rows=[_row(mail, setting, out.say) for mail in page.mails],
        next_href=f"?start={page.next_key}" if page.next_key else None,
        done=out.say(DONE[done]) if done in DONE else None,
        problem=problem,
        strip=strip_of(buckets, out.say),
    )


def _row(mail: UnreadMail, setting: Setting, say: Wording) -> MailRow:
    return MailRow(
        received=moment_text(mail.stored.received_at, say.language, setting.now),
        size=size_text(mail.stored.size),
        reason=say(REASONS[mail.reason]),
        number=case_number(mail.case_id) if mail.case_id else "",
        case_href=f"/desk/cases/{mail.case_id}" if mail.case_id else "",
        action=f"{MAIL_HREF}/{mail.id}",
    )
