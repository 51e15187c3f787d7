"""The ports of messages to enterprises in memory, with the guarantees of the real ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from casework.domain.enterprise_messages import DeliveryState, EnterpriseDelivery
from casework.domain.errors import StoreUnavailableError
from casework.web.enterprise_news import Links, word_news
from tests.builders import MINT, organisation

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.enterprise_messages import DeliveryStep, EnterpriseMessage, WordedNews
    from casework.domain.quota import Quota

HOST = "https://msb.example"


@dataclass
class InMemoryEnterpriseMessages:
    """The EnterpriseMessages port; `told` is shared with the cases, which write in it too.

    `interruptions` run one by one, each before the next step is taken: what another delivery does
    meanwhile. While it is `closed` nothing can be written.
    """

    told: dict[str, EnterpriseDelivery] = field(default_factory=dict)
    interruptions: list[Callable[[], object]] = field(default_factory=list)
    closed: bool = False

    def find(self, message_id: str) -> EnterpriseDelivery | None:
        """See the port."""
        return self.told.get(message_id)

    def take(self, step: DeliveryStep) -> bool:
        """See the port."""
        if self.interruptions:
            self.interruptions.pop(0)()
        if self.closed:
            raise StoreUnavailableError
        name = step.becomes.message.id
        if self.told.get(name) != step.found:
            return False
        self.told[name] = step.becomes
        return True

    def waiting(self) -> dict[str, datetime]:
        """What is in the due index, and for when."""
        return {
            name: each.due
            for name, each in self.told.items()
            if each.state is DeliveryState.WAITING
        }


@dataclass
class InMemoryCounters:
    """The Counters port."""

    counted: dict[str, int] = field(default_factory=dict)

    def count(self, quota: Quota) -> bool:
        """See the port."""
        so_far = self.counted.get(quota.name, 0)
        if so_far >= quota.most:
            return False
        self.counted[quota.name] = so_far + 1
        return True


@dataclass
class RecordingWay:
    """The EnterpriseNotifier port; `troubles` are raised by the next calls one by one, before
    anything is sent.
    """

    sent: list[tuple[WordedNews, str]] = field(default_factory=list)
    troubles: list[BaseException] = field(default_factory=list)

    def send(self, news: WordedNews, address: str) -> None:
        """See the port."""
        if self.troubles:
            raise self.troubles.pop(0)
        self.sent.append((news, address))

    def heard(self) -> list[str]:
        """The ids of the messages, in order."""
        return [news.message.id for news, _ in self.sent]


def chinese_news(message: EnterpriseMessage, case: Case, now: datetime) -> WordedNews:
    """The NewsWriter port, in Chinese."""
    links = Links(f"{HOST}/t/{MINT.follow_token(case)}", MINT.mail_reference(case))
    return word_news(*(message, case, links), organisation=organisation(), language="zh", now=now)
