"""Stands for the WeChat platform on this machine: takes what its documentation allows, refuses the
rest with the documented code, and remembers what it was asked for.
"""

from __future__ import annotations

import json
import re
import secrets
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from infra.local.stand_ins.wechat_fields import fits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

TOKEN_SECONDS = 7200
RENEWED_BEFORE = 300
FORCED_A_DAY = 20
FORCED_APART = 30
LONGEST_SCENE = 64
LONGEST_LIFE = 2592000
SHORTEST_LIFE = 60
OPENID = re.compile(r"o[A-Za-z0-9_-]{27}")
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came."""

    method: str
    path: str
    query: Mapping[str, str]
    content_type: str
    body: bytes


@dataclass(slots=True)
class WeChatPlatform:
    """One account and what happened to it.

    `templates` are its message templates with the names of their fields (`thing1`, `time2`); every
    openid of the right form follows the account unless it `left`. `troubles` are error codes that
    the next calls get, whatever they ask.
    """

    app_id: str
    app_secret: str
    templates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clock: Callable[[], float] = time.time
    left: set[str] = field(default_factory=set)
    troubles: list[int] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    messages: list[Answer] = field(default_factory=list)
    codes: dict[str, Answer] = field(default_factory=dict)
    _tokens: list[tuple[str, float]] = field(default_factory=list)
    _forced: list[float] = field(default_factory=list)

    def answer(self, request: Request) -> Answer:
        """What the platform answers, always with status 200."""
        calls = {
            "/cgi-bin/stable_token": self._stable_token,
            "/cgi-bin/qrcode/create": self._create_code,
            "/cgi-bin/message/template/send": self._send_template,
        }
        self.asked.append(request.path)
        if request.path not in calls:
            return _error(40066, "invalid url")
        if request.method != "POST":
            return _error(43002, "require POST method")
        body = _object(request)
        if body is None:
            return _error(47001, "data format error")
        if self.troubles:
            return _error(self.troubles.pop(0), "as the test asked for")
        if request.path != "/cgi-bin/stable_token" and not self._takes(request.query):
            return _error(40001, "invalid credential, access_token is invalid or not latest")
        return calls[request.path](body)

    def forget_tokens(self) -> None:
        """Take every access token out of force, as somebody who resets the account's secret."""
        self._tokens.clear()

    def _takes(self, query: Mapping[str, str]) -> bool:
        good = {token for token, until in self._tokens if self.clock() < until}
        return query.get("access_token") in good

    def _stable_token(self, body: Answer) -> Answer:
        if body.get("grant_type") != "client_credential":
            return _error(40002, "invalid grant_type")
        if body.get("appid") != self.app_id:
            return _error(40013, "invalid appid")
        if body.get("secret") != self.app_secret:
            return _error(40125, "invalid appsecret")
        if not isinstance(body.get("force_refresh", False), bool):
            return _error(47001, "data format error")
        token, until = self._current(force=body.get("force_refresh", False))
        return {"access_token": token, "expires_in": int(until - self.clock())}

    def _current(self, *, force: bool) -> tuple[str, float]:
        """The token in force; a forced one ends those before it, one near its end lives on."""
        now = self.clock()
        if force and self._may_force(now):
            self._forced.append(now)
            self._tokens.clear()
        if not self._tokens or self._tokens[-1][1] - now <= RENEWED_BEFORE:
            self._tokens.append(
                (f"{len(self.asked)}_{secrets.token_urlsafe(96)}", now + TOKEN_SECONDS)
            )
        return self._tokens[-1]

    def _may_force(self, now: float) -> bool:
        today = [at for at in self._forced if now - at < 24 * 3600]
        return len(today) < FORCED_A_DAY and not any(now - at < FORCED_APART for at in today)

    def _create_code(self, body: Answer) -> Answer:
        action, life = body.get("action_name"), body.get("expire_seconds", SHORTEST_LIFE)
        if action not in {"QR_STR_SCENE", "QR_LIMIT_STR_SCENE"}:
            return _error(40052, "invalid action_name")
        scene = _at(body, "action_info", "scene", "scene_str")
        if not isinstance(scene, str) or not 1 <= len(scene) <= LONGEST_SCENE:
            return _error(40053, "invalid action_info")
        lasting = action == "QR_LIMIT_STR_SCENE"
        if not lasting and not (isinstance(life, int) and 1 <= life <= LONGEST_LIFE):
            return _error(40053, "invalid action_info")
        if lasting and scene in self.codes:
            return self.codes[scene]
        code: Answer = {
            "ticket": secrets.token_urlsafe(66),
            "url": f"http://weixin.qq.com/q/{secrets.token_hex(11)}",
        }
        if lasting:
            self.codes[scene] = code
        return code if lasting else code | {"expire_seconds": life}

    def _send_template(self, body: Answer) -> Answer:
        openid, template, data = (body.get(name) for name in ("touser", "template_id", "data"))
        if not isinstance(openid, str) or not OPENID.fullmatch(openid):
            return _error(40003, "invalid openid")
        if openid in self.left:
            return _error(43004, "require subscribe")
        if not isinstance(template, str) or template not in self.templates:
            return _error(40037, "invalid template_id")
        wrong = _wrong_field(self.templates[template], data)
        if wrong:
            return _error(47003, f"argument invalid! data.{wrong}.value invalid")
        name = body.get("client_msg_id")
        for number, earlier in enumerate(self.messages, 1):
            if name and (earlier["touser"], earlier.get("client_msg_id")) == (openid, name):
                return {"errcode": 0, "errmsg": "ok", "msgid": number}
        self.messages.append(body)
        return {"errcode": 0, "errmsg": "ok", "msgid": len(self.messages)}


@contextmanager
def serving(platform: WeChatPlatform, port: int = 0) -> Iterator[str]:
    """The address (api_base) under which the platform answers on this machine, until the block
    ends.
    """

    class Handler(_Handler):
        stands_for = platform
        one_at_a_time = threading.Lock()

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    stands_for: WeChatPlatform
    one_at_a_time: threading.Lock
    timeout = 10

    def do_GET(self) -> None:
        """A call in the wrong way."""
        self.do_POST()

    def do_POST(self) -> None:
        """One call."""
        place = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(place.query).items()}
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        kind = self.headers.get("Content-Type", "")
        with self.one_at_a_time:
            self._say(self.stands_for.answer(Request(self.command, place.path, query, kind, body)))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Keeps quiet: addresses hold access tokens."""

    def _say(self, answer: Answer) -> None:
        content = json.dumps(answer, ensure_ascii=False).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json; encoding=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _object(request: Request) -> Answer | None:
    """The JSON object of a body; None for anything else, also for one that is not called so."""
    if request.content_type.partition(";")[0].strip() != "application/json":
        return None
    try:
        body = json.loads(request.body)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _wrong_field(fields: tuple[str, ...], data: object) -> str | None:
    """The first field of a template that is missing or does not keep its limit."""
    for name in fields:
        value = _at(data, name, "value")
        if not isinstance(value, str) or not fits(name, value):
            return name
    return None


def _at(value: object, *path: str) -> object:
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _error(errcode: int, errmsg: str) -> Answer:
    return {"errcode": errcode, "errmsg": f"{errmsg} rid: {secrets.token_hex(4)}"}
