"""A browser as far as staff sessions need one: it keeps cookies by path and sends them along."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.integration.callers import visitor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.integration.callers import Answer, Fields


@dataclass
class Browser:
    """Requests of one browser; `jar` holds value and path of each cookie by its name."""

    name: str = "Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0"
    language: str = "zh-CN"
    jar: dict[str, tuple[str, str]] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        """Open an address."""
        return self._keep(visitor(self.language, **self._sent(path, headers)).get(path))

    def post(self, path: str, fields: Fields, **headers: str) -> Answer:
        """Send a form, as a page of ours does that forbids referrers."""
        sent = {"origin": "null", "sec_fetch_site": "same-origin", **headers}
        return self._keep(visitor(self.language, **self._sent(path, sent)).post(path, fields))

    def _sent(self, path: str, headers: Mapping[str, str]) -> dict[str, str]:
        place = urlsplit(path).path
        cookies = [
            f"{name}={value}" for name, (value, own) in self.jar.items() if under(place, own)
        ]
        along = {"cookie": "; ".join(cookies)} if cookies else {}
        return {"user_agent": self.name, **along, **headers}

    def _keep(self, answer: Answer) -> Answer:
        for each in answer.cookies:
            pair, *attributes = each.split("; ")
            name, _, value = pair.partition("=")
            path = next(a.partition("=")[2] for a in attributes if a.startswith("Path="))
            if "Max-Age=0" in attributes:
                self.jar.pop(name, None)
            else:
                self.jar[name] = (value, path)
        return answer


def under(path: str, own: str) -> bool:
    """Whether a cookie's path covers a request's (RFC 6265, 5.1.4)."""
    return path == own or path.startswith(own.removesuffix("/") + "/")
