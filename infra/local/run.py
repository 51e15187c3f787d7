"""`make run`: the whole product on this machine, until Ctrl-C; a second one shows what already
runs.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import signal
import sys
import time
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urlsplit

from infra.local import engine as engines
from infra.local import proxy
from infra.local.after_deploy import DOMAIN, restart_streams
from infra.local.announcement import announce
from infra.local.deploy import deploy, standing
from infra.local.engine import LOCAL, Engine, EngineError
from infra.local.outside_world import outside_world, tell_rooms
from infra.local.progress import step
from infra.local.seed import seed_deployment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.server import ThreadingHTTPServer
    from types import FrameType

    from infra.local.deploy import Deployment
    from infra.local.seed import Seeded

_PHONE_PORT = 8080


def main(arguments: list[str]) -> int:
    """Exit status 0 after Ctrl-C or when this clone's engine already runs; 1 with the reason."""
    parser = argparse.ArgumentParser(prog="make run")
    parser.add_argument("--phone", action="store_true", help="open public pages to the network")
    options = parser.parse_args(arguments)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        with engine_of_this_clone() as (engine, ours):
            return _serve(engine, ours=ours, phone=options.phone)
    except EngineError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


@contextlib.contextmanager
def engine_of_this_clone() -> Iterator[tuple[Engine, bool]]:
    """The living engine, left to whoever started it, or a new one, stopped at the end."""
    living = engines.find(LOCAL)
    if living is not None:
        yield living, False
        return
    with step("Starting the local AWS engine"):
        engine = engines.start(LOCAL)
    try:
        restart_streams(engine)
        with outside_world(LOCAL):
            yield engine, True
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        with step("Saving the data and stopping"):
            engines.stop(engine)


def bring_up(engine: Engine, public_url: str | None = None) -> tuple[Deployment, Seeded]:
    """Deploys what the sources describe and seeds it; two runs of one clone take turns.

    Codes lead to `public_url`; without one, to where they lead as long as someone answers there.
    """
    with (LOCAL / "turn").open("wb") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        deployment = deploy(engine, public_url or _open_network_url(engine))
        with step("Seeding the county"):
            seeded = seed_deployment(deployment)
            tell_rooms(engine, seeded.filing_path.rpartition("/")[2])
            return deployment, seeded


def _serve(engine: Engine, *, ours: bool, phone: bool) -> int:
    if not phone:
        announce(*bring_up(engine), ours=ours)
        return _wait(engine) if ours else 0
    network = _network_server(engine)
    with proxy.serving(network):
        url = f"http://{network.server_address[0]!s}:{network.server_address[1]}"
        announce(*bring_up(engine, url), ours=ours)
        return _wait(engine)


def _open_network_url(engine: Engine) -> str | None:
    living = standing(engine)
    if living is None or urlsplit(living.public_url).hostname == DOMAIN:
        return None
    return living.public_url if proxy.answers(living.public_url) else None


def _network_server(engine: Engine) -> ThreadingHTTPServer:
    address = proxy.address_on_network()
    if address is None:
        raise EngineError("this machine is on no network that a phone could reach it through")
    host = f"{DOMAIN}:{engine.port}"
    try:
        return proxy.server(address, _PHONE_PORT, engine.port, host)
    except OSError:
        return proxy.server(address, 0, engine.port, host)


def _wait(engine: Engine) -> int:
    """Until Ctrl-C, or until the engine is gone."""
    while engines.is_running(engine):
        time.sleep(0.5)
    raise EngineError("the engine ended by itself; see .local/engine.log")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
