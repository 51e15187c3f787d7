"""The page for the files of a case (上传附件): what came of those that were sent, and a way to send
more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from casework.domain.attachments import attachment_named
from casework.domain.case import case_number
from casework.web.pages.file_rows import file_rows
from casework.web.pages.file_words import size_text
from casework.web.pages.notice import Notice
from casework.web.rendering import renderer
from casework.web.style import component_script

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.organisation import Organisation
    from casework.web.language import Language
    from casework.web.wording import Wording

SCRIPTED = "file_upload"
"""The component whose script sends several files at once."""

PATIENCE = timedelta(hours=2)
"""A form is good for an hour, a check takes minutes: what is not on record by then never will
be.
"""


@dataclass(frozen=True, slots=True)
class Sent:
    """What the browser says it has sent: ids of uploads, and when their forms were made (UTC)."""

    uploads: tuple[str, ...]
    since: datetime


@dataclass(frozen=True, slots=True)
class Sending:
    """How one more file is sent: where to, the fields before it, the key by which the script asks
    for further forms, and what there may be.
    """

    url: str
    fields: Mapping[str, str]
    form_key: str
    most_bytes: int
    most_files: int


def files_page(
    *,
    case: Case,
    token: str,
    sending: Sending | None,
    is_full: bool,
    sent: Sent | None,
    organisation: Organisation,
    language: Language,
    now: datetime,
) -> str:
    """The files of a case for whoever holds its tracking link. Without `sending` it takes none any
    more: it has as many as it may, or it is closed.
    """
    page = renderer(language)
    say = page.say
    waiting = sent is not None and _is_waiting(case, sent, now)
    return page.page(
        "files",
        organisation=organisation,
        number=case_number(case.id),
        tracking_href=f"/t/{token}?lang={language}",
        rows=file_rows(case, lambda number: f"/t/{token}/files/{number}", now, say),
        notice=_notice(case, sent, now, say) if sent else None,
        waiting=waiting,
        sending=sending,
        most=size_text(sending.most_bytes) if sending else "",
        is_full=is_full,
        confidential=case.confidential,
        script=Markup(component_script(SCRIPTED)) if sending else "",  # noqa: S704 - our own script
    )


def _is_waiting(case: Case, sent: Sent, now: datetime) -> bool:
    unknown = any(attachment_named(case, upload) is None for upload in sent.uploads)
    return unknown and now < sent.since + PATIENCE


def _notice(case: Case, sent: Sent, now: datetime, say: Wording) -> Notice:
    """What became of what was sent: the worst first."""
    found = [attachment_named(case, upload) for upload in sent.uploads]
    if _is_waiting(case, sent, now):
        text = say("It is being checked. Reload this page in a moment to see what came of it.")
        return Notice("mind", say("What you sent has arrived"), text)
    if None in found:
        text = say("Send it again. If it fails again, send a photo or a screenshot of it.")
        return Notice("bad", say("A file could not be checked"), text)
    if any(file is not None and file.reason is not None for file in found):
        text = say("The list says why, and what you can do.")
        return Notice("bad", say("A file was not accepted"), text)
    return Notice("good", say("Your files were checked and accepted"), None)
