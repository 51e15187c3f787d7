"""HTTP in and out: what a request says, how an error becomes an answer, what every answer
carries.
"""

from __future__ import annotations

import base64
import binascii
import re
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any

from casework.domain.errors import (
    CaseworkError,
    ConflictError,
    InvalidInputError,
    NotFoundError,
    NotPermittedError,
    RuleViolationError,
    StoreUnavailableError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

PAGE_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
"""What every answer to a person carries; the content security policy comes from the page's
style.
"""

SERVER_ERROR = 500
"""From this status on the fault is ours, not the asker's (RFC 9110, 15.6)."""

MAX_BODY_BYTES = 64 * 1024
"""Longer than any form or desk request can be when its fields keep their limits."""


class BodyTooLargeError(CaseworkError):
    """The request's body is larger than any of our forms (HTTP 413)."""

    code = "body_too_large"


class BrokenEncodingError(InvalidInputError):
    """The request's body is not UTF-8."""

    code = "broken_encoding"


class NotSignedInError(CaseworkError):
    """Nobody vouches for the sender (HTTP 401)."""

    code = "not_signed_in"


_STATUS: tuple[tuple[type[CaseworkError], int], ...] = (
    (BodyTooLargeError, 413),
    (NotSignedInError, 401),
    (InvalidInputError, 422),
    (NotFoundError, 404),
    (NotPermittedError, 403),
    (RuleViolationError, 409),
    (ConflictError, 409),
    (StoreUnavailableError, 503),
)


def status_of(error: CaseworkError) -> int:
    """The HTTP status of an error, decided by its class; 500 for what only an operator can mend."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def body_bytes(event: APIGatewayProxyEventV2) -> bytes:
    """The request's body as sent; raises BodyTooLargeError beyond 64 KiB."""
    text = event.get("body") or ""
    if len(text) > MAX_BODY_BYTES * 2:
        raise BodyTooLargeError
    try:
        data = base64.b64decode(text) if event.get("isBase64Encoded") else text.encode()
    except (binascii.Error, UnicodeEncodeError) as error:
        raise BrokenEncodingError from error
    if len(data) > MAX_BODY_BYTES:
        raise BodyTooLargeError
    return data


def header(event: APIGatewayProxyEventV2, name: str) -> str | None:
    """A request header, whatever its case; None when it is missing."""
    value = event.headers.get(name.lower()) or event.headers.get(name)
    return str(value) if value else None


def base_url(event: APIGatewayProxyEventV2, configured: str) -> str:
    """Scheme and host that links to us begin with: as configured, else the API's own address."""
    return configured or f"https://{event.request_context.domain_name}"


def device_of(event: APIGatewayProxyEventV2) -> str:
    """How the sender's network and browser look: enough to count what one device sends, told to
    nobody and kept by nobody but as an HMAC. An address counts by its network.
    """
    try:
        address = ip_address(event.request_context.http.source_ip or "")
        bits = 24 if address.version == 4 else 48  # noqa: PLR2004 - the two versions of IP
        network = str(ip_network(f"{address}/{bits}", strict=False))
    except ValueError:
        network = ""
    return f"{network} {header(event, 'user-agent') or ''}"


def query(event: APIGatewayProxyEventV2, name: str) -> str | None:
    """A parameter of the query string."""
    value = (event.query_string_parameters or {}).get(name)
    return str(value) if value is not None else None


_CODING = re.compile(r"\s*(gzip|\*)\s*(?:;\s*q\s*=\s*(\d+(?:\.\d*)?))?\s*", re.IGNORECASE)


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether a client takes gzip: named, or else under `*`, with a weight above 0 (RFC 9110,
    12.5.3). What is no such list is not understood as a yes.
    """
    found = filter(None, map(_CODING.fullmatch, accept_encoding.split(",")))
    weights = {coding[1].lower(): float(coding[2] or 1) for coding in found}
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def with_plain_encoding(event: Mapping[str, Any]) -> dict[str, Any]:
    """The request with its Accept-Encoding said so that the resolver understands it: `gzip` or not
    there. The resolver itself looks for these four letters wherever they stand, even before `;q=0`.
    """
    headers = dict(event.get("headers") or {})
    asked = [headers.pop(name) for name in list(headers) if name.lower() == "accept-encoding"]
    if accepts_gzip(",".join(asked)):
        headers["accept-encoding"] = "gzip"
    return {**event, "headers": headers}
