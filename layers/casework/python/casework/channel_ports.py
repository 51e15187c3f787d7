"""What the services need of the channels besides forms: WeChat, e-mail, files, and messages to
enterprises. Adapters implement these protocols and fakes stand in for them in tests.
"""

from __future__ import annotations

from typing import Protocol


class Senders(Protocol):
    """Who writes to the official account (公众号), under references that say nothing about them: an
    account's openid is contact data and stays out of links.
    """

    def refer_to(self, openid: str) -> str:
        """A reference to the sender, good for a day; the same one all day."""

    def find(self, reference: str) -> str | None:
        """The openid behind a reference; None when it is unknown or too old."""
