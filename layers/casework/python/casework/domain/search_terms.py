"""By what a case is found again: the enterprise's name, the telephone and, for its sender alone,
the openid of WeChat, each in one written form.

Nothing is kept of them but an HMAC, so a case is found by who knows the whole name or number, and
an index says nothing to who does not (DESIGN 3).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from casework.domain.contact import normalise_phone

if TYPE_CHECKING:
    from collections.abc import Mapping


class SearchKind(StrEnum):
    """What is looked for."""

    NUMBER = "number"
    ENTERPRISE = "enterprise"
    PHONE = "phone"
    WECHAT = "wechat"


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """One name or number in the form in which it is compared."""

    kind: SearchKind
    text: str


_FORMS = re.compile(r"(有限责任公司|股份有限公司|有限公司|责任公司|公司|厂)$")
_CASE_NUMBER = re.compile(r"(?:MSB)?([0-9A-Z]{12})")


def enterprise_term(name: str) -> SearchTerm | None:
    """The name without blanks, punctuation and its legal form, as people leave those out on the
    telephone; None when nothing is left.
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    letters = "".join(sign for sign in plain if sign.isalnum())
    core = _FORMS.sub("", letters) or letters
    return SearchTerm(SearchKind.ENTERPRISE, core) if core else None


def phone_term(number: str) -> SearchTerm | None:
    """The telephone in its one form; None for what is no telephone number."""
    normal = normalise_phone(number)
    return SearchTerm(SearchKind.PHONE, normal) if normal else None


def wechat_term(openid: str) -> SearchTerm | None:
    """Who an official account knows its follower as; None for nobody."""
    return SearchTerm(SearchKind.WECHAT, openid) if openid else None


def case_id_of(number: str) -> str | None:
    """The id that a case number names, however it was typed; None for what is no case number."""
    plain = unicodedata.normalize("NFKC", number).upper()
    found = _CASE_NUMBER.fullmatch(re.sub(r"[\s‐-―−-]", "", plain))
    return found[1] if found else None


def terms_of(fields: Mapping[str, str]) -> tuple[SearchTerm, ...]:
    """What a filed case is found by."""
    terms = (
        enterprise_term(fields.get("enterprise_name", "")),
        phone_term(fields.get("contact_phone", "")),
        wechat_term(fields.get("wechat_openid", "")),
    )
    return tuple(term for term in terms if term is not None)
