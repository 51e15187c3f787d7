"""An identity provider that a test holds in its hands, and what a browser brings to it and back."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

from casework.domain.sign_in import SignIn, SignInInterruptedError, SignInSeal
from tests.builders import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

ISSUER = "https://identity.example/county"
CLIENT = "desk"
BACK = "https://desk.example/sign-in/return"
PHONE = "Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0"
SEAL = SignInSeal(b"a master secret for tests only")


@dataclass
class ProviderInHand:
    """The IdentityProvider port: whoever asks is signed in as `subject`; a code is good once."""

    subject: str = "s-1"
    issuer: str = ISSUER
    client_id: str = CLIENT
    changes: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def address_for(self, question: Mapping[str, str]) -> str:
        """See the port."""
        return f"{self.issuer}/authorize?{urlencode(question)}"

    def let_in(self, address: str) -> tuple[str, str]:
        """The person signs in at this address: the code and the state that come back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return code, asked["state"]

    def let_in_as(self, code: str, seal: SignInSeal, state: str, back_to: str) -> None:
        """Take a code for one that was given in a sign-in of this state."""
        sign_in = SignIn(state, "", NOW)
        nonce, challenge = seal.nonce(sign_in), seal.challenge(sign_in)
        asked = {"redirect_uri": back_to, "nonce": nonce, "code_challenge": challenge}
        self.codes[code] = asked

    def claims_for(self, code: str, verifier: str, back_to: str) -> dict[str, Any]:
        """See the port; the verifier and the address must be those of the question."""
        asked = self.codes.pop(code, None)
        if asked is None or back_to != asked["redirect_uri"] or not _fits(verifier, asked):
            raise SignInInterruptedError
        claims = {"iss": self.issuer, "sub": self.subject, "aud": self.client_id}
        return {**claims, "nonce": asked["nonce"], **self.changes}


def _fits(verifier: str, asked: Mapping[str, str]) -> bool:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]


def lasting(now: datetime) -> dict[str, int]:
    """Times of a token made at this moment."""
    return {"iat": int(now.timestamp()), "exp": int(now.timestamp()) + 3600}


@dataclass
class IssuerOverHttp:
    """An issuer as the adapter meets it: a discovery document and a token endpoint, where a code is
    good once. `trouble` is raised or answered in place of the next answers.
    """

    now: Callable[[], datetime]
    person: ProviderInHand = field(default_factory=ProviderInHand)
    issuer: str = ISSUER
    endpoints: str = ISSUER
    trouble: list[Exception | tuple[int, bytes]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def send(self, request: Any) -> SimpleNamespace:
        """In place of the network."""
        self.asked.append(f"{request.method} {request.url}")
        if self.trouble:
            trouble = self.trouble.pop(0)
            if isinstance(trouble, Exception):
                raise trouble
            return SimpleNamespace(status_code=trouble[0], content=trouble[1])
        status, body = self._token(request) if request.method == "POST" else self._document()
        return SimpleNamespace(status_code=status, content=json.dumps(body).encode())

    def _document(self) -> tuple[int, dict[str, Any]]:
        addresses = {name: f"{self.endpoints}/{name}" for name in ("authorize", "token")}
        found = {"authorization_endpoint": addresses["authorize"]}
        return 200, {**found, "token_endpoint": addresses["token"], "issuer": self.issuer}

    def _token(self, request: Any) -> tuple[int, dict[str, Any]]:
        form = {name: values[0] for name, values in parse_qs(as_text(request.body)).items()}
        try:
            claims = self.person.claims_for(
                form["code"], form["code_verifier"], form["redirect_uri"]
            )
        except SignInInterruptedError:
            return 400, {"error": "invalid_grant"}
        return 200, {"id_token": token_of({**lasting(self.now()), **claims})}


def as_text(body: bytes | str) -> str:
    """A request's body."""
    return body.decode() if isinstance(body, bytes) else body


def token_of(claims: object) -> str:
    """A token with these claims; nobody looks at its signature."""
    parts = (b'{"alg":"RS256"}', json.dumps(claims).encode(), b"signature")
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)
