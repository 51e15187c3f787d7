"""The OpenID Connect issuer of staff, over HTTPS: its discovery document, its token endpoint."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from binascii import Error as BrokenBase64Error
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from botocore.awsrequest import AWSRequest
from botocore.exceptions import BotoCoreError, HTTPClientError
from botocore.httpsession import URLLib3Session

from casework.adapters.clients import CONNECT_SECONDS, USER_AGENT
from casework.domain.sign_in import IssuerUnavailableError, SignInInterruptedError

if TYPE_CHECKING:
    from collections.abc import Mapping

READ_SECONDS = 4
"""Discovery and exchange, one after the other, end before the room's own time is up."""

WELL_KNOWN = "/.well-known/openid-configuration"
OK, BAD_REQUEST = 200, 400


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where the issuer is asked (OpenID Connect Discovery 1.0, 3)."""

    authorization: str
    token: str


class OidcIssuer:
    """The IdentityProvider port for any issuer with a public client: code and PKCE, no secret."""

    def __init__(self, issuer: str, client_id: str, discovery_url: str = "") -> None:
        """Nothing is asked before the first use; `discovery_url` is for an issuer whose document
        is not at its own address.
        """
        self.issuer = issuer
        self.client_id = client_id
        self._discovery_url = discovery_url or issuer.rstrip("/") + WELL_KNOWN
        self._http = URLLib3Session(timeout=(CONNECT_SECONDS, READ_SECONDS))

    def address_for(self, question: Mapping[str, str]) -> str:
        """See the port; the discovery document is read once per process."""
        endpoint = self._endpoints.authorization
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(question)}"

    def claims_for(self, code: str, verifier: str, back_to: str) -> Mapping[str, Any]:
        """See the port; one request.

        The token comes from the issuer's own token endpoint over TLS, which OpenID Connect Core
        1.0, 3.1.3.7 (6) takes in place of checking its signature.
        """
        form = {
            "grant_type": "authorization_code",
            "client_id": self.client_id,
            "redirect_uri": back_to,
            "code": code,
            "code_verifier": verifier,
        }
        status, answer = self._ask(self._endpoints.token, form)
        if status == BAD_REQUEST and answer.get("error") == "invalid_grant":
            raise SignInInterruptedError
        token = answer.get("id_token")
        if status != OK or not isinstance(token, str):
            raise IssuerUnavailableError(f"the token endpoint answered {status}")
        return _claims(token)

    @cached_property
    def _endpoints(self) -> Endpoints:
        """Kept only once it is right: after a failure it is read again."""
        status, found = self._ask(self._discovery_url)
        endpoints = (found.get("authorization_endpoint"), found.get("token_endpoint"))
        if status != OK or found.get("issuer") != self.issuer:
            raise IssuerUnavailableError("the discovery document is not our issuer's")
        authorization, token = (self._trusted(endpoint) for endpoint in endpoints)
        return Endpoints(authorization, token)

    def _trusted(self, endpoint: object) -> str:
        """An endpoint over TLS; without it only where the discovery document itself came so, as
        from an engine on this machine.
        """
        plain = self._discovery_url.startswith("http://")
        schemes = ("https://", "http://") if plain else ("https://",)
        if not isinstance(endpoint, str) or not endpoint.startswith(schemes):
            raise IssuerUnavailableError("an endpoint of the issuer is missing or not over TLS")
        return endpoint

    def _ask(self, url: str, form: Mapping[str, str] | None = None) -> tuple[int, dict[str, Any]]:
        """Status and JSON object of an answer; redirects are not followed."""
        headers = {"Accept": "application/json", "User-Agent": USER_AGENT}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(form) if form is not None else None
        request = AWSRequest("POST" if form is not None else "GET", url, headers, body)
        try:
            answer = self._http.send(request.prepare())
            content = json.loads(answer.content)
        except (BotoCoreError, HTTPClientError, ValueError) as error:
            raise IssuerUnavailableError from error
        if not isinstance(content, dict):
            raise IssuerUnavailableError
        return answer.status_code, content


def _claims(token: str) -> dict[str, Any]:
    """What a signed token says (RFC 7519)."""
    try:
        _, payload, _ = token.split(".")
        claims = json.loads(urlsafe_b64decode(f"{payload}=="))
    except (BrokenBase64Error, ValueError) as error:
        raise IssuerUnavailableError from error
    if not isinstance(claims, dict):
        raise IssuerUnavailableError
    return claims
