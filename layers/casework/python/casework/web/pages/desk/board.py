"""The lights board (亮灯看板): every department's open steps and lights, kept open all day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casework.web.dates import moment_text
from casework.web.pages.desk.figures import share_text, strip_of
from casework.web.pages.desk.light import mark_of
from casework.web.pages.names import unit_name
from casework.web.rendering import renderer

if TYPE_CHECKING:
    from casework.domain.buckets import Buckets
    from casework.domain.organisation import Organisation
    from casework.domain.statistics import BoardRow
    from casework.web.pages.desk.viewer import Setting, Viewer
    from casework.web.wording import Wording

BOARD_HREF = "/desk/oversight/board"
REFRESH_SECONDS = 60
"""Each minute, as the page says in words; whoever needs longer to read stops it (WCAG 2.2.1)."""

REFRESH = "refresh"
OFF = "off"
"""`refresh=off` in the address of the board: it stays as it is."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the board in words; a count of none is a dash, so that what matters stands out."""

    name: str
    href: str | None
    counts: tuple[str, ...]
    yellow: int
    red: int
    rate: str


def board_page(
    *,
    viewer: Viewer,
    setting: Setting,
    rows: tuple[BoardRow, ...],
    buckets: Buckets | None,
    refreshing: bool = True,
) -> str:
    """The board; departments keep their places, so that an eye finds them again after a refresh.

    Whether it is `refreshing` stands on it, with the way to stop that or to go on; the answer that
    carries it has the browser load it again.
    """
    off = "" if refreshing else f"{REFRESH}={OFF}"
    page = renderer(viewer.language)
    say = page.say
    return page.desk_page(
        "board",
        viewer=replace(viewer, query=off),
        organisation=setting.organisation,
        refreshing=refreshing,
        stop_href=f"{BOARD_HREF}?{REFRESH}={OFF}",
        resume_href=BOARD_HREF,
        at=moment_text(setting.now, say.language, setting.now),
        lines=[_line(row, setting.organisation, say) for row in rows],
        total=_total(rows, say) if len(rows) > 1 else None,
        yellow=mark_of("yellow", say),
        red=mark_of("red", say),
        strip=strip_of(buckets, say),
    )


def _line(row: BoardRow, organisation: Organisation, say: Wording) -> Line:
    return Line(
        name=unit_name(row.unit, organisation, say),
        href=f"/desk/cases?unit={row.unit}",
        counts=tuple(str(n) if n else "–" for n in (row.verify, row.reply, row.resolve)),
        yellow=row.yellow,
        red=row.red,
        rate=share_text(row.met, row.owed, say),
    )


def _total(rows: tuple[BoardRow, ...], say: Wording) -> Line:
    counts = (
        sum(row.verify for row in rows),
        sum(row.reply for row in rows),
        sum(row.resolve for row in rows),
    )
    return Line(
        name=say("All units"),
        href=None,
        counts=tuple(str(n) if n else "–" for n in counts),
        yellow=sum(row.yellow for row in rows),
        red=sum(row.red for row in rows),
        rate=share_text(sum(row.met for row in rows), sum(row.owed for row in rows), say),
    )
