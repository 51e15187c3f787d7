"""A message in words, for tests of what carries it."""

from __future__ import annotations

from typing import Any

from casework.domain.enterprise_messages import EnterpriseMessage, NewsKind, WordedNews
from casework.web.enterprise_news import Links, word_news
from tests.builders import CASE_ID, MINT, NOW, assigned_case, organisation

LINK = f"https://msb.example/t/{CASE_ID}-0123456789ABCDEFGHJK"
NAME = f"{CASE_ID}/3/1"


def news(language: Any = "zh", name: str = NAME) -> WordedNews:
    """The case was assigned."""
    message = EnterpriseMessage(name, NewsKind.ASSIGNED, CASE_ID, NOW)
    links = Links(LINK, MINT.mail_reference(assigned_case()))
    return word_news(
        *(message, assigned_case(), links),
        organisation=organisation(),
        language=language,
        now=NOW,
    )
