"""The page of e-mails that wait for a clerk, in every state, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.channel_ports import UnreadPage
from casework.domain.unread_mail import StoredMail, UnreadMail, UnreadReason, mail_id
from casework.entrypoints.problems import problem_text
from casework.web.pages.desk.mail import mail_page
from tests.unit.web.case_files import CASE_ID, at
from tests.unit.web.desk_pages import BUCKETS, clerk, setting

if TYPE_CHECKING:
    from casework.web.language import Language

MEGABYTES = 26 * 1024 * 1024


def unread(reason: UnreadReason) -> UnreadMail:
    """An e-mail that waits for this reason."""
    key = f"mail/{reason}"
    size = MEGABYTES if reason is UnreadReason.TOO_LARGE else 700
    about = CASE_ID if reason in {UnreadReason.CASE_CLOSED, UnreadReason.TEXT_CUT} else None
    return UnreadMail(mail_id(key), StoredMail(key, at(11, 23, 9), size), reason, about)


def mail_pages(language: Language) -> dict[str, str]:
    """All of them in one language."""
    every = tuple(unread(reason) for reason in UnreadReason)
    states = {
        "mail": (UnreadPage(every, "next", {}), None, None),
        "mail set aside": (UnreadPage(every[:1], None, {}), "set_aside", None),
        "mail turned back": (
            *(UnreadPage(every[:1], None, {}), None),
            problem_text("mail_settled", language),
        ),
        "no mail": (UnreadPage((), None, {}), None, None),
    }
    return {
        name: mail_page(
            viewer=clerk(language),
            setting=setting(),
            page=page,
            buckets=BUCKETS,
            done=done,
            problem=problem,
        )
        for name, (page, done, problem) in states.items()
    }
