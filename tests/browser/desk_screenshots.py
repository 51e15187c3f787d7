"""The console's pages as pictures for the documents: each at a phone's, a tablet's and a desk's
width, in both languages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.web.every_desk_page import every_desk_page
from tests.unit.web.registry_pages import registry_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casework.web.language import Language

WIDTHS = {320: 640, 768: 1024, 1280: 800}
"""Widths of windows in CSS pixels, with their heights."""

LANGUAGES: tuple[Language, ...] = ("zh", "en")

PICTURES = {
    "inbox": "inbox",
    "triage": "inbox of triage",
    "case-late": "late",
    "case-conflict": "conflict",
    "case-decide": "case return asked",
    "case-red-light": "case red light heard",
    "case-special": "case special",
    "board": "board",
    "special": "special",
    "intake": "intake wrong",
    "search": "search found",
}
"""The name of a picture, and of its page among those that every test of pages looks at."""

REGISTRY = {"registry-subscriptions": "subscriptions", "registry-codes": "codes"}


def desk_pages() -> Iterator[tuple[str, int, str]]:
    """The name of each picture, the width of its window, and the page."""
    for language in LANGUAGES:
        pages, registry = every_desk_page(language), registry_pages(language)
        shown = {name: pages[page] for name, page in PICTURES.items()}
        shown |= {name: registry[page] for name, page in REGISTRY.items()}
        for name, page in shown.items():
            for width in WIDTHS:
                yield f"desk-{name}-{width}-{language}", width, page
