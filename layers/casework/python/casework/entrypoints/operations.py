"""Operations on a case, each written once and mounted twice: as a JSON request under /api and as a
form under /desk (DESIGN 8).
"""

from __future__ import annotations

import hashlib
import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from casework.entrypoints.case_views import case_view
from casework.entrypoints.desk import Answer, answer, command_id, signed_in
from casework.services.commanding import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
    from pydantic import BaseModel

    from casework.domain.case import Case
    from casework.domain.staff import StaffMember
    from casework.entrypoints.case_console import CaseConsole
    from casework.entrypoints.pages import Page, PostedForm
    from casework.entrypoints.requests import CommandBody
    from casework.entrypoints.staff_session import SignedIn
    from casework.ports import StaffRegistry

    Act: TypeAlias = Callable[..., Case]

Ports: TypeAlias = "Callable[[], Mapping[str, Any]]"
"""What every command on a case takes, asked for when a request comes."""

DIGEST_LENGTH = 4
"""Hexadecimal digits: enough to tell two requests apart, too few to tell what a text said."""


@dataclass(frozen=True, slots=True)
class Mount:
    """Where a room's operations stand: `api` and `desk` are what comes before the case's id."""

    api: str
    desk: str


class CaseOperations:
    """The operations of one room."""

    def __init__(
        self,
        app: APIGatewayHttpResolver,
        mount: Mount,
        *,
        registry: Callable[[], StaffRegistry],
        console: Callable[[], CaseConsole],
        now: Callable[[], datetime],
    ) -> None:
        """Ports and pages are asked for when a request comes, not when the room is loaded."""
        self._app = app
        self._mount = mount
        self._registry = registry
        self._console = console
        self._now = now

    def __call__(self, operation: str) -> Callable[[Act], Act]:
        """Mount the function that follows; `operation` ends its address, parts in angle brackets.

        Its signature is `(request, body, **ids)`, it returns the case afterwards, as the person may
        see it; the annotation of `body` is the typed body, and
        its docstring what the description of the API says.
        """

        def mount(act: Act) -> Act:
            model, parts = _described(act)
            self._mount_api(operation, act, model, parts)
            self._mount_page(operation, act, model)
            return act

        return mount

    def _mount_api(
        self, operation: str, act: Act, model: type[CommandBody], parts: tuple[str, ...]
    ) -> None:
        def endpoint(case_id: str, body: Any, **ids: str) -> Answer:
            member = signed_in(self._app.current_event, self._now(), registry=self._registry())
            name = command_id(self._app.current_event)
            request = self._request(case_id, body, member, name)
            return answer(200, case_view(act(request, body, **ids)))

        _declare(endpoint, act, model, parts)
        self._app.post(f"{self._mount.api}/<case_id>/{operation}")(endpoint)

    def _mount_page(self, operation: str, act: Act, model: type[CommandBody]) -> None:
        def page(case_id: str, **ids: str) -> Page:
            named = _named(operation, ids)

            def take(signed: SignedIn, posted: PostedForm, body: Mapping[str, Any]) -> None:
                read = model.model_validate(body)
                name = name_of_form(signed.key, self._app.current_event.path, posted)
                act(self._request(case_id, read, signed.member, name), read, **ids)

            return self._console().post(self._app.current_event, case_id, named, take)

        _declare(page, act, None, tuple(_ids_in(operation)))
        self._app.post(f"{self._mount.desk}/<case_id>/{operation}", include_in_schema=False)(page)

    def _request(self, case_id: str, body: Any, member: StaffMember, name: str) -> Request:
        digest = digest_of(self._app.current_event.path, body)
        return Request(case_id, body.version, name, member, self._now(), digest)


def _described(act: Act) -> tuple[type[CommandBody], tuple[str, ...]]:
    """The typed body of an act and the names of the ids it takes."""
    parameters = inspect.signature(act).parameters
    model = inspect.get_annotations(act, eval_str=True)["body"]
    return model, tuple(name for name in parameters if name not in {"request", "body"})


def _declare(
    endpoint: Callable[..., Any], act: Act, model: type[CommandBody] | None, parts: tuple[str, ...]
) -> None:
    """Give a mounted function the signature that the resolver reads."""
    kinds: dict[str, Any] = {"case_id": str, **dict.fromkeys(parts, str)}
    if model is not None:
        kinds["body"] = model
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    endpoint.__name__ = act.__name__
    endpoint.__qualname__ = act.__name__
    endpoint.__doc__ = act.__doc__
    endpoint.__annotations__ = {**kinds, "return": Answer}
    endpoint.__signature__ = inspect.Signature(  # type: ignore[attr-defined] # read by inspect
        [inspect.Parameter(name, kind, annotation=of) for name, of in kinds.items()],
        return_annotation=Answer,
    )


def _ids_in(operation: str) -> list[str]:
    return [step[1:-1] for step in operation.split("/") if step.startswith("<")]


def _named(operation: str, ids: Mapping[str, str]) -> str:
    """The operation with its parts' ids in place."""
    for name, value in ids.items():
        operation = operation.replace(f"<{name}>", value)
    return operation


def digest_of(path: str, body: BaseModel) -> str:
    """Tells requests of one name apart by what they ask for."""
    return hashlib.sha256(f"{path} {body.model_dump_json()}".encode()).hexdigest()[:DIGEST_LENGTH]


def name_of_form(session: str, path: str, posted: PostedForm) -> str:
    """The name of a posted form: the same form sent twice, by a double tap or the back button, is
    the same command.
    """
    said = "\0".join([session, path, repr(sorted(posted.fields.items()))])
    return hashlib.sha256(said.encode()).hexdigest()[:32]
