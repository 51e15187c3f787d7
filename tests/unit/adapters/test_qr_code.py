"""Codes are read back by a reader that is not ours, as drawn and as photographed."""

from __future__ import annotations

import gzip
import random
import re
from xml.etree import ElementTree

import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from casework.adapters.qr_code import QUIET_ZONE, code_svg, code_terminal

URL = (
    "https://a1b2c3d4e5.execute-api.cn-northwest-1.amazonaws.com.cn"
    "/t/7K3Q9F2M4T8W-2M4T8W7K3Q9F2M4T8W7K"
)
SHORT = "https://app.localhost:4566/q/7K3Q9F2M4T8W7K3Q9F2M"
SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str, scale: int = 8) -> Image.Image:
    """The picture that the SVG describes: white ground and black strokes one module wide."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own markup
    width, height = (float(number) for number in root.attrib["viewBox"].split()[2:])
    picture = Image.new("L", (round(width * scale), round(height * scale)), 255)
    pen = ImageDraw.Draw(picture)
    ground, strokes = root.findall(f"{SVG}path")
    assert ground.attrib["fill"] == "#fff"
    for x, y, length in re.findall(r"M(\d+) ([\d.]+)h(\d+)", strokes.attrib["d"]):
        left, top = int(x) * scale, round((float(y) - 0.5) * scale)
        pen.rectangle((left, top, left + int(length) * scale - 1, top + scale - 1), fill=0)
    return picture


def read(picture: Image.Image) -> str | None:
    """What a reader finds, or None."""
    found = zxingcpp.read_barcodes(
        picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    return found[0].text if found else None


def photographed(picture: Image.Image, degrees: float) -> Image.Image:
    """As a telephone sees it: turned, seen from the side, blurred, small, grey and noisy."""
    width, height = picture.size
    ground = Image.new("L", (width * 2, height * 2), 190)
    ground.paste(picture, (width // 2, height // 2))
    turned = ground.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=190)
    corners = (0, 0, width * 0.1, height * 2, width * 2, height * 2, width * 1.9, 0)
    slanted = turned.transform(
        turned.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=190
    )
    small = slanted.filter(ImageFilter.GaussianBlur(2.5)).resize((480, 480))
    grey = small.point([40 + value * 3 // 4 for value in range(256)])
    grain = random.Random(7).randbytes(480 * 480)  # noqa: S311 - the same grain each time
    return Image.blend(grey, Image.frombytes("L", (480, 480), grain), 0.12)


@pytest.mark.parametrize("for_print", [True, False])
@pytest.mark.parametrize("url", [URL, SHORT])
def test_a_drawn_code_is_read_back(url: str, for_print: bool) -> None:
    assert read(drawn(code_svg(url, caption="扫码反映诉求", for_print=for_print))) == url


@pytest.mark.parametrize("for_print", [True, False])
@pytest.mark.parametrize("degrees", [0, 7, -13, 90])
def test_a_photographed_code_is_read_back(degrees: float, for_print: bool) -> None:
    picture = drawn(code_svg(SHORT, caption="巨野县政法护航工作中心", for_print=for_print))
    assert read(photographed(picture, degrees)) == SHORT


def test_a_printed_code_survives_a_stain_that_a_code_on_a_screen_does_not() -> None:
    def stained(for_print: bool) -> str | None:
        picture = drawn(code_svg(URL, caption=None, for_print=for_print))
        side = picture.width
        stain = (side * 0.44, side * 0.44, side * 0.78, side * 0.78)
        ImageDraw.Draw(picture).ellipse(stain, fill=255)
        return read(picture)

    assert stained(for_print=True) == URL
    assert stained(for_print=False) is None


@pytest.mark.parametrize("for_print", [True, False])
def test_four_light_modules_lie_around_the_code(for_print: bool) -> None:
    picture = drawn(code_svg(URL, caption="巨野", for_print=for_print), scale=1)
    left, top, right, bottom = picture.point(lambda value: 255 - value).getbbox() or (0, 0, 0, 0)
    assert QUIET_ZONE == 4
    assert (left, top) == (4, 4)
    assert right == picture.width - 4
    assert bottom == picture.width - 4


def test_the_same_url_gives_the_same_bytes_and_few_of_them() -> None:
    first, second = (code_svg(URL, caption=None, for_print=False) for _ in range(2))
    assert first == second
    assert len(gzip.compress(first.encode(), 6)) < 1500


def test_the_caption_stands_beneath_in_lines_that_fit_the_width() -> None:
    caption = "巨野县政法护航工作中心\n企业诉求，扫码即办"
    root = ElementTree.fromstring(code_svg(URL, caption=caption, for_print=True))  # noqa: S314
    width, height = (float(number) for number in root.attrib["viewBox"].split()[2:])
    texts = root.findall(f"{SVG}text")
    assert [text.text for text in texts] == caption.split("\n")
    assert [float(text.attrib["y"]) for text in texts] == sorted(
        float(text.attrib["y"]) for text in texts
    )
    for text in texts:
        assert width < float(text.attrib["y"]) < height
        assert len(text.text or "") * float(text.attrib["font-size"]) <= width - 2 * QUIET_ZONE
        assert text.attrib["font-family"].startswith("PingFang SC,Microsoft YaHei")


def test_a_long_caption_gets_smaller_type_and_a_short_one_does_not_grow() -> None:
    def size(caption: str) -> float:
        svg = code_svg(URL, caption=caption, for_print=True)
        return float(re.findall(r'font-size="([\d.]+)"', svg)[0])

    assert size("码") == size("码上办") == 3.2
    assert size("长" * 40) == pytest.approx(49 / 40, abs=0.01)
    assert size("x" * 40) > size("长" * 40)


def test_a_caption_is_text_and_never_markup() -> None:
    caption = "<script>\"&'</script>"
    root = ElementTree.fromstring(code_svg(URL, caption=caption, for_print=True))  # noqa: S314
    assert root.attrib["aria-label"] == caption
    assert [text.text for text in root.findall(f"{SVG}text")] == [caption]


def test_without_a_caption_the_code_is_square_and_still_named() -> None:
    root = ElementTree.fromstring(code_svg(URL, caption=None, for_print=False))  # noqa: S314
    _, _, width, height = root.attrib["viewBox"].split()
    assert width == height
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == "QR"


def test_a_code_in_a_terminal_is_read_back_black_on_white_whatever_its_colours() -> None:
    lines = code_terminal(SHORT).split("\n")
    assert all(line.startswith("\x1b[38;5;16;48;5;231m") for line in lines)
    assert all(line.endswith("\x1b[0m") for line in lines)
    cells = [re.sub(r"\x1b\[[\d;]*m", "", line) for line in lines]
    halves = {" ": (255, 255), "▀": (0, 255), "▄": (255, 0), "█": (0, 0)}
    picture = Image.new("L", (len(cells[0]), 2 * len(cells)), 255)
    for row, line in enumerate(cells):
        for column, character in enumerate(line):
            upper, lower = halves[character]
            picture.putpixel((column, 2 * row), upper)
            picture.putpixel((column, 2 * row + 1), lower)
    larger = picture.resize((picture.width * 6, picture.height * 6), Image.Resampling.NEAREST)
    assert read(larger) == SHORT
