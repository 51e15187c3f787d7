"""A list of cases for paper (打印), what is due next first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.web.dates import moment_text
from casework.web.pages.desk.case_rows import row_of
from casework.web.pages.desk.clocks import ClockReader
from casework.web.pages.desk.figures import strip_of
from casework.web.rendering import renderer

if TYPE_CHECKING:
    from casework.domain.buckets import Buckets
    from casework.ports import Page
    from casework.web.pages.desk.viewer import Setting, Viewer


def print_list_page(
    *, viewer: Viewer, setting: Setting, title: str, page: Page, buckets: Buckets | None
) -> str:
    """One page of a list; `title` is in the reader's language."""
    out = renderer(viewer.language)
    reader = ClockReader(setting.organisation, setting.calendar, setting.now, out.say)
    return out.desk_page(
        "print_list",
        viewer=viewer,
        organisation=setting.organisation,
        title=title,
        rows=[row_of(item, viewer.member.unit, reader) for item in page.items],
        strip=strip_of(buckets, out.say),
        printed=moment_text(setting.now, viewer.language, setting.now),
        by=viewer.member.name,
    )
