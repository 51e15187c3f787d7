"""Messages to enterprises in words: the state, a date, the way to the page, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from casework.domain.enterprise_messages import EnterpriseMessage, NewsKind, WordedNews
from casework.web.enterprise_news import Links, word_news
from tests.builders import (
    CASE_ID,
    NOW,
    answered_case,
    assigned_case,
    filed_case,
    organisation,
    replied_case,
    resolved_case,
)

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.web.language import Language

LINK = f"https://s.cn/t/{CASE_ID}-0123456789ABCDEFGHJK"
ONE_SHORT_MESSAGE = 70
"""Characters of a Chinese text message; a longer one is sent, and paid for, as two."""


def news(kind: NewsKind, case: Case, language: Language = "zh") -> WordedNews:
    message = EnterpriseMessage(f"{CASE_ID}/3/0", kind, CASE_ID, NOW)
    links = Links(LINK, "reference")
    return word_news(
        *(message, case, links), organisation=organisation(), language=language, now=NOW
    )


@pytest.mark.parametrize(
    ("kind", "case", "words"),
    [
        (NewsKind.FILED, filed_case(), "您的诉求已收到，最迟3月6日24:00前回复。"),
        (NewsKind.ASSIGNED, assigned_case(), "您的诉求已交办，3月5日24:00前回复。"),
        (NewsKind.REPLIED, replied_case(), "您的诉求已回复，3月23日24:00前办结。"),
        (NewsKind.RESOLVED, resolved_case(), "您的诉求已办结，3月16日24:00前请确认或提异议。"),
        (NewsKind.ANSWERED, answered_case(), "您的诉求已答复，3月16日24:00前可提出异议。"),
        (NewsKind.CLOSED, resolved_case(), "您的诉求已结案。"),
    ],
)
def test_a_short_message_says_state_date_and_link(kind: NewsKind, case: Case, words: str) -> None:
    assert news(kind, case).short == words + LINK


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", NewsKind)
def test_every_kind_has_words_of_its_own_in_both_languages(
    kind: NewsKind, language: Language
) -> None:
    worded = news(kind, assigned_case(), language)
    assert worded.state and worded.hint and LINK in worded.text
    assert "MSB-7K3Q-9F2M-4T8W" in worded.subject
    assert "\n" not in worded.subject + worded.short
    assert not [sign for sign in worded.text if language == "en" and "一" <= sign <= "鿿"]
    states = {news(each, assigned_case(), language).state for each in NewsKind}
    assert len(states) == len(NewsKind)


@pytest.mark.parametrize("kind", NewsKind)
def test_a_chinese_message_is_one_short_message_but_for_the_longest_dates(kind: NewsKind) -> None:
    """With a host of four letters; what is longer by the host's name is sent as two."""
    case = replace(resolved_case(), dates=assigned_case().dates)
    assert len(news(kind, case).short) <= ONE_SHORT_MESSAGE + 6


@pytest.mark.parametrize("kind", NewsKind)
def test_of_a_confidential_case_it_is_said_that_there_is_news(kind: NewsKind) -> None:
    worded = news(kind, replace(assigned_case(), confidential=True))
    assert worded.short == f"您的诉求有新进展。{LINK}"
    assert (worded.state, worded.hint) == ("有新进展", "请点击链接查看。")
    assert "司法" not in worded.text
    assert "3月" not in worded.text


def test_who_answers_is_named_where_the_case_got_a_lead() -> None:
    assert "承办单位：县司法局。" in news(NewsKind.ASSIGNED, assigned_case()).text
    assert "司法局" not in news(NewsKind.REPLIED, replied_case()).text


def test_the_same_message_has_the_same_words() -> None:
    assert news(NewsKind.REPLIED, replied_case()) == news(NewsKind.REPLIED, replied_case())
