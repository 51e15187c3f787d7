"""Cookies in and out: only for us, only over TLS, never for a script."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.shared.cookies import Cookie, SameSite

from casework.entrypoints.http import PAGE_HEADERS, header

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

LANGUAGE = "lang"
"""The language that somebody chose at the desk."""

REMEMBERED = timedelta(days=180)
"""How long a choice is remembered."""


def cookie(event: APIGatewayProxyEventV2, name: str) -> str:
    """The value of a cookie; nothing when it is not there. API Gateway takes cookies out of the
    headers, the local engine leaves them there.
    """
    sent = [*(event.get("cookies") or ()), *(header(event, "cookie") or "").split(";")]
    pairs = (each.strip().partition("=") for each in sent)
    return next((value for known, _, value in pairs if known == name), "")


def set_cookie(name: str, value: str, path: str, age: timedelta) -> Cookie:
    """A cookie that scripts do not see and other sites do not send along with a post."""
    return Cookie(
        name,
        value,
        path=path,
        max_age=int(age.total_seconds()),
        secure=True,
        http_only=True,
        same_site=SameSite.LAX_MODE,
    )


def clear_cookie(name: str, path: str) -> Cookie:
    """What makes a browser forget a cookie."""
    return Cookie(
        name, "", path=path, max_age=0, secure=True, http_only=True, same_site=SameSite.LAX_MODE
    )


def go_to(address: str, *cookies: Cookie) -> Response[str]:
    """Go and read something else (303), with cookies to keep or to forget."""
    return Response(
        status_code=303,
        body="",
        headers={**PAGE_HEADERS, "Location": address},
        cookies=list(cookies),
        compress=False,
    )
