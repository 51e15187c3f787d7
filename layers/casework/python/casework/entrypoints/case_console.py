"""The case page of the console over HTTP: shown, and the answer to every form that was posted to
it, so that nothing typed is ever lost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import ValidationError

from casework.domain.authorization import Action
from casework.domain.errors import (
    CaseworkError,
    InvalidInputError,
    NotFoundError,
    StoreUnavailableError,
)
from casework.domain.rules import StaleVersionError
from casework.domain.session import ForeignRequestError, FormOfAnotherSessionError
from casework.entrypoints.desk_pages import DeskPages
from casework.entrypoints.http import BrokenEncodingError, query, status_of
from casework.entrypoints.observability import logger
from casework.entrypoints.pages import posted_form, see_other
from casework.entrypoints.problems import mistakes, problem_text
from casework.entrypoints.staff_session import check_csrf, take_draft
from casework.services.list_colleagues import list_colleagues
from casework.services.look_up_letter import read_letter
from casework.services.read_attachment import read_attachment
from casework.services.view_case import open_case, view_case
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

    from casework.channel_ports import AttachmentStore
    from casework.domain.staff import StaffMember
    from casework.entrypoints.pages import Page, PostedForm
    from casework.entrypoints.staff_session import SignedIn
    from casework.ports import LetterStore
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
        self,
        event: APIGatewayProxyEventV2,
        case_id: str,
        letter_id: str,
        store: LetterStore,
    ) -> Page:
        """A supervision letter as it is on record, with the way to its file."""
        signed = self.signed_in(event)
        letter = read_letter(case_id, letter_id, signed.member, cases=self.ports.cases, store=store)
        viewer, setting = self.viewer(event, signed, None), self.setting()
        if query(event, "print") == "1":
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
                buckets=self.buckets(),
            )
        return self.html(event, 200, page)

    def open_file(
        self, event: APIGatewayProxyEventV2, case_id: str, number: int, store: AttachmentStore
    ) -> Page:
        """To a file that was sent to the case, by a link that expires."""
        member = self.signed_in(event).member
        cases = self.ports.cases
        return see_other(read_attachment(case_id, number, member, cases=cases, store=store))

    def print_case(self, event: APIGatewayProxyEventV2, case_id: str) -> Page:
        """The case for paper."""
        signed = self.signed_in(event)
        file = view_case(case_id, signed.member, cases=self.ports.cases)
        setting = self.setting(file.case.versions.calendar)
        viewer = self.viewer(event, signed, None)
        return self.html(event, 200, print_case_page(viewer=viewer, setting=setting, file=file))

    def post(self, event: APIGatewayProxyEventV2, case_id: str, operation: str, take: Take) -> Page:
        """Take one form: the case page again, with what was done, or with what was typed and why it
        was not.
        """
        signed = self.signed_in(event, f"/desk/cases/{case_id}")
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
            return _Back(422, None, mistakes(error, language))
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
        if Action.NAME_HANDLER in opened_case.possible:
            viewer = replace(viewer, colleagues=self._colleagues(signed.member))
        if back.status != 200:  # noqa: PLR2004 - a link to the other language would lose the form
            viewer = replace(viewer, query=None)
        page = case_page(
            viewer=viewer,
            setting=self.setting(file.case.versions.calendar),
            file=file,
            actions=offered(signed.member, file.case, opened_case.possible),
            open_form=opened,
            buckets=self.buckets(),
            problem=back.problem,
            done=done_notice(done, wording(viewer.language)),
        )
        return self.html(event, back.status, page)

    def _colleagues(self, member: StaffMember) -> tuple[StaffMember, ...]:
        """Whom this person may name as the handler; nobody where the registry does not answer that:
        the form then offers oneself.
        """
        try:
            return list_colleagues(member, self.now(), registry=self.ports.staff)
        except StoreUnavailableError as error:
            logger().error("no colleagues", code=error.code, exc_info=error)
            return ()


def _body(operation: str, posted: PostedForm) -> Mapping[str, Any]:
    found = form_of(operation)
    if found is None:
        raise InvalidInputError(field="operation")
    return posted_body(found[0], posted.fields)


def _turned_back(error: CaseworkError, language: Language) -> _Back:
    """A broken rule in words; one that names a field stands at that field."""
    words = problem_text(error.code, language)
    field = error.facts.get("field")
    if isinstance(error, InvalidInputError) and isinstance(field, str):
        return _Back(status_of(error), None, ((field, words),))
    return _Back(status_of(error), words)
