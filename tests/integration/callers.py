"""People and systems that call the API: requests as API Gateway hands them to a room, by the
template's routes.
"""

from __future__ import annotations

import base64
import gzip
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit

from casework.entrypoints.problems import TEXTS
from tests.integration.payloads import payload
from tests.integration.stack import rooms
from tests.integration.template import functions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Fields: TypeAlias = "Mapping[str, str] | Sequence[tuple[str, str]]"
ISSUER = "https://issuer.example/county"


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; header names in lower case, the body decoded and unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: Sequence[str]

    @property
    def text(self) -> str:
        """The body as text."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        return self.headers["location"]

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.text)


@dataclass(frozen=True)
class Caller:
    """Sends requests. `claims` are a verified token's, None where API Gateway saw no token."""

    headers: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, Any] | None = None

    def get(self, path: str, **headers: str) -> Answer:
        """Open an address; header names with `_` for `-`."""
        return self.send("GET", path, headers=headers)

    def post(self, path: str, fields: Fields | bytes, **headers: str) -> Answer:
        """Send a form, or bytes that claim to be one."""
        body = fields if isinstance(fields, bytes) else urlencode(fields).encode()
        return self.send("POST", path, body=body, headers=headers)

    def post_json(self, path: str, body: Any, **headers: str) -> Answer:
        """Send a JSON document; bytes are sent as they are."""
        data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        return self.send(
            "POST", path, body=data, headers={"content_type": "application/json", **headers}
        )

    def send(
        self, method: str, path: str, *, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Any request; a path that no route of the template takes is a mistake of the test."""
        event = self._event(method, path, body, headers or {})
        found = rooms()[function_for(method, urlsplit(path).path)].handle(event, None)
        data = found.get("body") or ""
        return Answer(
            status=found["statusCode"],
            headers={name.lower(): value for name, value in found["headers"].items()},
            body=base64.b64decode(data) if found.get("isBase64Encoded") else data.encode(),
            cookies=found.get("cookies", []),
        )

    def _event(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str]
    ) -> dict[str, Any]:
        base = payload("scan_intake__file_case" if method == "POST" else "scan_intake__open_form")
        parts = urlsplit(path)
        own = {name.replace("_", "-"): value for name, value in {**self.headers, **headers}.items()}
        event = {
            **base,
            "rawPath": parts.path,
            "rawQueryString": parts.query,
            "queryStringParameters": dict(parse_qsl(parts.query, keep_blank_values=True)),
            "headers": {**base["headers"], **own},
            "body": base64.b64encode(body).decode(),
            "isBase64Encoded": True,
        }
        http = {**base["requestContext"]["http"], "method": method, "path": parts.path}
        event["requestContext"] = {**base["requestContext"], "http": http}
        if self.claims is not None:
            jwt = {"claims": dict(self.claims), "scopes": ["casework/desk"]}
            event["requestContext"]["authorizer"] = {"jwt": jwt}
        return event


def visitor(language: str = "zh-CN", **headers: str) -> Caller:
    """Somebody's phone browser, without an account."""
    return Caller({"accept-language": language, **headers})


def signed_in(subject: str, language: str = "zh-CN") -> Caller:
    """Somebody with a token that API Gateway has verified; claim values are text, as on AWS."""
    claims = {
        "iss": ISSUER,
        "sub": subject,
        "client_id": "casework-desk",
        "scope": "openid casework/desk",
        "token_use": "access",
        "exp": "1773304860",
    }
    return Caller({"accept-language": language, "authorization": "Bearer verified"}, claims)


def code_of(answer: Answer) -> tuple[int, str]:
    """Status and rule of a refusal, which is a problem document whoever refuses."""
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status
    assert problem["title"] in TEXTS[problem["code"]]
    return answer.status, problem["code"]


def function_for(method: str, path: str) -> str:
    """The function whose route takes a request, as API Gateway would find it: the most specific."""
    found: list[tuple[int, str]] = []
    for name, properties in functions().items():
        for source in properties.get("Events", {}).values():
            route = source["Properties"]
            taken = route["Path"].removesuffix("{proxy+}")
            greedy = taken != route["Path"]
            if route["Method"] in {method, "ANY"} and (
                path.startswith(taken) if greedy else path == taken
            ):
                found.append((len(taken), name))
    if not found:
        raise LookupError(f"no route for {method} {path}")
    return max(found)[1]
