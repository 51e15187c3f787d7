"""The services outside AWS on this machine: a gateway of short messages, a mail server and the
WeChat platform, which keep what they are given and show it at one address.

They run in the process that started the engine and write where they are into its folder, so that
whoever deploys to the engine finds them.
"""

from __future__ import annotations

import json
import threading
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

from botocore.exceptions import ClientError

from casework.adapters.sms_gateway import ShortMessageGateway
from casework.adapters.smtp_mailer import MailServer
from infra.local import official_account
from infra.local.stand_ins import sms_gateway, smtp_server, wechat_platform
from infra.local.stand_ins.certificate import HERE
from infra.local.stand_ins.sms_gateway import SmsGatewayHere
from infra.local.stand_ins.smtp_server import MailServerHere

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from infra.local.engine import Engine
    from infra.local.stand_ins.wechat_platform import WeChatPlatform

FILE = "outside_world.json"
SENDER = "notice@county.example"
SECRETS = {"SmsSecretId": "mashangban-local-sms", "SmtpSecretId": "mashangban-local-smtp"}
"""What the template calls each secret, and its name on the engine."""

SECONDS = 5


@dataclass(frozen=True, slots=True)
class OutsideWorld:
    """Where the services are: `received` shows what they were given; `secrets` holds, by the
    template's parameter, what the deployment has to know of each; `wechat` is where the platform
    is asked.
    """

    received: str
    wechat: str
    secrets: dict[str, dict[str, str]]


@contextmanager
def outside_world(home: Path) -> Iterator[OutsideWorld]:
    """Start them all; they end with the block. `home` is the engine's folder."""
    gateway, mail, wechat = SmsGatewayHere(), MailServerHere(), official_account.platform()
    with ExitStack() as running:
        address = running.enter_context(sms_gateway.serving(gateway))
        port = running.enter_context(smtp_server.serving(mail))
        api_base = running.enter_context(wechat_platform.serving(wechat))
        window = running.enter_context(_showing(lambda: _received(gateway, mail, wechat)))
        known = {
            "SmsSecretId": asdict(ShortMessageGateway(address, gateway.key)),
            "SmtpSecretId": asdict(_as_known(mail, port)),
        }
        world = OutsideWorld(window, api_base, known)
        file = home / FILE
        file.touch(mode=0o600)
        file.write_text(json.dumps(asdict(world)), "utf-8")
        try:
            yield world
        finally:
            file.unlink(missing_ok=True)


def standing(home: Path) -> OutsideWorld | None:
    """The services beside a living engine; None when nobody started them, or they are gone."""
    file = home / FILE
    if not file.exists():
        return None
    world = OutsideWorld(**json.loads(file.read_text("utf-8")))
    try:
        received(world)
    except OSError:
        return None
    return world


def received(world: OutsideWorld) -> dict[str, list[dict[str, Any]]]:
    """What each service was given, by the way (`sms`, `email`, `wechat`), in order."""
    with urlopen(world.received, timeout=SECONDS) as answer:  # noqa: S310 - on this machine
        found: dict[str, list[dict[str, Any]]] = json.load(answer)
    return found


def make_known(engine: Engine) -> dict[str, str]:
    """Tell the engine's Secrets Manager of the services; the parameters by which the template finds
    the secrets, empty where nothing stands.
    """
    world = standing(engine.home)
    if world is None:
        return dict.fromkeys(SECRETS, "")
    client = engine.client("secretsmanager")
    for parameter, name in SECRETS.items():
        secret = json.dumps(world.secrets[parameter])
        try:
            client.put_secret_value(SecretId=name, SecretString=secret)
        except ClientError:
            client.create_secret(Name=name, SecretString=secret)
    return SECRETS


def tell_rooms(engine: Engine, intake_code: str) -> None:
    """Have the rooms know the official account, whose own code is among those that were seeded."""
    world = standing(engine.home)
    if world is not None:
        official_account.keep_account(engine, world.wechat, intake_code)


def _as_known(mail: MailServerHere, port: int) -> MailServer:
    return MailServer(
        host=HERE,
        port=str(port),
        security="starttls",
        sender=SENDER,
        username=mail.username,
        password=mail.password,
        authority=mail.certificate.pem,
    )


def _received(
    gateway: SmsGatewayHere, mail: MailServerHere, wechat: WeChatPlatform
) -> dict[str, list[dict[str, Any]]]:
    return {
        "sms": list(gateway.messages.values()),
        "email": [each.as_json() for each in mail.mails],
        "wechat": list(wechat.messages),
    }


@contextmanager
def _showing(content: Callable[[], Any]) -> Iterator[str]:
    """An address on this machine that shows something as JSON to whoever asks."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(content(), ensure_ascii=False).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class
            """Keeps quiet."""

    server = ThreadingHTTPServer((HERE, 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://{HERE}:{server.server_port}/received"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
