"""Tokens that the local issuer would never issue, signed with its own key or not at all."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from joserfc import jws, jwt
from joserfc.jwk import RSAKey

if TYPE_CHECKING:
    from tests.e2e.harness import Deployed


@dataclass(frozen=True, slots=True)
class Forger:
    """Knows the issuer's signing key, which only the engine's own folder holds."""

    key: RSAKey
    header: dict[str, Any]
    claims: dict[str, Any]

    def sign(self, **changes: Any) -> str:
        """A token like the clerk's, with some claims changed (None removes one)."""
        claims = {**self.claims, **changes}
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(self.header, kept, self.key)

    def sign_with_another_key(self) -> str:
        """The clerk's claims under the issuer's key id, signed by a stranger."""
        return jwt.encode(self.header, self.claims, RSAKey.generate_key(2048))

    def leave_unsigned(self) -> str:
        """The clerk's claims with algorithm `none` and no signature."""
        parts = ({**self.header, "alg": "none"}, self.claims)
        encoded = (base64.urlsafe_b64encode(json.dumps(part).encode()) for part in parts)
        return ".".join(part.rstrip(b"=").decode() for part in encoded) + "."


def forger(deployed: Deployed) -> Forger:
    """A forger who starts from a clerk's genuine token."""
    token = deployed.token("clerk")
    signed = jws.extract_compact(token.encode())
    header = {name: signed.headers()[name] for name in ("alg", "kid")}
    return Forger(_signing_key(deployed), header, json.loads(signed.payload))


def _signing_key(deployed: Deployed) -> RSAKey:
    """The private key of the local issuer's access tokens, from the engine's own folder."""
    deployment = deployed.deployment
    pool = deployment.identity.outputs["UserPoolId"]
    folder = deployment.engine.home / "state" / "cognito-pool-keys"
    return RSAKey.import_key((folder / f"{pool}-access.pem").read_bytes())
