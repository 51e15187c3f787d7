"""The colours that documents are printed in, as parts of red, green and blue up to 255."""

from __future__ import annotations

from typing import TypeAlias

Ink: TypeAlias = tuple[int, int, int]

BLACK: Ink = (0, 0, 0)
GREY: Ink = (90, 90, 90)
RED: Ink = (200, 16, 24)
