"""The lights board (亮灯看板): every department's open steps and lights, kept open all day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.web.dates import moment_text
from casework.web.pages.desk.figures import share_text, strip_of
from casework.web.pages.desk.light import mark_of
from casework.web.pages.names import unit_name
from casework.web.rendering import renderer

if TYPE_CHECKING:
    from casework.domain.buckets import Buckets
    from casework.domain.organisation import Organisation
    from casework.web.pages.desk.viewer import Setting, Viewer
    from casework.web.wording import Wording

REFRESH_SECONDS = 60


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A department: cases to verify, to reply to and to resolve, its lights, and how many of this
    month's `due` deadlines were met (`on_time`). `href` leads to its cases.
    """

    unit: str
    verify: int
    reply: int
    resolve: int
    yellow: int
    red: int
    on_time: int
    due: int
    href: str | None = None


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
    buckets: Buckets | None = None,
) -> str:
    """The board; departments keep their places, so that an eye finds them again after a refresh.

    It loads itself anew every minute without a script.
    """
    page = renderer(viewer.language)
    say = page.say
    return page.desk_page(
        "board",
        viewer=viewer,
        organisation=setting.organisation,
        refresh=REFRESH_SECONDS,
        at=moment_text(setting.now, say.language, setting.now),
        lines=[_line(row, setting.organisation, say) for row in rows],
        total=_total(rows, say) if len(rows) > 1 else None,
        yellow=mark_of("yellow", say),
        red=mark_of("red", say),
        strip=strip_of(buckets, say) if buckets else None,
    )


def _line(row: BoardRow, organisation: Organisation, say: Wording) -> Line:
    return Line(
        name=unit_name(row.unit, organisation, say),
        href=row.href,
        counts=tuple(str(n) if n else "–" for n in (row.verify, row.reply, row.resolve)),
        yellow=row.yellow,
        red=row.red,
        rate=share_text(row.on_time, row.due, say),
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
        rate=share_text(sum(row.on_time for row in rows), sum(row.due for row in rows), say),
    )
