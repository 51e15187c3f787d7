"""The words of one language: gettext catalogues, loaded once per process and language."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from casework.domain.errors import ConfigurationError
from casework.web.language import LOCALES

if TYPE_CHECKING:
    from typing import Protocol

    from casework.web.language import Language

    class _Named(Protocol):
        @property
        def zh(self) -> str: ...
        @property
        def en(self) -> str: ...


_WEB = Path(__file__).parent
_COMPILED = _WEB / "compiled" / "catalogues"
DOMAIN = "messages"


def N_(msgid: str) -> str:  # noqa: N802 - the name that extraction tools look for
    """Mark a text for the catalogues where it is defined; it is translated where it is used."""
    return msgid


class Wording:
    """Translates for one language; the msgids are the English texts."""

    def __init__(self, language: Language, translations: gettext.NullTranslations) -> None:
        self.language: Language = language
        self.translations = translations

    def __call__(self, msgid: str, **values: object) -> str:
        """The text in this language, its `%(name)s` filled in."""
        text = self.translations.gettext(msgid)
        return text % values if values else text

    def number(self, one: str, many: str, n: int, **values: object) -> str:
        """The text for `n` of something, `%(n)s` and the other values filled in."""
        return self.translations.ngettext(one, many, n) % {"n": n, **values}

    def join(self, parts: list[str]) -> str:
        """Several short things in one sentence: 、 in Chinese, commas in English."""
        return ("、" if self.language == "zh" else ", ").join(parts)

    def name(self, named: _Named) -> str:
        """The name of a unit, category or township in this language."""
        return named.zh if self.language == "zh" else named.en

    def full_name(self, jurisdiction: _Named, unit: _Named) -> str:
        """A unit as the law names it, with its jurisdiction before it: 巨野县司法局, Juye County
        Justice Bureau.
        """
        gap = "" if self.language == "zh" else " "
        return f"{self.name(jurisdiction)}{gap}{self.name(unit)}"


@cache
def wording(language: Language) -> Wording:
    """The words of a language; ConfigurationError when its catalogue was not compiled."""
    folder = _COMPILED if _COMPILED.is_dir() else _WEB / "catalogues"
    try:
        return Wording(language, gettext.translation(DOMAIN, folder, [LOCALES[language]]))
    except FileNotFoundError as missing:
        raise ConfigurationError(f"catalogue {LOCALES[language]} is not compiled") from missing
