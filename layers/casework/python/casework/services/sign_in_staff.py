"""Sign a member of staff in (员工登录, DESIGN 8): to the identity provider and back, then a session
of our own.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.identity_token import subject_of
from casework.domain.session import TOKEN_BYTES, key_of_token, opaque_token, start_session
from casework.domain.sign_in import STATE_BYTES, NotRegisteredError

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.sign_in import SignIn, SignInSeal
    from casework.ports import IdentityProvider, Sessions, StaffRegistry

SCOPE = "openid casework/desk"


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in on its way, and the address of the identity provider that continues it."""

    sign_in: SignIn
    address: str


@dataclass(frozen=True, slots=True)
class SignedInStaff:
    """The value of the session cookie, and where the person wanted to go."""

    token: str
    to: str


@dataclass(frozen=True, slots=True)
class Return:
    """What a browser brings back from the identity provider, `sealed` being its cookie."""

    code: str
    state: str
    sealed: str
    user_agent: str


def begin_sign_in(
    to: str | None,
    back_to: str,
    now: datetime,
    *,
    seal: SignInSeal,
    issuer: IdentityProvider,
    anew: bool = False,
) -> Begun:
    """Begin one; `back_to` is our own address that the person returns to, `anew` asks the identity
    provider not to take for granted who sits there. Raises IssuerUnavailableError.
    """
    sign_in = seal.begin(to, now, secrets.token_bytes(STATE_BYTES))
    question = {
        "response_type": "code",
        "client_id": issuer.client_id,
        "redirect_uri": back_to,
        "scope": SCOPE,
        "state": sign_in.state,
        "nonce": seal.nonce(sign_in),
        "code_challenge": seal.challenge(sign_in),
        "code_challenge_method": "S256",
        **({"prompt": "login"} if anew else {}),
    }
    return Begun(sign_in, issuer.address_for(question))


def finish_sign_in(
    returned: Return,
    back_to: str,
    now: datetime,
    *,
    seal: SignInSeal,
    issuer: IdentityProvider,
    registry: StaffRegistry,
    sessions: Sessions,
) -> SignedInStaff:
    """Turn a code into a session.

    Raises SignInInterruptedError for a state that is foreign, old or was used, SignInDeniedError
    for an identity token that is not for us, NotRegisteredError for whoever the registry does not
    have in office, IssuerUnavailableError and StoreUnavailableError.
    """
    sign_in = seal.open(returned.sealed, returned.state, now)
    claims = issuer.claims_for(returned.code, seal.verifier(sign_in), back_to)
    subject = subject_of(
        claims,
        issuer=issuer.issuer,
        client_id=issuer.client_id,
        nonce=seal.nonce(sign_in),
        now=now,
    )
    member = registry.find(issuer.issuer, subject)
    if member is None or not member.serves_at(now):
        raise NotRegisteredError
    identity, secret = (issuer.issuer, subject), secrets.token_hex(TOKEN_BYTES)
    token = opaque_token(secrets.token_bytes(TOKEN_BYTES))
    session = start_session(identity, member, returned.user_agent, secret, now)
    sessions.add(str(key_of_token(token)), session)
    return SignedInStaff(token, sign_in.to)
