"""Takes the README's screenshots again: made-up cases at fixed dates, so that only a change of the
pages changes a picture.

    python -m tests.browser.screenshots [FOLDER]

It needs a Chromium and Chinese fonts, and neither network nor engine.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from casework.adapters.letter_pdf import press
from casework.adapters.qr_code import code_svg
from casework.web.forms import filing, rating
from casework.web.forms.posted import Posted
from casework.web.pages.filed import TrackingLink, filed_page
from tests.browser.desk_screenshots import WIDTHS, desk_pages
from tests.browser.visiting import LAUNCH, chromium_path
from tests.unit.letters import BY_THE_CENTRE, BY_THE_INSPECTION, sheet_of
from tests.unit.web.case_files import CASE_ID, FILING, NOW, Story, at, handled, juye
from tests.unit.web.every_page import file_a_case, letter, rate, track

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from casework.domain.supervision_notice import Letter

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
LINK = f"https://mashangban.example/t/{CASE_ID}-2M4T8W7K3Q9F2M4T8W7K"
COLOURS = 96
DOTS_PER_POINT = 80 / 72
LETTERS = {"letter-system": BY_THE_CENTRE, "letter-form": BY_THE_INSPECTION}
SHARPNESS = 1.5
"""Pixels of a picture for one of the page: legible, and small enough for a README."""


@dataclass(frozen=True, slots=True)
class Window:
    """A browser window in CSS pixels."""

    width: int
    height: int


PHONE, DESK = Window(390, 844), Window(1280, 800)


def pages() -> dict[str, tuple[Window, str]]:
    """Each picture by name: the window, and the page as the public gets it."""
    assigned = Story().assigned("public_security", "emergency")
    overdue = Story().assigned("public_security", "emergency").overdue()
    resolved = handled().excused("emergency").resolved()
    return {
        "filing-phone-zh": (PHONE, file_a_case("zh")),
        "filing-wrong-phone-zh": (PHONE, file_a_case("zh", _wrong())),
        "receipt-phone-zh": (PHONE, _receipt()),
        "tracking-phone-zh": (PHONE, track("zh", assigned.file(), at(11, 24, 10))),
        "tracking-late-phone-zh": (PHONE, track("zh", overdue.file(), at(11, 26, 8))),
        "letter-verified-phone-zh": (PHONE, letter("zh", link="#")),
        "tracking-resolved-phone-zh": (PHONE, track("zh", resolved.file())),
        "rating-phone-zh": (PHONE, rate("zh", _dissatisfied())),
        "tracking-desk-en": (DESK, track("en", handled().file(), at(12, 2, 9))),
    }


def _wrong() -> Posted[filing.FilingForm]:
    typed = {**FILING, "enterprise_name": "", "contact_phone": "1380000"}
    form = filing.read(typed | {"credit_code": "91350100M000100Y44"})
    return Posted(form, filing.check(form, juye()))


def _dissatisfied() -> Posted[rating.RatingForm]:
    words = "跑了两趟才有人管。"
    return Posted(rating.read({"grade": "dissatisfied", "reasons": ["long_wait"], "text": words}))


def _receipt() -> str:
    drawn = code_svg(LINK, caption=None, for_print=False)
    return filed_page(
        case=Story().case(),
        link=TrackingLink("", LINK, drawn),
        files_href="",
        organisation=juye(),
        language="zh",
        now=NOW,
    )


def take(browser: Browser, window: Window, page: str) -> bytes:
    """The whole page as a PNG of few colours."""
    context = browser.new_context(
        viewport={"width": window.width, "height": window.height},
        device_scale_factor=SHARPNESS if window is PHONE else 1,
        java_script_enabled=False,
    )
    tab = context.new_page()
    tab.set_content(page)
    picture = Image.open(BytesIO(tab.screenshot(full_page=True)))
    context.close()
    return _small(picture)


def printed(letter: Letter) -> bytes:
    """The first sheet of a letter as a PNG."""
    sheet = PdfDocument(press(sheet_of(letter)))[0]
    return _small(sheet.render(scale=DOTS_PER_POINT).to_pil())


def _small(picture: Image.Image) -> bytes:
    """A picture of few colours."""
    small = BytesIO()
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        small, "PNG", optimize=True
    )
    return small.getvalue()


def main(arguments: list[str]) -> int:
    """Write every picture into the folder that is named, else where the README looks for them."""
    folder = Path(arguments[0]) if arguments else FOLDER
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=LAUNCH)
        for name, (window, page) in pages().items():
            (folder / f"{name}.png").write_bytes(take(browser, window, page))
        for name, width, page in desk_pages():
            picture = take(browser, Window(width, WIDTHS[width]), page)
            (folder / f"{name}.png").write_bytes(picture)
        browser.close()
    for name, issued in LETTERS.items():
        (folder / f"{name}.png").write_bytes(printed(issued))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
