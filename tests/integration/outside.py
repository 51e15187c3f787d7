"""The services outside AWS in tests of rooms: what they were given, and what they answer.

The adapters' own tests speak with stand-ins over the network; here the room's calls end where the
adapter would begin.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from casework.adapters.sms_gateway import SmsGateway
from casework.adapters.smtp_mailer import SmtpMailer
from casework.adapters.wechat_templates import WeChatTemplates
from casework.domain.enterprise_messages import NotDeliverableError
from casework.domain.reach_events import NotReachedReason

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from casework.channel_ports import EnterpriseNotifier
    from casework.domain.enterprise_messages import WordedNews

WAYS: dict[type[EnterpriseNotifier], str] = {
    SmsGateway: "sms",
    SmtpMailer: "email",
    WeChatTemplates: "wechat",
}
REAL = {adapter: adapter.send for adapter in WAYS}
"""What `put_outside` stands in for."""


@dataclass(frozen=True)
class Told:
    """One call: by which way, whom, under which id, and everything that was said."""

    way: str
    address: str
    id: str
    words: str


@dataclass
class Outside:
    """`troubles` are raised by the next calls one by one, before anything is taken; `before` and
    `after` may raise around the taking of each.
    """

    told: list[Told] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)
    before: Callable[[], None] = lambda: None
    after: Callable[[], None] = lambda: None

    def take(self, way: str, news: WordedNews, address: str) -> None:
        """What a service does with a call."""
        self.before()
        if self.troubles:
            raise self.troubles.pop(0)
        words = "\n".join((news.subject, news.text, news.short, news.state, news.hint))
        self.told.append(Told(way, address, news.message.id, words))
        self.after()

    def ids(self) -> list[str]:
        """The ids of the messages, in order."""
        return [each.id for each in self.told]


def turn_away(outside: Outside, refused: str) -> None:
    """Have whoever is told by this way never be reached."""
    take = outside.take

    def take_or_refuse(way: str, news: WordedNews, address: str) -> None:
        if way == refused:
            raise NotDeliverableError(NotReachedReason.REFUSED)
        take(way, news, address)

    vars(outside)["take"] = take_or_refuse


def put_outside(monkeypatch: pytest.MonkeyPatch) -> Outside:
    """Stand in for all of them."""
    outside = Outside()
    for adapter, way in WAYS.items():

        def send(_: object, news: WordedNews, address: str, way: str = way) -> None:
            outside.take(way, news, address)

        monkeypatch.setattr(adapter, "send", send)
    return outside
