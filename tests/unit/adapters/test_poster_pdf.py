"""Posters and table cards, looked at as pictures and scanned by a reader that is not ours."""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp

from casework.adapters.poster_pdf import SIZES, draw_poster
from casework.domain.code import Code, CodePurpose, PlaceKind, code_id
from casework.domain.deadline import Limit, Unit
from casework.domain.poster import PaperSize, Poster, PosterForm
from casework.web.pages.desk.poster import PRINTS, poster_of
from tests.builders import NOW, policy
from tests.unit.web.case_files import juye

if TYPE_CHECKING:
    from PIL.Image import Image

    from casework.web.language import Language

TOKEN = "7K3Q9F2M4T8W7K3Q9F2M"
URL = f"https://a1b2c3d4e5.execute-api.cn-northwest-1.amazonaws.com.cn/q/{TOKEN}"
CODE = Code(
    *(TOKEN, code_id(TOKEN), CodePurpose.INTAKE, PlaceKind.CENTRE),
    *("政法护航工作中心一楼大厅", "Service centre, ground floor"),
    NOW,
)
DPI = 150
MILLIMETRE = 72 / 25.4
INK = 245

EVERY = pytest.mark.parametrize(
    ("kind", "language"),
    [(kind, language) for kind in PRINTS for language in ("zh", "en")],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)


def sheet(kind: tuple[PosterForm, PaperSize], language: Language) -> Poster:
    return poster_of(CODE, URL, kind, language, organisation=juye(), policy=policy())


def picture(poster: Poster) -> Image:
    (page,) = pypdfium2.PdfDocument(draw_poster(poster))
    drawn: Image = page.render(scale=DPI / 72).to_pil()
    return drawn.convert("RGB")


def text_of(poster: Poster) -> str:
    (page,) = pypdfium2.PdfDocument(draw_poster(poster))
    copied: str = page.get_textpage().get_text_bounded()
    return copied


def margins_are_white(drawn: Image) -> bool:
    """Nothing stands where office printers cannot print, but the mark of the fold at the sides."""
    width, height = drawn.size
    edge = round(4 / 25.4 * DPI)
    strips = [(0, 0, width, edge), (0, height - edge, width, height)]
    sides = [
        (x, top, x + edge, bottom)
        for x in (0, width - edge)
        for top, bottom in ((0, height // 2 - edge), (height // 2 + edge, height))
    ]
    return all(min(drawn.crop(box).convert("L").tobytes()) > INK for box in strips + sides)


@EVERY
def test_every_print_is_scanned_and_has_the_size_of_its_paper(
    kind: tuple[PosterForm, PaperSize], language: Language
) -> None:
    poster = sheet(kind, language)
    (page,) = pypdfium2.PdfDocument(draw_poster(poster))
    assert page.get_size() == pytest.approx([side * MILLIMETRE for side in SIZES[kind[1]]], abs=0.1)
    drawn = picture(poster)
    assert margins_are_white(drawn)
    read = [code.text for code in zxingcpp.read_barcodes(drawn)]
    assert read == [URL] * (2 if poster.form is PosterForm.CARD else 1)


@pytest.mark.parametrize("size", PaperSize)
def test_both_sides_of_a_card_stand_upright_when_it_is_folded(size: PaperSize) -> None:
    drawn = picture(sheet((PosterForm.CARD, size), "zh"))
    width, height = drawn.size
    lower = drawn.crop((0, height // 2 + 4, width, height))
    upper = drawn.crop((0, 0, width, height // 2 - 4)).rotate(180)
    for face in (lower, upper):
        (code,) = zxingcpp.read_barcodes(face)
        assert abs(code.orientation) < 2


def test_a_poster_says_what_the_code_is_for_and_what_is_promised() -> None:
    words = text_of(sheet((PosterForm.POSTER, PaperSize.A4), "zh"))
    for said in (
        "码上办",
        "企业遇到难事，扫码就说",
        "政法护航工作中心一楼大厅",
        "电话：0530-12345",
        "认准网址：a1b2c3d4e5.execute-api.cn-northwest-1.amazonaws.com.cn",
        *("个工作日", "核实", "答复", "办结"),
    ):
        assert said in words
    assert "Service centre, ground floor" in text_of(sheet((PosterForm.CARD, PaperSize.A5), "en"))


def test_the_numbers_are_those_of_the_policy_in_force() -> None:
    other = replace(policy(), verify=Limit(2, Unit.HOURS), resolve=Limit(1, Unit.WORKING_DAYS))
    kind = (PosterForm.POSTER, PaperSize.A4)
    posters = [
        poster_of(CODE, URL, kind, "en", organisation=juye(), policy=limits)
        for limits in (policy(), other)
    ]
    assert [step[:2] for step in posters[0].steps] == [
        ("1", "working day"),
        ("3", "working days"),
        ("15", "working days"),
    ]
    assert [step[:2] for step in posters[1].steps] == [
        ("2", "hours"),
        ("3", "working days"),
        ("1", "working day"),
    ]


def test_a_long_caption_stays_on_the_paper() -> None:
    caption = "巨野化工园区企业服务工作站二楼东侧" * 3
    long = replace(sheet((PosterForm.CARD, PaperSize.A5), "zh"), caption=caption)
    drawn = picture(long)
    assert margins_are_white(drawn)
    assert caption in text_of(long)


def test_the_file_is_the_same_bytes_every_time_and_warns_of_nothing() -> None:
    poster = sheet((PosterForm.CARD, PaperSize.A5), "zh")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert draw_poster(poster) == draw_poster(poster)
