"""Reads the codes that pages and labels carry, as a telephone's camera would."""

from __future__ import annotations

import re

import zxingcpp
from PIL import Image, ImageDraw

SCALE = 4


def read_codes(markup: str) -> list[str]:
    """What every code drawn in the markup says, in order."""
    drawings = re.findall(r'<svg[^>]*role="img".*?</svg>', markup, re.DOTALL)
    return [code.text for each in drawings for code in zxingcpp.read_barcodes(_paint(each))]


def _paint(svg: str) -> Image.Image:
    """The modules as pixels: strokes `Mx y.5hn` on white, one unit of the viewBox a module."""
    width = int(re.findall(r'viewBox="0 0 (\d+)', svg)[0])
    image = Image.new("L", (width * SCALE, width * SCALE), 255)
    brush = ImageDraw.Draw(image)
    for x, y, length in re.findall(r"M(\d+) (\d+)\.5h(\d+)", svg):
        left, top = int(x) * SCALE, int(y) * SCALE
        right, bottom = left + int(length) * SCALE - 1, top + SCALE - 1
        brush.rectangle((left, top, right, bottom), fill=0)
    return image
