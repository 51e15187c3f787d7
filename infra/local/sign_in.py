"""Signs in at an OpenID Connect issuer's page as a browser would: authorization code with PKCE,
over HTTP.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

if TYPE_CHECKING:
    from http.client import HTTPMessage

SCOPE = "openid casework/desk"


class SignInError(Exception):
    """The issuer refused, or its page is not the one expected."""


def access_token(discovery_url: str, client_id: str, callback: str, person: tuple[str, str]) -> str:
    """An access token for a user name and password.

    Drives the hosted page like a person: opens it, fills its form, takes the code from the
    redirect to `callback` and exchanges it with the PKCE verifier. Raises SignInError.
    """
    endpoints = json.loads(_send(discovery_url).text)
    verifier, state = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    question = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": callback,
        "scope": SCOPE,
        "state": state,
        "code_challenge": challenge.decode(),
        "code_challenge_method": "S256",
    }
    code = _code(f"{endpoints['authorization_endpoint']}?{urlencode(question)}", person, state)
    exchange = {
        "grant_type": "authorization_code",
        "client_id": client_id,
        "redirect_uri": callback,
        "code": code,
        "code_verifier": verifier,
    }
    answer = json.loads(_send(endpoints["token_endpoint"], exchange).text)
    token: str = answer["access_token"]
    return token


def way_back(url: str, person: tuple[str, str]) -> str:
    """Where the issuer sends a person who signs in at this address by user name and password.

    Raises SignInError.
    """
    form = _Form()
    form.feed(_send(url).text)
    if form.action is None:
        raise SignInError("the issuer shows no sign-in form")
    username, password = person
    answer = _send(
        urljoin(url, form.action), {**form.fields, "username": username, "password": password}
    )
    if answer.location is None:
        raise SignInError(f"the issuer did not let {username} in")
    return answer.location


def _code(url: str, person: tuple[str, str], state: str) -> str:
    returned = parse_qs(urlsplit(way_back(url, person)).query)
    if returned.get("state") != [state] or "code" not in returned:
        raise SignInError("the issuer's redirect carries no code for this sign-in")
    return returned["code"][0]


class _Answer:
    def __init__(self, text: str, location: str | None) -> None:
        self.text = text
        self.location = location


class _Form(HTMLParser):
    """The first form of a page: where it posts to and its hidden fields."""

    def __init__(self) -> None:
        super().__init__()
        self.action: str | None = None
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "form" and self.action is None:
            self.action = values.get("action") or ""
        elif tag == "input" and values.get("type") == "hidden" and values.get("name"):
            self.fields[str(values["name"])] = values.get("value") or ""


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def _send(url: str, form: dict[str, str] | None = None) -> _Answer:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _StayHere)
    body = None if form is None else urlencode(form).encode()
    try:
        with opener.open(url, body, timeout=20) as response:
            return _Answer(response.read().decode(), None)
    except urllib.error.HTTPError as error:
        with error:
            if error.code in {302, 303}:
                return _Answer("", error.headers["Location"])
            raise SignInError(f"{urlsplit(url).path} answered {error.code}") from error
    except OSError as error:
        raise SignInError(f"{urlsplit(url).netloc} does not answer") from error
