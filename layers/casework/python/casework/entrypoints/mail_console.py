"""The page of e-mails that wait for a clerk, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from casework.domain.errors import InvalidInputError, RuleViolationError
from casework.domain.session import FormOfAnotherSessionError
from casework.domain.unread_mail import MailOutcome
from casework.entrypoints.desk_pages import ConsolePorts, DeskPages
from casework.entrypoints.http import query
from casework.entrypoints.pages import posted_form, see_other
from casework.entrypoints.problems import TEXTS, problem_text
from casework.entrypoints.staff_session import check_csrf
from casework.services.see_to_mail import list_mails, open_mail, settle_mail
from casework.web.pages.desk.intake import INTAKE_HREF
from casework.web.pages.desk.mail import MAIL_HREF, mail_page
from casework.web.pages.desk.navigation import MAIL

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from casework.channel_ports import MailOriginals, UnreadMails
    from casework.entrypoints.pages import Page
    from casework.entrypoints.staff_session import SignedIn

PAGE = 25


class MailPorts(ConsolePorts, Protocol):
    """What e-mails need besides."""

    @property
    def mails(self) -> UnreadMails:
        """Those that wait."""

    @property
    def originals(self) -> MailOriginals:
        """How they came."""


class MailConsole(DeskPages):
    """Shows e-mails to clerks, and what to do about them."""

    def show_mails(self, event: APIGatewayProxyEventV2) -> Page:
        """A page of those that wait."""
        signed, mails = self.signed_in(event), self._mail_ports.mails
        page = list_mails(signed.member, limit=PAGE, start=query(event, "start"), mails=mails)
        problem = query(event, "problem")
        known = problem_text(problem, self.language(event)) if problem in TEXTS else None
        shown = mail_page(
            viewer=self.viewer(event, signed, MAIL),
            setting=self.setting(),
            page=page,
            buckets=self.buckets(page.figures),
            done=query(event, "done"),
            problem=known,
        )
        return self.html(event, 200, shown)

    def download_mail(self, event: APIGatewayProxyEventV2, mail_id: str) -> Page:
        """On to the file, by a link that is good for a few minutes."""
        member, ports = self.signed_in(event).member, self._mail_ports
        return see_other(open_mail(mail_id, member, mails=ports.mails, originals=ports.originals))

    def see_to_mail(self, event: APIGatewayProxyEventV2, mail_id: str) -> Page:
        """Take one off the list: on to the form for a new case, or back to the list."""
        signed = self.signed_in(event, MAIL_HREF)
        try:
            outcome = self._settled(event, signed, mail_id)
        except (InvalidInputError, RuleViolationError, FormOfAnotherSessionError) as error:
            return see_other(f"{MAIL_HREF}?problem={error.code}")
        if outcome is MailOutcome.TAKEN_DOWN:
            return see_other(INTAKE_HREF)
        return see_other(f"{MAIL_HREF}?done={outcome}")

    def _settled(
        self, event: APIGatewayProxyEventV2, signed: SignedIn, mail_id: str
    ) -> MailOutcome:
        posted = posted_form(event)
        check_csrf(event, posted.fields, signed)
        typed = posted.first("outcome")
        if typed not in set(MailOutcome):
            raise InvalidInputError(field="outcome")
        outcome = MailOutcome(typed)
        ports = self._mail_ports
        settle_mail(
            *(mail_id, outcome, signed.member, self.now()),
            mails=ports.mails,
            originals=ports.originals,
        )
        return outcome

    @property
    def _mail_ports(self) -> MailPorts:
        return cast("MailPorts", self.ports)
