"""The one style: small, allowed by its hash, and readable by everybody."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import casework.web
from casework.web.style import (
    DESK,
    SHARED,
    assemble,
    assemble_desk,
    content_security_policy,
    desk_content_security_policy,
    desk_style,
    minify,
    style,
)

if TYPE_CHECKING:
    from collections.abc import Callable

WEB = Path(casework.web.__path__[0])
TOKENS = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", (WEB / "tokens.css").read_text()))


def test_minifying_drops_comments_and_blanks_and_nothing_else() -> None:
    css = """/* a
      b */ .a > .b :hover ,
      .c { width: calc(50% + 11px) ; color : red; }
      @media (min-width: 9px) and (x) { .d{} }"""
    assert minify(css) == (
        ".a > .b :hover,.c{width:calc(50% + 11px);color :red}@media (min-width:9px) and (x){.d{}}"
    )


def test_the_style_holds_the_tokens_first_and_every_component_of_the_public() -> None:
    css = assemble()
    assert css.startswith(":root{--ink:")
    for component in (WEB / "components").iterdir():
        for source in component.glob("*.css"):
            theirs = not component.name.startswith(DESK)
            assert (minify(source.read_text()) in css) is theirs
    assert "</" not in css


def test_the_console_has_a_style_of_its_own_on_the_same_tokens() -> None:
    css = assemble_desk()
    assert css.startswith(minify((WEB / "tokens.css").read_text()))
    for component in (WEB / "components").iterdir():
        for source in component.glob("*.css"):
            ours = component.name.startswith(DESK) or component.name in SHARED
            assert (minify(source.read_text()) in css) is ours
    assert "</" not in css


def test_no_component_brings_a_colour_of_its_own_to_the_console() -> None:
    found = [
        (source.name, colour)
        for source in (WEB / "components").glob(f"{DESK}*/*.css")
        for colour in re.findall(r"#[0-9a-f]{3,6}\b", source.read_text())
    ]
    assert {colour for _, colour in found} <= {"#fff", "#000"}


@pytest.mark.parametrize(
    ("css", "policy"),
    [(style, content_security_policy), (desk_style, desk_content_security_policy)],
)
def test_the_policy_allows_this_style_and_nothing_from_elsewhere(
    css: Callable[[], str], policy: Callable[[], str]
) -> None:
    digest = base64.b64encode(hashlib.sha256(css().encode()).digest()).decode()
    assert policy().split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "img-src data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]


def test_a_component_is_one_folder_of_template_and_style() -> None:
    for component in (WEB / "components").iterdir():
        assert {file.stem for file in component.iterdir()} == {component.name}


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"),
        ("ink", "wash"),
        ("ink-2", "paper"),
        ("ink-2", "wash"),
        ("blue", "paper"),
        ("blue", "wash"),
        ("blue", "blue-wash"),
        ("paper", "blue"),
        ("paper", "blue-2"),
        ("seal", "paper"),
        ("seal", "wash"),
        ("seal", "seal-wash"),
        ("paper", "seal"),
        ("green", "wash"),
        ("green", "green-wash"),
        ("ink", "green-wash"),
        ("ink", "seal-wash"),
        ("amber", "paper"),
        ("amber", "wash"),
        ("amber", "amber-wash"),
        ("rail", "ink"),
        ("paper", "ink"),
        ("seal", "blue-wash"),
    ],
)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    assert contrast(TOKENS[text], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "wash"])
def test_the_edge_of_a_field_can_be_seen(ground: str) -> None:
    assert contrast(TOKENS["edge"], TOKENS[ground]) >= 3


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
