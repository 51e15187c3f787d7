"""Which of the two languages a page speaks: asked for, else preferred by the browser, else
Simplified Chinese.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Language: TypeAlias = Literal["zh", "en"]

LOCALES: dict[Language, str] = {"zh": "zh_CN", "en": "en"}
"""The gettext catalogue of each language."""

HTML_LANG: dict[Language, str] = {"zh": "zh-CN", "en": "en"}
"""The `lang` attribute of a page (BCP 47), by which browsers choose glyphs and voices."""

OTHER: dict[Language, Language] = {"zh": "en", "en": "zh"}

DEFAULT: Language = "zh"
_LONGEST_HEADER = 1000


def choose_language(
    asked: str | None, accept_language: str | None, fallback: Language = DEFAULT
) -> Language:
    """The language of a page; never fails, whatever the two hold.

    `asked` is the `lang` of the query or form and wins when it is known. `accept_language` is the
    header (RFC 9110, 12.5.4): every Chinese is Simplified Chinese, every English is English, the
    highest weight wins and the first of equals. `fallback` is for neither, such as the language a
    case was filed in.
    """
    if asked and (language := _spoken(asked)):
        return language
    ranked = sorted(
        _preferences((accept_language or "")[:_LONGEST_HEADER]), key=lambda each: -each[1]
    )
    return ranked[0][0] if ranked else fallback


def _preferences(header: str) -> Iterator[tuple[Language, float]]:
    for part in header.split(","):
        tag, _, parameter = part.partition(";")
        language, weight = _spoken(tag), _weight(parameter)
        if language and weight > 0:
            yield language, weight


def _spoken(tag: str) -> Language | None:
    primary = tag.strip().lower().replace("_", "-").partition("-")[0]
    return {"zh": "zh", "en": "en"}.get(primary)  # type: ignore[return-value] # literals of Language


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
