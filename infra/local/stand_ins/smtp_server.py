"""Stands for a mail server on this machine: submission with TLS and login (RFC 5321, RFC 4954), and
remembers the mail that it took.
"""

from __future__ import annotations

import secrets
import socketserver
import threading
import time
from base64 import b64decode
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import SMTP
from typing import TYPE_CHECKING, Any

from infra.local.stand_ins.certificate import HERE, Certificate, make_certificate

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator
    from email.message import EmailMessage

END = b".\r\n"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as it was handed over."""

    sender: str
    recipient: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """Its headers and parts."""
        return BytesParser(policy=SMTP).parsebytes(self.content)

    def as_json(self) -> dict[str, Any]:
        """For whoever shows it."""
        parsed = self.message
        text = parsed.get_body(("plain",))
        return {
            "id": parsed["Message-ID"],
            "to": self.recipient,
            "subject": parsed["Subject"],
            "text": text.get_content() if text else "",
        }


@dataclass(slots=True)
class MailServerHere:
    """One server. `troubles` are answers that the next commands of a name get, such as
    ("RCPT", "550 no such mailbox"); an empty answer is none, and the line is cut.
    """

    username: str = "casework"
    password: str = field(default_factory=lambda: secrets.token_hex(16))
    certificate: Certificate = field(default_factory=make_certificate)
    implicit_tls: bool = False
    silent_for: float = 0
    troubles: list[tuple[str, str]] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)


@contextmanager
def serving(server: MailServerHere, port: int = 0) -> Iterator[int]:
    """The port at which the server answers on this machine, until the block ends."""

    class Handler(_Session):
        stands_for = server

    listening = socketserver.ThreadingTCPServer((HERE, port), Handler, bind_and_activate=False)
    listening.allow_reuse_address = listening.daemon_threads = True
    listening.server_bind()
    listening.server_activate()
    thread = threading.Thread(target=listening.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield listening.server_address[1]
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


class _Session(socketserver.BaseRequestHandler):
    """One connection, command by command."""

    stands_for: MailServerHere

    def handle(self) -> None:
        """Until QUIT, or until the line is cut."""
        self._sender = self._recipient = ""
        self._known = self._secure = False
        try:
            if self.stands_for.implicit_tls:
                self._wrap()
            time.sleep(self.stands_for.silent_for)
            self._say(self._trouble("CONNECT") or "220 stand-in ESMTP")
            while self._goes_on():
                continue
        except (OSError, EOFError):
            return
        finally:
            self.request.close()

    def _wrap(self) -> None:
        self.request: socket.socket = self.stands_for.certificate.context.wrap_socket(
            self.request, server_side=True
        )
        self._secure = True

    def _goes_on(self) -> bool:
        name, _, rest = self._line().decode().strip().partition(" ")
        name = name.upper()
        self.stands_for.commands.append(name)
        trouble = self._trouble(name)
        if trouble is not None:
            self._say(trouble)
            return True
        answers: dict[str, Callable[[str], str]] = {
            "EHLO": self._ehlo,
            "AUTH": self._auth,
            "MAIL": self._mail,
            "RCPT": self._rcpt,
            "DATA": self._data,
            "STARTTLS": lambda _: "220 go ahead",
            "RSET": lambda _: "250 ok",
            "QUIT": lambda _: "221 bye",
        }
        self._say(answers[name](rest) if name in answers else "502 not here")
        if name == "STARTTLS":
            self._wrap()
        return name != "QUIT"

    def _ehlo(self, _: str) -> str:
        offered = "AUTH PLAIN" if self._secure else "STARTTLS"
        return f"250-stand-in\r\n250 {offered}"

    def _auth(self, said: str) -> str:
        kind, _, given = said.partition(" ")
        right = f"\0{self.stands_for.username}\0{self.stands_for.password}"
        self._known = kind == "PLAIN" and self._secure and b64decode(given).decode() == right
        return "235 ok" if self._known else "535 5.7.8 wrong name or password"

    def _mail(self, said: str) -> str:
        self._sender = _path(said)
        return "250 ok" if self._known else "530 5.7.0 authentication required"

    def _rcpt(self, said: str) -> str:
        self._recipient = _path(said)
        return "250 ok"

    def _data(self, _: str) -> str:
        self._say("354 go on")
        lines = []
        while (line := self._line()) != END:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        trouble = self._trouble("END")
        if trouble is not None:
            return trouble
        self.stands_for.mails.append(Mail(self._sender, self._recipient, b"".join(lines)))
        return self._trouble("TAKEN") or "250 taken"

    def _trouble(self, name: str) -> str | None:
        for place, (at, answer) in enumerate(self.stands_for.troubles):
            if at == name:
                del self.stands_for.troubles[place]
                if not answer:
                    raise EOFError
                return answer
        return None

    def _line(self) -> bytes:
        line = b""
        while not line.endswith(b"\r\n"):
            byte = self.request.recv(1)
            if not byte:
                raise EOFError
            line += byte
        return line

    def _say(self, answer: str) -> None:
        self.request.sendall(f"{answer}\r\n".encode())


def _path(said: str) -> str:
    """What stands between the angle brackets."""
    return said.partition("<")[2].partition(">")[0]
