"""A case for paper (打印): what happened, who, clocks and the whole history, black on white."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.case import case_number
from casework.web.dates import moment_text
from casework.web.pages.desk.attachment_rows import attachment_rows
from casework.web.pages.desk.clocks import ClockReader
from casework.web.pages.desk.headline import desk_headline
from casework.web.pages.desk.history import Historian
from casework.web.pages.desk.people import reporter, shares, story
from casework.web.pages.names import unit_name
from casework.web.rendering import renderer

if TYPE_CHECKING:
    from casework.domain.case_file import CaseFile
    from casework.web.pages.desk.viewer import Setting, Viewer


def print_case_page(*, viewer: Viewer, setting: Setting, file: CaseFile) -> str:
    """The file as this reader may see it. The telephone stays masked: paper lies about."""
    page = renderer(viewer.language)
    say, organisation, now = page.say, setting.organisation, setting.now
    reader = ClockReader(organisation, setting.calendar, now, say)
    headline = desk_headline(file.case, "", reader)
    return page.desk_page(
        "print_case",
        viewer=viewer,
        organisation=organisation,
        number=case_number(file.case.id),
        filed=moment_text(file.case.filed_at, say.language, now),
        headline=headline,
        text=story(file),
        reporter=reporter(file),
        lead=unit_name(file.case.lead, organisation, say) if file.case.lead else None,
        shares=shares(file.case, organisation, now, say),
        clocks=reader.rows(file.case),
        files=attachment_rows(file, now, say),
        entries=Historian(file, organisation, now, say).entries(),
        printed=moment_text(now, say.language, now),
        by=viewer.member.name,
    )
