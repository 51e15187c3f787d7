"""E-mail to enterprises by any mail server: SMTP submission over TLS (RFC 6409, RFC 8314)."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from typing import TYPE_CHECKING

from casework.domain.enterprise_messages import GatewayUnavailableError, NotDeliverableError
from casework.domain.errors import ConfigurationError
from casework.domain.reach_events import NotReachedReason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from casework.domain.enterprise_messages import WordedNews

SECONDS = 5
"""For each answer of the server; the nine of one message end before the room's time is up."""

NEVER = 500
NOT_THE_ADDRESS = frozenset({530, 534, 535, 538})
"""Answers that ask for another login (RFC 4954, 6), whatever they answer."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """What the secret holds: a JSON object with these names, all of them text.

    `security` is "tls" (SMTPS, 465) or "starttls" (587); the certificate has to be good for `host`.
    `authority` is the certificate (PEM) of an authority of one's own, where the server's is signed
    by none that the system knows. `sender` is the address that messages come from, and that answers
    go to unless there is a `reply_to`.
    """

    host: str
    port: str
    security: str
    sender: str
    username: str = ""
    password: str = ""
    sender_name: str = ""
    reply_to: str = ""
    authority: str = ""


class SmtpMailer:
    """The EnterpriseNotifier port for e-mail: one message, one connection.

    A repeat has the same Message-ID, by which mail servers and programs drop what they have. An
    answer 4xx, no answer and a broken connection are for later. 5xx to the recipient or the message
    is for ever; to the login or the sender, it is the secret that has to be mended.
    """

    def __init__(self, server: Callable[[], MailServer]) -> None:
        """Nothing is asked before the first use."""
        self._server = server

    def send(self, news: WordedNews, address: str) -> None:
        """See the port."""
        server = self._server()
        mail = compose(news, address, server)
        with _failures(), _connection(server) as smtp:
            _submit(smtp, server, mail, address)


def compose(news: WordedNews, address: str, server: MailServer) -> EmailMessage:
    """The e-mail itself: text, and the same with its link to press.

    Headers are set through the standard library's policy, which takes no line break in any of them.
    """
    sender = _our_mailbox(server.sender, server.sender_name)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = _their_mailbox(address)
    if server.reply_to:
        mail["Reply-To"] = _our_mailbox(server.reply_to)
    mail["Subject"] = news.subject
    mail["Date"] = news.message.at
    mail["Message-ID"] = f"<{news.reference}.{_place(news.message.id)}@{sender.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail["Content-Language"] = news.language
    mail.set_content(news.text, cte="base64")
    mail.add_alternative(_html(news), subtype="html", cte="base64")
    return mail


def _place(event_id: str) -> str:
    """Seq and n of an event, as one number."""
    _, seq, n = event_id.split("/")
    return f"{seq}{int(n):02d}"


def _our_mailbox(address: str, name: str = "") -> Address:
    try:
        return Address(name, addr_spec=address)
    except (ValueError, MessageError):
        raise ConfigurationError("MailServer: not an address") from None


def _their_mailbox(address: str) -> Address:
    try:
        return Address(addr_spec=address)
    except (ValueError, MessageError):
        raise NotDeliverableError(NotReachedReason.REFUSED) from None


def _html(news: WordedNews) -> str:
    link = escape(news.link)
    body = escape(news.text).replace(link, f'<a href="{link}">{link}</a>')
    lines = body.replace("\n", "<br>\n")
    return f'<!doctype html><html lang="{escape(news.language)}"><p>{lines}</p></html>'


@contextmanager
def _connection(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A connection over TLS; never without, whatever the server offers."""
    trusted = _trusted(server)
    port = int(server.port) if server.port.isdecimal() else 0
    if server.security not in {"tls", "starttls"} or not port:
        raise ConfigurationError("MailServer: security is tls or starttls, port a number")
    if server.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, port, timeout=SECONDS, context=trusted)
    else:
        smtp = smtplib.SMTP(server.host, port, timeout=SECONDS)
    try:
        if server.security == "starttls":
            smtp.starttls(context=trusted)
        yield smtp
        with suppress(smtplib.SMTPException, OSError):
            smtp.quit()
    finally:
        smtp.close()


def _trusted(server: MailServer) -> ssl.SSLContext:
    """Whose certificates count; the name is checked too."""
    try:
        return ssl.create_default_context(cadata=server.authority or None)
    except (ssl.SSLError, ValueError):
        raise ConfigurationError("MailServer: authority is no certificate") from None


def _submit(smtp: smtplib.SMTP, server: MailServer, mail: EmailMessage, address: str) -> None:
    if server.username:
        smtp.login(server.username, server.password)
    smtp.send_message(mail, server.sender, [address])


@contextmanager
def _failures() -> Iterator[None]:
    """The library's errors as those of the port; none of the server's words are kept, as they may
    repeat the address.
    """
    try:
        yield
    except smtplib.SMTPRecipientsRefused as refused:
        (code, _), *_ = refused.recipients.values()
        raise _about_the_message(code) from None
    except smtplib.SMTPDataError as refused:
        raise _about_the_message(refused.smtp_code) from None
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPSenderRefused) as refused:
        raise _about_us(refused.smtp_code) from None
    except (smtplib.SMTPNotSupportedError, ssl.SSLCertVerificationError):
        raise ConfigurationError("MailServer: no TLS, no login, or not its certificate") from None
    except (smtplib.SMTPException, OSError, ValueError):
        raise GatewayUnavailableError("the mail server did not take it") from None


def _about_the_message(code: int) -> Exception:
    if code in NOT_THE_ADDRESS:
        return _about_us(code)
    if code >= NEVER:
        return NotDeliverableError(NotReachedReason.REFUSED)
    return GatewayUnavailableError(f"the mail server answered {code}")


def _about_us(code: int) -> Exception:
    if code >= NEVER:
        return ConfigurationError(f"MailServer: answered {code} to the login or the sender")
    return GatewayUnavailableError(f"the mail server answered {code}")
