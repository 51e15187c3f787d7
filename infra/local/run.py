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

from infra.local import engine as engines
from infra.local import proxy
from infra.local.after_deploy import DOMAIN, restart_streams
from infra.local.announcement import announce
from infra.local.deploy import Deployment, deploy
from infra.local.engine import LOCAL, Engine, EngineError
from infra.local.progress import step
from infra.local.seed import Seeded, seed_deployment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.server import ThreadingHTTPServer
    from types import FrameType


def main(arguments: list[str]) -> int:
    """Exit status 0 after Ctrl-C or when this clone's engine already runs; 1 with the reason."""
    parser = argparse.ArgumentParser(prog="make run")
    parser.add_argument("--phone", action="store_true", help="open public pages to the network")
    options = parser.parse_args(arguments)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        with _engine() as (engine, ours):
            return _serve(engine, ours=ours, phone=options.phone)
    except EngineError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


@contextlib.contextmanager
def _engine() -> Iterator[tuple[Engine, bool]]:
    """The living engine, left to whoever started it, or a new one, stopped at the end."""
    living = engines.find(LOCAL)
    if living is not None:
        yield living, False
        return
    with step("Starting the local AWS engine"):
        engine = engines.start(LOCAL)
    try:
        restart_streams(engine)
        yield engine, True
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        with step("Saving the data and stopping"):
            engines.stop(engine)


def _serve(engine: Engine, *, ours: bool, phone: bool) -> int:
    network = _network_server(engine) if phone else None
    deployment, seeded = _bring_up(engine, network)
    announce(deployment, seeded, ours=ours)
    if network is None:
        return _wait(engine) if ours else 0
    with proxy.serving(network):
        return _wait(engine)


def _bring_up(engine: Engine, network: ThreadingHTTPServer | None) -> tuple[Deployment, Seeded]:
    """Deploys and seeds; two runs of one clone take turns."""
    with (LOCAL / "turn").open("wb") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        deployment = deploy(engine, _url(network) if network else None)
        with step("Seeding the county"):
            return deployment, seed_deployment(deployment)


def _network_server(engine: Engine) -> ThreadingHTTPServer:
    address = proxy.address_on_network()
    if address is None:
        raise EngineError("this machine is on no network that a phone could reach it through")
    return proxy.server(address, 8080, engine.port, f"{DOMAIN}:{engine.port}")


def _url(network: ThreadingHTTPServer) -> str:
    address, port = str(network.server_address[0]), network.server_address[1]
    return f"http://{address}:{port}"


def _wait(engine: Engine) -> int:
    """Until Ctrl-C, or until the engine is gone."""
    while engines.is_running(engine):
        time.sleep(0.5)
    raise EngineError("the engine ended by itself; see .local/engine.log")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
