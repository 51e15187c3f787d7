"""Search (查找案件) by number, enterprise or telephone: a post, so no address names anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.web.pages.desk.case_rows import row_of
from casework.web.pages.desk.clocks import ClockReader
from casework.web.pages.desk.figures import strip_of
from casework.web.rendering import renderer

if TYPE_CHECKING:
    from casework.domain.buckets import Buckets
    from casework.ports import WorkItem
    from casework.web.pages.desk.viewer import Setting, Viewer

SEARCH_HREF = "/desk/search"


@dataclass(frozen=True, slots=True)
class Search:
    """What was looked for, as typed: one of the three is enough."""

    number: str = ""
    enterprise: str = ""
    telephone: str = ""


def search_page(
    *,
    viewer: Viewer,
    setting: Setting,
    buckets: Buckets | None,
    typed: Search | None = None,
    results: tuple[WorkItem, ...] | None = None,
    problem: str | None = None,
) -> str:
    """The form and, after a post, what was found; `results` None means that nothing was looked for.

    Fields post as `number`, `enterprise`, `telephone` with `csrf`. `problem` is a sentence in the
    reader's language.
    """
    page = renderer(viewer.language)
    reader = ClockReader(setting.organisation, setting.calendar, setting.now, page.say)
    rows = [row_of(item, viewer.member.unit, reader) for item in results or ()]
    return page.desk_page(
        "search",
        viewer=viewer,
        organisation=setting.organisation,
        action=SEARCH_HREF,
        typed=typed or Search(),
        rows=rows,
        looked=results is not None,
        problem=problem,
        strip=strip_of(buckets, page.say),
    )
