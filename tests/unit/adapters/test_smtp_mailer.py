"""E-mail against a mail server on this machine, over TLS that is checked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from casework.adapters import smtp_mailer
from casework.adapters.smtp_mailer import MailServer, SmtpMailer, compose
from casework.domain.enterprise_messages import GatewayUnavailableError, NotDeliverableError
from casework.domain.errors import ConfigurationError
from casework.domain.reach_events import NotReachedReason
from infra.local.stand_ins.certificate import make_certificate
from infra.local.stand_ins.smtp_server import MailServerHere, serving
from tests.builders import MINT, assigned_case
from tests.unit.adapters.news import LINK, news

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.enable_socket
MAILBOX, SENDER = "li@firm.example", "msb@county.example"
CERTIFICATE = make_certificate()


@pytest.fixture(params=["starttls", "tls"])
def there(request: pytest.FixtureRequest) -> MailServerHere:
    """The mail server, each way of beginning TLS."""
    return MailServerHere(certificate=CERTIFICATE, implicit_tls=request.param == "tls")


@pytest.fixture
def secret(there: MailServerHere) -> Iterator[MailServer]:
    """What the deployment knows of it."""
    with serving(there) as port:
        yield MailServer(
            host="127.0.0.1",
            port=str(port),
            security="tls" if there.implicit_tls else "starttls",
            sender=SENDER,
            username=there.username,
            password=there.password,
            sender_name="巨野县码上办",
            authority=there.certificate.pem,
        )


@pytest.fixture
def mailer(secret: MailServer) -> SmtpMailer:
    """What sends to it."""
    return SmtpMailer(lambda: secret)


def test_the_server_gets_the_mail_over_tls_from_who_is_logged_in(
    mailer: SmtpMailer, there: MailServerHere
) -> None:
    mailer.send(news(), MAILBOX)
    (mail,) = there.mails
    assert (mail.sender, mail.recipient) == (SENDER, MAILBOX)
    message = mail.message
    assert message["Subject"] == "您的诉求MSB-7K3Q-9F2M-4T8W已交办"
    assert message["From"].addresses[0].display_name == "巨野县码上办"
    assert message["Message-ID"] == f"<{MINT.mail_reference(assigned_case())}.301@county.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    plain: Any = message.get_body(("plain",))
    html: Any = message.get_body(("html",))
    assert LINK in plain.get_content()
    assert f'<a href="{LINK}">{LINK}</a>' in html.get_content()
    assert there.commands[-1] == "QUIT"


def test_a_repeat_bears_the_same_message_id(mailer: SmtpMailer, there: MailServerHere) -> None:
    there.troubles.append(("TAKEN", ""))
    with pytest.raises(GatewayUnavailableError):
        mailer.send(news(), MAILBOX)
    mailer.send(news(), MAILBOX)
    first, second = (mail.message["Message-ID"] for mail in there.mails)
    assert first == second


def test_what_was_taken_is_sent_however_the_connection_ends(
    mailer: SmtpMailer, there: MailServerHere
) -> None:
    there.troubles.append(("QUIT", ""))
    mailer.send(news(), MAILBOX)
    assert len(there.mails) == 1


@pytest.mark.parametrize(
    ("at", "answer"),
    [
        ("CONNECT", "421 too busy"),
        ("CONNECT", "554 go away"),
        ("CONNECT", "HTTP/1.1 400 Bad Request"),
        ("CONNECT", "9" * 10_000),
        ("EHLO", ""),
        ("EHLO", "\x00\x00"),
        ("AUTH", "454 later"),
        ("MAIL", "451 later"),
        ("RCPT", "450 mailbox busy"),
        ("RCPT", "452 mailbox full"),
        ("RCPT", "421 bye"),
        ("RCPT", "what?"),
        ("DATA", "451 later"),
        ("END", "452 no room"),
        ("END", ""),
    ],
)
def test_what_may_go_later_says_nothing_about_the_address(
    mailer: SmtpMailer, there: MailServerHere, at: str, answer: str
) -> None:
    there.troubles.append((at, answer))
    with pytest.raises(GatewayUnavailableError):
        mailer.send(news(), MAILBOX)
    mailer.send(news(), MAILBOX)
    assert len(there.mails) == 1


@pytest.mark.parametrize(
    ("at", "answer"),
    [("RCPT", "550 no such mailbox"), ("RCPT", "553 bad name"), ("END", "554 not wanted here")],
)
def test_a_refused_address_is_refused_for_ever(
    mailer: SmtpMailer, there: MailServerHere, at: str, answer: str
) -> None:
    there.troubles.append((at, answer))
    with pytest.raises(NotDeliverableError) as refused:
        mailer.send(news(), MAILBOX)
    assert refused.value.reason is NotReachedReason.REFUSED
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("at", "answer"),
    [("MAIL", "550 sender not allowed"), ("RCPT", "530 log in first"), ("AUTH", "535 wrong")],
)
def test_a_login_or_sender_that_is_refused_has_to_be_mended(
    mailer: SmtpMailer, there: MailServerHere, at: str, answer: str
) -> None:
    there.troubles.append((at, answer))
    with pytest.raises(ConfigurationError):
        mailer.send(news(), MAILBOX)


def test_a_wrong_password_has_to_be_mended(secret: MailServer, there: MailServerHere) -> None:
    wrong = replace(secret, password="another")
    with pytest.raises(ConfigurationError) as error:
        SmtpMailer(lambda: wrong).send(news(), MAILBOX)
    assert "another" not in str(error.value)
    assert there.mails == []


@pytest.mark.parametrize("name", ["127.0.0.1", "mail.example"])
def test_a_certificate_of_somebody_else_gets_no_password(
    secret: MailServer, there: MailServerHere, name: str
) -> None:
    """One that nobody vouches for, and one for another name."""
    there.certificate = make_certificate(name)
    trusted = CERTIFICATE if name == "127.0.0.1" else there.certificate
    trusting = replace(secret, authority=trusted.pem)
    with pytest.raises(ConfigurationError):
        SmtpMailer(lambda: trusting).send(news(), MAILBOX)
    assert "AUTH" not in there.commands


@pytest.mark.parametrize("there", ["starttls"], indirect=True)
@pytest.mark.parametrize("answer", [("STARTTLS", "454 not now"), ("EHLO", "250 plain")])
def test_a_server_that_does_not_begin_tls_gets_no_password(
    secret: MailServer, there: MailServerHere, answer: tuple[str, str]
) -> None:
    there.troubles.append(answer)
    with pytest.raises((ConfigurationError, GatewayUnavailableError)):
        SmtpMailer(lambda: secret).send(news(), MAILBOX)
    assert not {"AUTH", "MAIL"} & set(there.commands)


def test_a_server_that_says_nothing_is_given_up(
    mailer: SmtpMailer, there: MailServerHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp_mailer, "SECONDS", 0.2)
    there.silent_for = 0.6
    with pytest.raises(GatewayUnavailableError):
        mailer.send(news(), MAILBOX)


def test_nobody_there_is_for_later(secret: MailServer) -> None:
    with serving(MailServerHere(certificate=CERTIFICATE)) as port:
        pass
    gone = replace(secret, port=str(port))
    with pytest.raises(GatewayUnavailableError):
        SmtpMailer(lambda: gone).send(news(), MAILBOX)


@pytest.mark.parametrize(
    "changes",
    [
        {"security": "none"},
        {"port": "smtp"},
        {"sender": "nobody"},
        {"sender": "a@b.example\nBcc: c@d.example"},
        {"sender_name": "a\r\nBcc: c@d.example"},
        {"reply_to": "x"},
        {"authority": "not a certificate"},
    ],
)
def test_a_secret_that_cannot_be_right_has_to_be_mended(
    secret: MailServer, there: MailServerHere, changes: dict[str, str]
) -> None:
    wrong = replace(secret, **changes)
    with pytest.raises(ConfigurationError):
        SmtpMailer(lambda: wrong).send(news(), MAILBOX)
    assert there.mails == []


@pytest.mark.parametrize(
    "address", ["a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", "<a@b.example>"]
)
def test_an_address_adds_no_header_and_no_recipient(
    mailer: SmtpMailer, there: MailServerHere, address: str
) -> None:
    with pytest.raises(NotDeliverableError):
        mailer.send(news(), address)
    assert there.mails == []


def test_answers_go_where_the_deployment_reads_them(secret: MailServer) -> None:
    reading = replace(secret, reply_to="answers@county.example")
    assert compose(news("en"), MAILBOX, reading)["Reply-To"] == "answers@county.example"
    assert compose(news("en"), MAILBOX, secret)["Reply-To"] is None
