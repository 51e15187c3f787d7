"""Printed codes (二维码): where they hang, the drawing for print, a new one, and revoking one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.code import PlaceKind
from casework.web.dates import moment_text
from casework.web.pages.desk.figures import strip_of
from casework.web.pages.desk.poster import PRINTS
from casework.web.pages.desk.wrong_fields import wrong_fields
from casework.web.pages.field_messages import by_field
from casework.web.pages.option import Option
from casework.web.rendering import renderer
from casework.web.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from casework.domain.buckets import Buckets
    from casework.domain.code import Code
    from casework.domain.organisation import Organisation
    from casework.web.pages.desk.viewer import Viewer
    from casework.web.wording import Wording

CODES_HREF = "/desk/registry/codes"

PLACES = {
    PlaceKind.CENTRE: N_("Service centre"),
    PlaceKind.STATION: N_("Escort station"),
    PlaceKind.POSTER: N_("Poster"),
}
NAMES = {
    "place": N_("Where it hangs"),
    "caption_zh": N_("Caption in Chinese"),
    "caption_en": N_("Caption in English"),
}
DONE = {
    "issued": N_("Issued: %(caption)s"),
    "revoked": N_("Revoked: %(caption)s. Scanning it opens nothing any more."),
    "linked": N_("WeChat now has a code for: %(caption)s"),
}
"""What the page says after an act, by the code that its address then carries as `done`."""

PRINTABLE = frozenset({"issued", "linked"})
"""After what there is something new to print."""


@dataclass(frozen=True, slots=True)
class CodeList:
    """Every code, and the figures that stand on every page, if they can be read; and whether there
    is an official account that codes of WeChat can lead to.
    """

    codes: tuple[Code, ...]
    buckets: Buckets | None
    offers_wechat: bool = False


@dataclass(frozen=True, slots=True)
class CodeForm:
    """What stands in the form: as typed, and the sentence for each wrong field. `key` names one
    rendering of it, so that sending it twice makes one code.
    """

    key: str
    place: str = ""
    caption_zh: str = ""
    caption_en: str = ""
    errors: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code; `revoked` says when, nothing while it is in use. `wechat_svg` is where the drawing
    of its code of WeChat is, nothing while it has none.
    """

    id: str
    place: str
    caption: str
    other_caption: str
    issued: str
    issued_iso: str
    revoked: str
    svg: str
    wechat_svg: str
    wechat_action: str
    prints: str
    prints_href: str
    revoke: str
    action: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What the page's address opens besides the list: the id of the code whose revocation is to be
    confirmed, or of the one whose prints are offered.
    """

    revoking: str | None = None
    printing: str | None = None


NOTHING_OPENED = Opened()


@dataclass(frozen=True, slots=True)
class Print:
    """One thing that a code can be printed as, and where it is found in each language."""

    name: str
    chinese: str
    english: str


def codes_page(
    *,
    viewer: Viewer,
    organisation: Organisation,
    now: datetime,
    listed: CodeList | None,
    form: CodeForm,
    opened: Opened = NOTHING_OPENED,
    done: tuple[str, str] | None = None,
    problem: str | None = None,
) -> str:
    """The list, codes in use first, then the newest, and the form; None for `listed` when
    it cannot be read now.

    It posts to `/desk/registry/codes`, `.../{id}/revocation` and `.../{id}/wechat`, with `csrf`.
    `done` is what was just done (a code of DONE) and to which id, `problem` a sentence that turned
    an act back.
    """
    page = renderer(viewer.language)
    say = page.say
    messages = wrong_fields(form.errors, NAMES, say)
    codes = listed.codes if listed else ()
    ordered = sorted(codes, key=lambda code: code.issued_at, reverse=True)
    ordered.sort(key=lambda code: not code.is_active)
    rows = [_row(code, now, say) for code in ordered]
    revoking, printing = (_in_use(one, rows) for one in (opened.revoking, opened.printing))
    return page.desk_page(
        "codes",
        viewer=viewer,
        organisation=organisation,
        href=CODES_HREF,
        rows=rows if listed else None,
        in_use=sum(1 for row in rows if not row.revoked),
        form=form,
        places=[Option(code.value, say(words)) for code, words in PLACES.items()],
        summary=messages,
        messages=by_field(messages),
        revoking=revoking,
        printing=printing,
        prints=_prints(printing, say) if printing else (),
        done=_done(done, rows, say),
        printable=_find(done[1], rows) if done and done[0] in PRINTABLE else None,
        offers_wechat=listed is not None and listed.offers_wechat,
        problem=problem,
        strip=strip_of(listed.buckets, say) if listed else None,
    )


def _row(code: Code, now: datetime, say: Wording) -> CodeRow:
    captions = (code.caption_zh, code.caption_en)
    own, other = captions if say.language == "zh" else reversed(captions)
    revoked = moment_text(code.revoked_at, say.language, now) if code.revoked_at else ""
    one = f"{CODES_HREF}/{code.id}"
    return CodeRow(
        id=code.id,
        place=say(PLACES[code.place]),
        caption=own,
        other_caption=other,
        issued=moment_text(code.issued_at, say.language, now),
        issued_iso=code.issued_at.isoformat(),
        revoked=revoked,
        svg=f"{one}/svg",
        wechat_svg=f"{one}/wechat/svg" if code.wechat_url else "",
        wechat_action=f"{one}/wechat",
        prints=f"{CODES_HREF}?print={code.id}#prints",
        prints_href=f"{one}/prints",
        revoke=f"{CODES_HREF}?revoke={code.id}#confirm",
        action=f"{one}/revocation",
    )


def _prints(row: CodeRow, say: Wording) -> tuple[Print, ...]:
    """Each with its name in the reader's language, whatever language is printed."""
    kinds = (
        (say(name), f"{row.prints_href}/{form}/{size}") for (form, size), name in PRINTS.items()
    )
    return tuple(Print(name, f"{href}/zh", f"{href}/en") for name, href in kinds)


def _done(done: tuple[str, str] | None, rows: Iterable[CodeRow], say: Wording) -> str | None:
    code, identity = done or ("", "")
    found = _find(identity, rows)
    if code not in DONE or found is None:
        return None
    return say(DONE[code], caption=found.caption)


def _in_use(identity: str | None, rows: Iterable[CodeRow]) -> CodeRow | None:
    found = _find(identity, rows)
    return found if found and not found.revoked else None


def _find(identity: str | None, rows: Iterable[CodeRow]) -> CodeRow | None:
    return next((row for row in rows if row.id == identity), None)
