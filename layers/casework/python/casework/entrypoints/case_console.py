"""The case page of the console over HTTP: shown, and the answer to every form that was posted to
it, so that nothing typed is ever lost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import ValidationError

from casework.domain.errors import (
    CaseworkError,
    InvalidInputError,
    NotFoundError,
    StoreUnavailableError,
)
from casework.domain.rules import StaleVersionError
from casework.domain.session import ForeignRequestError, FormOfAnotherSessionError
from casework.domain.statistics import buckets_of
from casework.entrypoints.desk_pages import DeskPages
from casework.entrypoints.http import BrokenEncodingError, query, status_of
from casework.entrypoints.pages import posted_form, see_other
from casework.entrypoints.problems import mistake_text, problem_text
from casework.entrypoints.staff_session import (
    NoSessionError,
    check_csrf,
    sign_in_first,
    take_draft,
)
from casework.services.view_case import open_case
from casework.web.desk_forms.answer_templates import begun_with
from casework.web.desk_forms.done_notices import done_notice
from casework.web.desk_forms.form_spec import OpenForm
from casework.web.desk_forms.offers import offered
from casework.web.desk_forms.posted_body import posted_body
from casework.web.desk_forms.registry import form_of
from casework.web.pages.desk.case import case_page
from casework.web.pages.desk.letter import desk_letter_page
from casework.web.pages.desk.print_case import print_case_page
from casework.web.pages.desk.print_letter import print_letter_page
from casework.web.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from casework.entrypoints.pages import Page, PostedForm
    from casework.entrypoints.staff_session import SignedIn
    from casework.services.look_up_letter import LetterOnRecord
    from casework.web.language import Language

    Take: TypeAlias = Callable[[SignedIn, PostedForm, Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True)
class _Back:
    """What turned a form back: the sentence, the status, the wrong fields, the version seen when
    the case had changed since.
    """

    status: int
    problem: str | None = None
    errors: tuple[tuple[str, str], ...] = ()
    seen_version: int | None = None


class CaseConsole(DeskPages):
    """Shows a case to a member of staff and takes the forms on its page."""

    def show(self, event: APIGatewayProxyEventV2, case_id: str) -> Page:
        """The case page; with `draft`, the form that was typed before the session was over."""
        signed = self.signed_in(event)
        path = f"/desk/cases/{case_id}"
        draft = take_draft(event, signed, path, self.now(), drafts=self.ports.drafts)
        opened = None
        if draft is not None:
            operation = draft.form.partition(f"/{case_id}/")[2]
            opened = OpenForm(operation, draft.fields)
        elif asked := query(event, "do"):
            opened = OpenForm(asked, begun_with(asked, query(event, "template")))
        done = query(event, "done")
        return self._page(event, signed, case_id, opened, _Back(200), done=done)

    def show_letter(
        self, event: APIGatewayProxyEventV2, letter: LetterOnRecord, *, for_print: bool
    ) -> Page:
        """A supervision letter as it is on record, with the way to its file."""
        viewer, setting = self.viewer(event, self.signed_in(event), None), self.setting()
        if for_print:
            page = print_letter_page(
                viewer=viewer, setting=setting, letter=letter.letter, state=letter.state
            )
        else:
            page = desk_letter_page(
                viewer=viewer,
                setting=setting,
                letter=letter.letter,
                state=letter.state,
                file_href=letter.link,
            )
        return self.html(event, 200, page)

    def print_case(self, event: APIGatewayProxyEventV2, case_id: str) -> Page:
        """The case for paper."""
        signed = self.signed_in(event)
        file = open_case(case_id, signed.member, self.now(), cases=self.ports.cases).file
        setting = self.setting(file.case.versions.calendar)
        viewer = self.viewer(event, signed, None)
        return self.html(event, 200, print_case_page(viewer=viewer, setting=setting, file=file))

    def post(self, event: APIGatewayProxyEventV2, case_id: str, operation: str, take: Take) -> Page:
        """Take one form: the case page again, with what was done, or with what was typed and why it
        was not.
        """
        try:
            signed = self.signed_in(event)
        except NoSessionError as error:
            page = f"/desk/cases/{case_id}"
            return sign_in_first(event, error, self.now(), drafts=self.ports.drafts, page=page)
        posted = posted_form(event)
        back = self._take(event, signed, posted, operation, take)
        if back is None:
            return see_other(f"/desk/cases/{case_id}?done={operation}")
        opened = OpenForm(operation, posted.fields, back.errors, back.seen_version)
        return self._page(event, signed, case_id, opened, back)

    def _take(
        self,
        event: APIGatewayProxyEventV2,
        signed: SignedIn,
        posted: PostedForm,
        operation: str,
        take: Take,
    ) -> _Back | None:
        """Do it, or say what turned the form back. Raises what no case page can answer."""
        language = self.language(event)
        try:
            check_csrf(event, posted.fields, signed)
            if posted.is_broken:
                raise BrokenEncodingError
            take(signed, posted, _body(operation, posted))
        except ValidationError as error:
            return _Back(422, None, _mistakes(error, language))
        except (NotFoundError, StoreUnavailableError, ForeignRequestError):
            raise
        except FormOfAnotherSessionError as error:
            return _Back(403, problem_text(error.code, language))
        except StaleVersionError as error:
            seen = posted.first("version")
            version = int(seen) if seen.isdecimal() else None
            return _Back(409, problem_text(error.code, language), seen_version=version)
        except CaseworkError as error:
            return _turned_back(error, language)
        return None

    def _page(
        self,
        event: APIGatewayProxyEventV2,
        signed: SignedIn,
        case_id: str,
        opened: OpenForm | None,
        back: _Back,
        *,
        done: str | None = None,
    ) -> Page:
        now = self.now()
        opened_case = open_case(case_id, signed.member, now, cases=self.ports.cases)
        file = opened_case.file
        viewer = self.viewer(event, signed, None)
        if back.status != 200:  # noqa: PLR2004 - a link to the other language would lose the form
            viewer = replace(viewer, query=None)
        page = case_page(
            viewer=viewer,
            setting=self.setting(file.case.versions.calendar),
            file=file,
            actions=offered(signed.member, file.case, opened_case.possible),
            open_form=opened,
            buckets=buckets_of(self.ports.statistics.all()),
            problem=back.problem,
            done=done_notice(done, wording(viewer.language)),
        )
        return self.html(event, back.status, page)


def _body(operation: str, posted: PostedForm) -> Mapping[str, Any]:
    found = form_of(operation)
    if found is None:
        raise InvalidInputError(field="operation")
    return posted_body(found[0], posted.fields)


def _mistakes(error: ValidationError, language: Language) -> tuple[tuple[str, str], ...]:
    """Each wrong field of a body, nested ones with dots, with a sentence."""
    return tuple(
        (
            ".".join(str(step) for step in entry["loc"] if isinstance(step, str)),
            mistake_text(entry["type"], language),
        )
        for entry in error.errors(include_url=False, include_context=False, include_input=False)
    )


def _turned_back(error: CaseworkError, language: Language) -> _Back:
    """A broken rule in words; one that names a field stands at that field."""
    words = problem_text(error.code, language)
    field = error.facts.get("field")
    if isinstance(error, InvalidInputError) and isinstance(field, str):
        return _Back(status_of(error), None, ((field, words),))
    return _Back(status_of(error), words)
