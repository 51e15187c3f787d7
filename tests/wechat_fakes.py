"""The ports of the official account in memory, with the guarantees of the real ones: the contract
tests hold both to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from casework.domain.wechat import ParametricCode
from tests.builders import MINT

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from casework.domain.wechat import Claim, WeChatAnswer


@dataclass
class InMemorySenders:
    """The Senders port."""

    now: Callable[[], datetime]
    known: dict[str, tuple[str, datetime]] = field(default_factory=dict)

    def refer_to(self, openid: str) -> str:
        """See the port."""
        reference = MINT.digest(f"{self.now().date()}", openid)
        self.known[reference] = (openid, self.now() + timedelta(hours=24))
        return reference

    def find(self, reference: str) -> str | None:
        """See the port."""
        openid, until = self.known.get(reference, (None, self.now()))
        return openid if self.now() < until else None


@dataclass
class InMemoryHeardMessages:
    """The HeardMessages port."""

    claimed: dict[str, Claim] = field(default_factory=dict)
    answers: dict[str, WeChatAnswer] = field(default_factory=dict)

    def claim(self, name: str, claim: Claim, _until: datetime) -> Claim:
        """See the port."""
        return self.claimed.setdefault(name, claim)

    def answer(self, name: str) -> WeChatAnswer | None:
        """See the port."""
        return self.answers.get(name)

    def keep(self, name: str, answer: WeChatAnswer, _until: datetime) -> WeChatAnswer:
        """See the port."""
        return self.answers.setdefault(name, answer)


@dataclass
class CodesOfThePlatform:
    """The ParametricCodes port; `asked` are the scenes that it was asked for."""

    asked: list[str] = field(default_factory=list)

    def lasting_code(self, scene: str) -> ParametricCode:
        """See the port."""
        self.asked.append(scene)
        return ParametricCode(f"ticket-{scene}", f"http://weixin.qq.com/q/{scene}")
