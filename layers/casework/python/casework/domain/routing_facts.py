"""What routing says of a case, in codes and the catalogue's own words; events keep it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TriageReason(StrEnum):
    """Why a person must decide where a case goes."""

    CONFIDENTIAL = "confidential"
    ABOUT_PUBLIC_BODY = "about_public_body"
    OWN_PROCEDURE = "own_procedure"
    NOT_CONFIDENT = "not_confident"
    OVER_QUOTA = "over_quota"
    ANSWERED_AT_ONCE = "answered_at_once"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One place a case could go: a duty of the catalogue, its bodies, and the catalogue's words
    that matched.
    """

    duty: str
    lead: str
    co_handlers: tuple[str, ...]
    score: int
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """A routing's reason in the catalogue's words: the duty's name, and who would owe the answer if
    (如已起诉).
    """

    duty_zh: str
    duty_en: str
    if_zh: str | None = None
    if_en: str | None = None
    other_unit: str | None = None
    other_zh: str | None = None
    other_en: str | None = None
