"""What is printed around an intake code (海报, 桌牌): words and paper, not how it is set."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class PosterForm(StrEnum):
    """A poster hangs on a wall; a table card (桌牌) is folded in the middle and read from two
    sides.
    """

    POSTER = "poster"
    CARD = "card"


class PaperSize(StrEnum):
    """ISO 216, upright; a card has half of it on each side."""

    A4 = "a4"
    A5 = "a5"


@dataclass(frozen=True, slots=True)
class Poster:
    """The words on one sheet, in the order in which they stand.

    - `brand`: what the platform is called; `office`: whose it is.
    - `headline`, `invitation`: what the code is for, and how to scan it.
    - `steps`: of each promise its number, unit and what is done by then.
    - `consequence`: what happens by itself when a promise is missed.
    - `caption`: where this code hangs; `foot`: the telephone, and the host that the code leads to,
      so that a code pasted over it can be told.
    - `issued_at`: the moment that the file bears, so that it is the same file each time.
    """

    form: PosterForm
    size: PaperSize
    language: str
    brand: str
    office: str
    headline: str
    invitation: str
    steps: tuple[tuple[str, str, str], ...]
    consequence: str
    caption: str
    foot: tuple[str, ...]
    url: str
    issued_at: datetime
