"""The issuer over HTTP: asked once for its endpoints, believed only as the protocol says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ConnectTimeoutError, HTTPClientError, SSLError
from botocore.httpsession import URLLib3Session

from casework.adapters.oidc_issuer import OidcIssuer
from casework.domain.sign_in import IssuerUnavailableError, SignInInterruptedError
from tests.builders import NOW
from tests.identity import BACK, CLIENT, ISSUER, SEAL, IssuerOverHttp, token_of

if TYPE_CHECKING:
    from casework.domain.sign_in import SignIn

DISCOVERY = f"GET {ISSUER}/.well-known/openid-configuration"
SIGN_IN: SignIn = SEAL.begin(None, NOW, bytes(24))
QUESTION = {
    "redirect_uri": BACK,
    "state": SIGN_IN.state,
    "nonce": SEAL.nonce(SIGN_IN),
    "code_challenge": SEAL.challenge(SIGN_IN),
}
TROUBLE = [
    ConnectTimeoutError(endpoint_url=ISSUER),
    SSLError(endpoint_url=ISSUER, error="expired"),
    HTTPClientError(error="anything"),
    (503, b"<html>busy</html>"),
    (503, b"{}"),
    (302, b"{}"),
    (200, b""),
    (200, b"[]"),
    (200, b"{}"),
    (200, b"\xff"),
]


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> IssuerOverHttp:
    """What answers in place of the network."""
    stand_in = IssuerOverHttp(lambda: NOW)
    monkeypatch.setattr(URLLib3Session, "send", lambda _, request: stand_in.send(request))
    return stand_in


def code_of(there: IssuerOverHttp, issuer: OidcIssuer) -> str:
    return there.person.let_in(issuer.address_for(QUESTION))[0]


def claims(issuer: OidcIssuer, code: str) -> Any:
    return issuer.claims_for(code, SEAL.verifier(SIGN_IN), BACK)


def test_the_endpoints_are_asked_for_once(there: IssuerOverHttp) -> None:
    issuer = OidcIssuer(ISSUER, CLIENT)
    first = code_of(there, issuer)
    second = code_of(there, issuer)
    assert claims(issuer, first)["nonce"] == SEAL.nonce(SIGN_IN)
    assert claims(issuer, second)["sub"] == "s-1"
    exchange = f"POST {ISSUER}/token"
    assert there.asked == [DISCOVERY, exchange, exchange]


def test_the_document_may_be_elsewhere_and_an_address_may_have_a_query(
    there: IssuerOverHttp,
) -> None:
    there.endpoints = "https://other.example/x?tenant=juye&at="
    issuer = OidcIssuer(ISSUER, CLIENT, "https://other.example/document")
    address = issuer.address_for({"state": "a b"})
    assert there.asked == ["GET https://other.example/document"]
    assert address == "https://other.example/x?tenant=juye&at=/authorize&state=a+b"


def test_a_code_that_was_used_interrupts_the_sign_in(there: IssuerOverHttp) -> None:
    issuer = OidcIssuer(ISSUER, CLIENT)
    code = code_of(there, issuer)
    claims(issuer, code)
    with pytest.raises(SignInInterruptedError):
        claims(issuer, code)


@pytest.mark.parametrize("trouble", TROUBLE, ids=str)
def test_without_a_proper_document_nobody_can_sign_in_until_there_is_one(
    there: IssuerOverHttp, trouble: Exception | tuple[int, bytes]
) -> None:
    issuer = OidcIssuer(ISSUER, CLIENT)
    there.trouble = [trouble]
    with pytest.raises(IssuerUnavailableError):
        issuer.address_for(QUESTION)
    assert issuer.address_for(QUESTION).startswith(f"{ISSUER}/authorize?")


@pytest.mark.parametrize(
    "trouble",
    [
        *TROUBLE,
        (400, b'{"error": "invalid_client"}'),
        (200, b'{"id_token": 7}'),
        (200, b'{"id_token": "a.b"}'),
        (200, b'{"id_token": "a.!.c"}'),
        (200, b'{"id_token": "' + token_of(["no", "claims"]).encode() + b'"}'),
    ],
    ids=str,
)
def test_without_a_proper_token_nobody_is_signed_in(
    there: IssuerOverHttp, trouble: Exception | tuple[int, bytes]
) -> None:
    issuer = OidcIssuer(ISSUER, CLIENT)
    code = code_of(there, issuer)
    there.trouble = [trouble]
    with pytest.raises(IssuerUnavailableError):
        claims(issuer, code)


def test_another_issuer_s_document_is_not_believed(there: IssuerOverHttp) -> None:
    there.issuer = "https://evil.example"
    with pytest.raises(IssuerUnavailableError):
        OidcIssuer(ISSUER, CLIENT).address_for(QUESTION)


@pytest.mark.parametrize("endpoints", ["http://identity.example", "javascript:x", ""])
def test_an_endpoint_without_tls_is_not_asked(there: IssuerOverHttp, endpoints: str) -> None:
    there.endpoints = endpoints
    with pytest.raises(IssuerUnavailableError):
        OidcIssuer(ISSUER, CLIENT).address_for(QUESTION)


def test_an_engine_on_this_machine_needs_no_tls(there: IssuerOverHttp) -> None:
    there.endpoints = "http://127.0.0.1:4566"
    issuer = OidcIssuer(ISSUER, CLIENT, "http://127.0.0.1:4566/pool/document")
    assert issuer.address_for({}).startswith("http://127.0.0.1:4566/authorize")
