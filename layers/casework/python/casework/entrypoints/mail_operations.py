"""E-mails that wait for a clerk, as operations of the case desk: for programs, and as its page."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from casework.domain.case import case_number
from casework.entrypoints.desk import MAX_PAGE, Answer, Desk, Limit, Start, answer, signed_in
from casework.entrypoints.mail_requests import SettlementBody
from casework.services.see_to_mail import list_mails, open_mail, settle_mail

if TYPE_CHECKING:
    from casework.domain.staff import StaffMember
    from casework.domain.unread_mail import UnreadMail
    from casework.entrypoints.mail_console import MailConsole, MailPorts


def mount_mails(
    app: Desk,
    ports: "Callable[[], MailPorts]",
    console: "Callable[[], MailConsole]",
    now: Callable[[], datetime],
) -> None:
    """Mount both; the ports are asked for when a request comes."""
    _mount_interface(app, ports, now)
    _mount_page(app, console)


def _mount_interface(
    app: Desk, ports: "Callable[[], MailPorts]", now: Callable[[], datetime]
) -> None:
    def member() -> "StaffMember":
        return signed_in(app.current_event, now(), registry=ports().staff)

    @app.get("/api/desk/mail")
    def list_waiting(limit: Limit = MAX_PAGE, start: Start = None) -> Answer:
        """E-mails that wait for a clerk, the oldest first (未能登记的邮件)."""
        page = list_mails(member(), limit=limit, start=start, mails=ports().mails)
        listed = [_view(mail) for mail in page.mails]
        return answer(200, {"mails": listed, "next_key": page.next_key})

    @app.get("/api/desk/mail/<mail_id>")
    def view_mail(mail_id: str) -> Answer:
        """A link to the e-mail as it came, good for a few minutes."""
        link = open_mail(mail_id, member(), mails=ports().mails, originals=ports().originals)
        return answer(200, {"link": link})

    @app.post("/api/desk/mail/<mail_id>")
    def settle(mail_id: str, body: SettlementBody) -> Answer:
        """Say what was done with an e-mail; it is on the list no more."""
        settle_mail(
            *(mail_id, body.outcome, member(), now()),
            mails=ports().mails,
            originals=ports().originals,
        )
        return answer(200, {"id": mail_id, "outcome": body.outcome})


def _mount_page(app: Desk, console: "Callable[[], MailConsole]") -> None:
    @app.get("/desk/mail", include_in_schema=False)
    def show_mails() -> Answer:
        """The list."""
        return console().show_mails(app.current_event)

    @app.get("/desk/mail/<mail_id>", include_in_schema=False)
    def download_mail(mail_id: str) -> Answer:
        """The way to the e-mail as it came."""
        return console().download_mail(app.current_event, mail_id)

    @app.post("/desk/mail/<mail_id>", include_in_schema=False)
    def see_to_mail(mail_id: str) -> Answer:
        """Take one off the list."""
        return console().see_to_mail(app.current_event, mail_id)


def _view(mail: "UnreadMail") -> dict[str, Any]:
    return {
        "id": mail.id,
        "received_at": mail.stored.received_at,
        "size": mail.stored.size,
        "reason": mail.reason,
        "case_number": case_number(mail.case_id) if mail.case_id else None,
    }
