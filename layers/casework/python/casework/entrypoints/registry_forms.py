"""The administrator's forms over HTTP: what was sent, what turned it back, and the page that says
so with what was typed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from pydantic import ValidationError

from casework.domain.errors import CaseworkError, NotPermittedError
from casework.domain.session import FormOfAnotherSessionError
from casework.entrypoints.desk_pages import DeskPages
from casework.entrypoints.http import SERVER_ERROR, BrokenEncodingError, query, status_of
from casework.entrypoints.observability import logger
from casework.entrypoints.pages import posted_form, see_other
from casework.entrypoints.problems import mistakes, problem_text
from casework.entrypoints.staff_session import check_csrf, take_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from casework.entrypoints.pages import Page, PostedForm
    from casework.entrypoints.staff_session import SignedIn
    from casework.web.language import Language
    from casework.web.pages.desk.viewer import Viewer

    Typed: TypeAlias = Mapping[str, Sequence[str]]
    Done: TypeAlias = tuple[str, str]

FIELDS = {
    "unknown_unit": "department",
    "not_an_email_address": "endpoint",
    "not_an_https_address": "endpoint",
    "not_a_queue_of_this_partition": "endpoint",
    "endpoint_refused": "endpoint",
    "already_subscribed": "endpoint",
}
"""The field at which a rule's sentence stands."""


@dataclass(frozen=True, slots=True)
class Back:
    """A page with its form: the status, what turned the form back (a sentence for the whole of it
    or for each field), and what was typed.
    """

    status: int = 200
    problem: str | None = None
    errors: tuple[tuple[str, str], ...] = ()
    typed: Typed | None = None

    @property
    def is_outage(self) -> bool:
        """Whether the lists cannot be read either."""
        return self.status >= SERVER_ERROR


class RegistryPages(DeskPages):
    """Takes the forms of pages that are a list with a form beside it."""

    def draft(self, event: APIGatewayProxyEventV2, signed: SignedIn, page: str) -> Typed | None:
        """What was typed in the page's own form before the session was over."""
        found = take_draft(event, signed, page, self.now(), drafts=self.ports.drafts)
        return found.fields if found is not None and found.form == page else None

    def take(
        self,
        event: APIGatewayProxyEventV2,
        page: str,
        act: Callable[[SignedIn, PostedForm], Done],
        show: Callable[[APIGatewayProxyEventV2, SignedIn, Back], Page],
    ) -> Page:
        """Do what a form asks, then go and read the list at `page`; or that page with why not and
        what was typed.

        `act` says what was done, by the code that the page knows, and to which id. What is not this
        person's to do, or came from another site, is raised.
        """
        signed = self.signed_in(event, page)
        posted = posted_form(event)
        try:
            check_csrf(event, posted.fields, signed)
            if posted.is_broken:
                raise BrokenEncodingError
            done, identity = act(signed, posted)
        except ValidationError as error:
            back = Back(422, None, mistakes(error, self.language(event)))
        except CaseworkError as error:
            back = _turned_back(error, self.language(event))
        else:
            return see_other(f"{page}?done={done}&of={identity}")
        return show(event, signed, replace(back, typed=posted.fields))

    def viewer_of(
        self, event: APIGatewayProxyEventV2, signed: SignedIn, current: str, back: Back
    ) -> Viewer:
        """Who looks; no way to the other language where it would lose what was typed."""
        viewer = self.viewer(event, signed, current)
        is_typed = back.status != 200 or query(event, "draft")  # noqa: PLR2004 - HTTP's own number
        return replace(viewer, query=None) if is_typed else viewer


def said(posted: PostedForm, fields: Iterable[str]) -> dict[str, str]:
    """The form's own fields as a body; what was not sent at all is empty."""
    return {name: posted.first(name) for name in fields}


def first(typed: Typed, name: str) -> str:
    """The first value of a field, or nothing."""
    return next(iter(typed.get(name, ())), "")


def done_of(event: APIGatewayProxyEventV2) -> Done | None:
    """What the address says was just done, and to which id."""
    done = query(event, "done")
    return (done, query(event, "of") or "") if done else None


def _turned_back(error: CaseworkError, language: Language) -> Back:
    """A broken rule in words, at its field if it has one; what an operator must mend is logged.
    Raises what is not this person's to do.
    """
    may_send_again = isinstance(error, FormOfAnotherSessionError)
    if isinstance(error, NotPermittedError) and not may_send_again:
        raise error
    status, field = status_of(error), FIELDS.get(error.code)
    if status >= SERVER_ERROR:
        logger().error("request failed", code=error.code, exc_info=error)
    words = problem_text(error.code, language)
    if field is None:
        return Back(status, words)
    return Back(status, None, ((field, words),))
