"""One choice of a list, as pages offer it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """`id` is what is sent, `name` what is read."""

    id: str
    name: str
