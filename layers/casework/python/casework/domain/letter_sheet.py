"""A supervision letter as it will be read: every word of it, and nothing of how it is set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.supervision_notice import LetterForm


@dataclass(frozen=True, slots=True)
class LetterSheet:
    """The words of one letter, in the order in which they stand on the sheet.

    - `letterhead`: the issuing body's full name (发文机关标志).
    - `kind`: what the paper is called where that is no part of the title (系统督办单), else "".
    - `number_line`: 文号; `title`: 标题; `addressee`: 主送机关, with its colon.
    - `facts`: name and value, for the form that has a table; the letter layout has none.
    - `issuer`, `date`: 署名 and 成文日期, in Arabic digits (GB/T 9704-2012, 7.3.5.4).
    - `notes`: beneath, beside the code of `verification_url`.
    - `issued_at`: the moment that the rendered file bears.
    """

    form: LetterForm
    letterhead: str
    kind: str
    number_line: str
    title: str
    addressee: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    issuer: str
    date: str
    notes: tuple[str, ...]
    verification_url: str
    issued_at: datetime
