"""Pages over HTTP: who visits in which language, what a form posted, and what every page
carries.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import parse_qsl

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response

from casework.domain.errors import CaseworkError, NotFoundError
from casework.entrypoints.http import (
    PAGE_HEADERS,
    SERVER_ERROR,
    BodyTooLargeError,
    body_bytes,
    header,
    query,
    status_of,
    with_plain_encoding,
)
from casework.entrypoints.observability import logger
from casework.web.language import choose_language
from casework.web.pages.refusals import nothing_here_page, too_large_page, try_again_page
from casework.web.style import (
    content_security_policy,
    desk_content_security_policy,
    desk_policy_with,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aws_lambda_powertools.shared.cookies import Cookie
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from casework.domain.organisation import Organisation
    from casework.web.language import Language

Page: TypeAlias = Response[str]

REPLACED = "\N{REPLACEMENT CHARACTER}"

KEPT_FOR_GOING_BACK = "private, no-cache"
"""Kept by the visitor's own browser, and used without asking only when it goes back (RFC 9111)."""


@dataclass(frozen=True, slots=True)
class PostedForm:
    """The fields of a posted form, repeated names in order; `is_broken` when it was not all
    UTF-8.
    """

    fields: dict[str, list[str]]
    is_broken: bool

    def first(self, name: str) -> str:
        """The first value of a field, or nothing."""
        return next(iter(self.fields.get(name, ())), "")


def posted_form(event: APIGatewayProxyEventV2) -> PostedForm:
    """The form in a request's body; what is not UTF-8 is replaced, so that the rest can be shown
    again.

    Raises BodyTooLargeError, also for more fields than any of our forms has.
    """
    text = body_bytes(event).decode("utf-8", "replace")
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=100)
    except ValueError as error:
        raise BodyTooLargeError from error
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    is_broken = any(REPLACED in value for values in fields.values() for value in values)
    return PostedForm(fields, is_broken)


def html(
    status: int, body: str, *, blank: bool = False, policy: str | None = None
) -> Response[str]:
    """A page that no referrer keeps, compressed when the browser takes that.

    No cache keeps it either, unless it is `blank`: a form that says nothing of anybody. The back
    button then shows that very form, its key included, with what was typed, so that sending it
    again files nothing twice; any other visit asks for a fresh one. `policy` is the content
    security policy of a page that needs another than all.
    """
    headers = {**PAGE_HEADERS, "Content-Security-Policy": policy or content_security_policy()}
    return Response(
        status_code=status,
        content_type="text/html; charset=utf-8",
        body=body,
        headers=headers | ({"Cache-Control": KEPT_FOR_GOING_BACK} if blank else {}),
        compress=True,
    )


def desk_html(
    status: int,
    body: str,
    *cookies: Cookie,
    scripted: str | None = None,
    refresh: int | None = None,
) -> Response[str]:
    """A page of the console, under its own policy, compressed when the browser takes that;
    `scripted` names the component whose script the page holds. After `refresh` seconds the browser
    loads it again.
    """
    allowed = desk_policy_with(scripted) if scripted else desk_content_security_policy()
    headers = {**PAGE_HEADERS, "Content-Security-Policy": allowed}
    return Response(
        status_code=status,
        content_type="text/html; charset=utf-8",
        body=body,
        headers=headers | ({} if refresh is None else {"Refresh": str(refresh)}),
        cookies=list(cookies),
        compress=True,
    )


def see_other(path: str) -> Response[str]:
    """After a post that did something: go and read the result (303)."""
    return Response(
        status_code=303, body="", headers={**PAGE_HEADERS, "Location": path}, compress=False
    )


def language_of(event: APIGatewayProxyEventV2, asked: str = "") -> Language:
    """The language that the form or address asks for, or else the browser prefers."""
    return choose_language(asked or query(event, "lang"), header(event, "accept-language"))


BARE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>码上办</title>
<h1>系统繁忙，请稍后再试</h1><p>急事请拨打政务服务热线 <a href="tel:12345">12345</a>。</p>
<p lang="en">Busy right now. Try again in a minute, or call the hotline 12345.</p>
{written}</html>"""
"""When not even the configuration can be read: the hotline is the same everywhere in China."""


class _Resolver(APIGatewayHttpResolver):
    """Packs pages for browsers that take gzip, and for no other."""

    def resolve(self, event: Mapping[str, Any], context: Any) -> dict[str, Any]:
        """Answer one HTTP request."""
        return super().resolve(with_plain_encoding(event), context)


def page_app(organisation: Callable[[], Organisation]) -> APIGatewayHttpResolver:
    """A resolver whose every refusal is a page; whatever is not there gets one and the same."""
    app = _Resolver()

    def refuse(error: CaseworkError) -> Page:
        return refusal(app.current_event, error, organisation)

    def nothing_here(_: Exception) -> Page:
        return refusal(app.current_event, NotFoundError(), organisation)

    app.exception_handler(CaseworkError)(refuse)
    app.not_found(nothing_here)
    return app


def refusal(
    event: APIGatewayProxyEventV2, error: CaseworkError, organisation: Callable[[], Organisation]
) -> Page:
    """The page for an error that no form can show."""
    status, language = status_of(error), language_of(event)
    if status >= SERVER_ERROR:
        logger().error("request failed", code=error.code, exc_info=error)
    try:
        known = organisation()
    except CaseworkError as trouble:
        logger().error("no configuration", code=trouble.code, exc_info=trouble)
        return html(503, BARE.format(written=""))
    if isinstance(error, BodyTooLargeError):
        return html(status, too_large_page(organisation=known, language=language))
    if status < SERVER_ERROR:
        return html(404, nothing_here_page(organisation=known, language=language))
    return html(503, try_again_page(organisation=known, language=language))


def unavailable(organisation: Callable[[], Organisation], language: Language, written: str) -> Page:
    """The answer to a post that the store did not take, with what was written, so that it is not
    lost.
    """
    try:
        known = organisation()
    except CaseworkError:
        kept = f"<pre>{escape(written)}</pre>"
        return html(503, BARE.format(written=kept))
    return html(503, try_again_page(organisation=known, language=language, written=written))
