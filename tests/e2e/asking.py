"""Raw HTTP at the deployment: every header and byte of an answer, whatever its status."""

from __future__ import annotations

import http.client
import json
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from infra.local.after_deploy import DOMAIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.e2e.harness import Deployed

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
NEW_EACH_TIME = frozenset({"date", "x-amzn-requestid", "apigw-requestid"})
"""Headers of the engine and the API that differ between any two answers."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it came; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    def lasting(self) -> tuple[int, dict[str, str], bytes]:
        """All of it that could tell one answer from another, were they not the same."""
        kept = {name: text for name, text in self.headers.items() if name not in NEW_EACH_TIME}
        return self.status, kept, self.body


@dataclass(frozen=True, slots=True)
class Asker:
    """Someone who sends requests to the API, with a token or without, from a device of their own:
    filings from one device are counted.
    """

    deployed: Deployed
    token: str = ""
    language: str = "zh-CN"
    device: str = field(default_factory=lambda: f"Tests/{secrets.token_hex(8)}")

    def get(self, path: str, **headers: str) -> Reply:
        """Read something."""
        return self.send("GET", path, None, headers)

    def post_form(self, path: str, fields: Mapping[str, str]) -> Reply:
        """Send a form as a browser does."""
        return self.send("POST", path, urlencode(fields).encode(), {"Content-Type": FORM})

    def post_json(self, path: str, body: Any, **headers: str) -> Reply:
        """Send a command as a system does."""
        return self.send("POST", path, json.dumps(body).encode(), {"Content-Type": JSON, **headers})

    def send(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        """One request to 127.0.0.1 under the API's host name."""
        connection = http.client.HTTPConnection("127.0.0.1", self.deployed.port, timeout=60)
        own = {"Host": f"{DOMAIN}:{self.deployed.port}", "Accept-Language": self.language}
        own["User-Agent"] = self.device
        if self.token:
            own["Authorization"] = f"Bearer {self.token}"
        try:
            connection.request(method, path, body, {**own, **headers})
            answer = connection.getresponse()
            found = {name.lower(): text for name, text in answer.getheaders()}
            return Reply(answer.status, found, answer.read())
        finally:
            connection.close()
