"""The staff API: who is asking, JSON in and out, problems as `application/problem+json`
(RFC 9457).
"""

from __future__ import annotations

import json
import re
import uuid
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, TypeVar

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.api_gateway import ResponseBuilder
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from casework.domain.errors import (
    CaseworkError,
    InvalidInputError,
    NotFoundError,
    NotPermittedError,
)
from casework.entrypoints.http import (
    SERVER_ERROR,
    BrokenEncodingError,
    NotSignedInError,
    body_bytes,
    header,
    status_of,
    with_plain_encoding,
)
from casework.entrypoints.observability import logger
from casework.entrypoints.problems import problem_text
from casework.web.language import choose_language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from casework.domain.staff import StaffMember
    from casework.ports import StaffRegistry

IDEMPOTENCY_KEY = "[A-Za-z0-9_-]{1,64}"
MAX_PAGE = 25

Limit = Annotated[int, Query(ge=1, le=MAX_PAGE, description="Cases a page")]
Start = Annotated[str | None, Query(max_length=600, description="`next` of the page before")]

Answer: TypeAlias = Response[str]
File: TypeAlias = Response[bytes]
Desk: TypeAlias = APIGatewayHttpResolver
RefusePage: TypeAlias = "Callable[[APIGatewayProxyEventV2, CaseworkError], Response[str]]"

Route = TypeVar("Route", bound="Callable[..., object]")

JSON = "application/json"
PAGES = "/desk"
"""What the addresses of the console's pages begin with."""

API_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class _Resolver(APIGatewayHttpResolver):
    """Looks at a body before it is parsed: middleware runs after the validation."""

    def resolve(self, event: Mapping[str, Any], context: Any) -> dict[str, Any]:
        """Answer one HTTP request; a body that cannot be one of ours gets no further."""
        event = with_plain_encoding(event)
        request = APIGatewayProxyEventV2(event)
        if is_page(request):
            return super().resolve(event, context)
        try:
            _check_body(request)
        except CaseworkError as error:
            refusal = ResponseBuilder[APIGatewayProxyEventV2](problem(request, error))
            return refusal.build(request)
        return super().resolve(event, context)


def is_page(event: APIGatewayProxyEventV2) -> bool:
    """Whether a person's browser asks, and not a program."""
    return str(event.path).startswith(PAGES)


def desk_api(refuse_page: RefusePage | None = None) -> APIGatewayHttpResolver:
    """A resolver with typed bodies whose every error is a problem document with the rule's name; on
    the console's pages `refuse_page` answers it.
    """
    app = _Resolver(enable_validation=True, json_body_deserializer=_read_json)

    def refuse_body(error: RequestValidationError) -> Response[str]:
        if is_page(app.current_event):
            return refuse(NotFoundError())
        wrong = [{"field": _field(entry), "rule": entry["type"]} for entry in error.errors()]
        return problem(app.current_event, InvalidInputError(fields=wrong))

    def refuse(error: CaseworkError) -> Response[str]:
        if refuse_page is not None and is_page(app.current_event):
            return refuse_page(app.current_event, error)
        return problem(app.current_event, error)

    def nothing_here(_: Exception) -> Response[str]:
        return refuse(NotFoundError())

    app.exception_handler(RequestValidationError)(refuse_body)
    app.exception_handler(CaseworkError)(refuse)
    app.not_found(nothing_here)
    return app


def _check_body(event: APIGatewayProxyEventV2) -> None:
    """Size, encoding and kind; raises BodyTooLargeError, BrokenEncodingError, InvalidInputError."""
    try:
        text = body_bytes(event).decode()
    except UnicodeDecodeError as error:
        raise BrokenEncodingError from error
    kind = header(event, "content-type") or JSON
    if text and kind.partition(";")[0].strip().lower() != JSON:
        raise InvalidInputError(field="Content-Type")


def _field(entry: Mapping[str, Any]) -> str:
    """Where a body is wrong; a field that is not ours was typed, so its parent is named instead."""
    place = [str(part) for part in entry["loc"]]
    return ".".join(place[:-1] if entry["type"] == "extra_forbidden" else place)


def _read_json(text: str) -> Any:
    """Parse a body; what is no JSON at all is reported with its place by the validation."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except (RecursionError, ValueError) as error:
        raise InvalidInputError(field="body") from error


def problem(event: APIGatewayProxyEventV2, error: CaseworkError) -> Response[str]:
    """The answer to an error; only what an operator must mend is logged, with its cause."""
    status = status_of(error)
    if status >= SERVER_ERROR:
        logger().error("request failed", code=error.code, exc_info=error)
    language = choose_language(None, header(event, "accept-language"))
    body = {
        "type": "about:blank",
        "status": status,
        "code": error.code,
        "title": problem_text(error.code, language),
        **error.facts,
    }
    return Response(
        status_code=status,
        content_type="application/problem+json",
        body=as_json(body),
        headers=API_HEADERS,
    )


def answer(status: int, body: Any) -> Response[str]:
    """A JSON answer."""
    return Response(
        status_code=status,
        content_type="application/json",
        body=as_json(body),
        headers=API_HEADERS,
        compress=True,
    )


def drawing(svg: str) -> Response[str]:
    """An SVG picture."""
    return Response(
        status_code=200,
        content_type="image/svg+xml",
        body=svg,
        headers=API_HEADERS,
        compress=True,
    )


def sends_bytes(route: Route) -> Route:
    """Mark a route whose answer is no text: the resolver checks what is declared, as text."""
    del route.__annotations__["return"]
    return route


def print_file(name: str, pdf: bytes) -> File:
    """A PDF that a browser shows, ready to print or save under that name (ASCII)."""
    shown = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(
        status_code=200,
        content_type="application/pdf",
        body=pdf,
        headers={**API_HEADERS, **shown},
    )


def as_json(body: Any) -> str:
    """JSON with instants in ISO 8601 (UTC)."""
    return json.dumps(body, ensure_ascii=False, default=lambda value: value.isoformat())


def signed_in(
    event: APIGatewayProxyEventV2, now: datetime, *, registry: StaffRegistry
) -> StaffMember:
    """The member of staff that a verified token stands for.

    The API has verified signature, issuer, audience, expiry and scope; the registry says what the
    person may do. Raises NotSignedInError without a token's claims and NotPermittedError when the
    person is unknown here or the entry is not in force.
    """
    claims = _claims(event)
    if not claims.get("iss") or not claims.get("sub"):
        raise NotSignedInError
    member = registry.find(str(claims["iss"]), str(claims["sub"]))
    if member is None or not member.serves_at(now):
        raise NotPermittedError
    return member


def openapi_answer(document: Path) -> Answer:
    """The OpenAPI document that was written when the room was packaged."""
    if not document.is_file():
        raise NotFoundError
    return Response(200, "application/json", document.read_text("utf-8"), headers=API_HEADERS)


def command_id(event: APIGatewayProxyEventV2) -> str:
    """The client's Idempotency-Key (a UUID, say), by which a retry is told from a second request,
    or a fresh one. Raises InvalidInputError for one that cannot be kept.
    """
    given = header(event, "idempotency-key")
    if given is None:
        return uuid.uuid4().hex
    if not re.fullmatch(IDEMPOTENCY_KEY, given):
        raise InvalidInputError(field="Idempotency-Key")
    return given


def _claims(event: APIGatewayProxyEventV2) -> dict[str, Any]:
    authorizer = event.request_context.authorizer
    return dict(authorizer.jwt_claim or {}) if authorizer else {}
