"""Senders and heard messages: the fakes and DynamoDB keep the same promises."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from casework.domain.wechat import AnswerKind, Claim, WeChatAnswer
from tests.builders import MINT
from tests.wechat_fakes import InMemoryHeardMessages, InMemorySenders

if TYPE_CHECKING:
    from casework.channel_ports import HeardMessages, Senders

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=15)
OPENID = "oABC"
ANSWER = WeChatAnswer(AnswerKind.CASES, cases=("E8MY09Q4P0HG",), english=True)


class Clock:
    """An instant that a test moves."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def senders(store: str, clock: Clock) -> Senders:
    if store == "fake":
        return InMemorySenders(clock)
    from casework.adapters.dynamodb.senders import DynamoSenders  # noqa: PLC0415 - not for fakes

    return DynamoSenders(lambda: MINT, clock)


@pytest.fixture
def heard(store: str) -> HeardMessages:
    if store == "fake":
        return InMemoryHeardMessages()
    from casework.adapters.dynamodb.heard import (  # noqa: PLC0415 - not for fakes
        DynamoHeardMessages,
    )

    return DynamoHeardMessages()


def test_a_reference_leads_to_its_sender_and_says_nothing_of_them(senders: Senders) -> None:
    reference = senders.refer_to(OPENID)
    assert senders.find(reference) == OPENID
    assert OPENID not in reference
    assert senders.find(senders.refer_to("oDEF")) == "oDEF"


def test_a_reference_is_the_same_all_day_and_another_the_next(
    senders: Senders, clock: Clock
) -> None:
    first = senders.refer_to(OPENID)
    clock.now += timedelta(hours=11, minutes=59)
    assert senders.refer_to(OPENID) == first
    clock.now += timedelta(minutes=1)
    assert senders.refer_to(OPENID) != first
    assert senders.find(first) == OPENID


def test_a_reference_is_good_for_a_day(senders: Senders, clock: Clock) -> None:
    reference = senders.refer_to(OPENID)
    clock.now += timedelta(hours=24) - timedelta(seconds=1)
    assert senders.find(reference) == OPENID
    clock.now += timedelta(seconds=1)
    assert senders.find(reference) is None


@pytest.mark.parametrize("reference", ["", "unknown", "0" * 32, "0" * 33, "SENDER#", OPENID])
def test_what_is_no_reference_leads_to_nobody(senders: Senders, reference: str) -> None:
    assert senders.find(reference) is None


def test_a_name_belongs_to_who_claimed_it_first(heard: HeardMessages) -> None:
    first, second = Claim("message", 1), Claim("another message", 2)
    assert heard.claim("one", first, LATER) == first
    assert heard.claim("one", second, LATER) == first
    assert heard.claim("another", second, LATER) == second


def test_the_first_answer_to_a_message_stays(heard: HeardMessages) -> None:
    assert heard.answer("message") is None
    assert heard.keep("message", ANSWER, LATER) == ANSWER
    assert heard.keep("message", WeChatAnswer(AnswerKind.NO_CASES), LATER) == ANSWER
    assert heard.answer("message") == ANSWER
