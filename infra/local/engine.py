"""The embedded AWS engine (ministack) as one process of one clone: starting it, finding the living
one, stopping it.

The engine is for development, demonstration and end-to-end tests. It listens on 127.0.0.1 only,
enforces execution-role policies, and keeps its data under one folder: it writes them when it is
asked to stop (SIGTERM) and reads them when it starts.
"""

import contextlib
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3  # type: ignore[import-untyped]
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / ".tools"
LOCAL = ROOT / ".local"
REGION = "us-east-1"
FIRST_PORT = 4566
_READY_SECONDS = 30
_SAVE_SECONDS = 60


class EngineError(Exception):
    """The engine did not start, or something about it keeps the local run from working."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A running engine. Its access key is the root credential, random for each data folder."""

    home: Path
    port: int
    pid: int
    access_key: str
    process: subprocess.Popen[bytes] | None = field(default=None, compare=False, repr=False)
    """The child, in the program that started it."""

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self, service: str, **options: Any) -> Any:
        """A boto3 client with root rights on this engine."""
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id=self.access_key,
            aws_secret_access_key="local",  # noqa: S106 - the engine does not check it
            config=Config(proxies={}, **options),
        )

    def environment(self) -> dict[str, str]:
        """What a command line tool needs in order to talk to this engine and to nothing else."""
        nobody = os.devnull
        return {
            **{name: os.environ[name] for name in ("HOME", "PATH", "TERM") if name in os.environ},
            "LANG": "C.UTF-8",
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": self.access_key,
            "AWS_SECRET_ACCESS_KEY": "local",
            "AWS_DEFAULT_REGION": REGION,
            "AWS_CONFIG_FILE": nobody,
            "AWS_SHARED_CREDENTIALS_FILE": nobody,
            "AWS_EC2_METADATA_DISABLED": "true",
            "NO_PROXY": "*",
            "SAM_CLI_TELEMETRY": "0",
        }


def find(home: Path) -> Engine | None:
    """The living engine of this folder, or None; proven by its answer to the folder's own access
    key.
    """
    try:
        record = json.loads(_record(home).read_text("utf-8"))
    except FileNotFoundError:
        return None
    engine = Engine(home, record["port"], record["pid"], record["access_key"])
    return engine if is_running(engine) and _is_ours(engine) else None


def start(home: Path) -> Engine:
    """Starts the engine of this folder, on the port it had before or the first free from 4566."""
    home.mkdir(parents=True, exist_ok=True)
    # What the last run's functions were unpacked into.
    shutil.rmtree(_scratch(home), ignore_errors=True)
    access_key, last_port = _identity(home)
    for port in _candidates(last_port):
        _move_addresses(home, last_port, port)
        last_port = port
        engine = _launch(home, port, access_key)
        if engine is not None:
            return engine
    raise EngineError(f"no free port between {FIRST_PORT} and {FIRST_PORT + 100}")


def stop(engine: Engine) -> None:
    """Ends the engine after it has saved its data, with every function process it started."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(engine.pid, signal.SIGTERM)
    if not _wait_for_end(engine):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(engine.pid, signal.SIGKILL)
        raise EngineError(
            f"the engine did not stop in {_SAVE_SECONDS} s and was killed; see {_log(engine.home)}"
        )
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(engine.pid, signal.SIGTERM)


def is_running(engine: Engine) -> bool:
    """Whether the engine's process is there, whoever started it."""
    if engine.process is not None:
        return engine.process.poll() is None
    try:
        os.kill(engine.pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _record(home: Path) -> Path:
    return home / "engine.json"


def _log(home: Path) -> Path:
    return home / "engine.log"


def _scratch(home: Path) -> Path:
    return home / "tmp"


def _identity(home: Path) -> tuple[str, int | None]:
    try:
        record = json.loads(_record(home).read_text("utf-8"))
    except FileNotFoundError:
        return f"AKIA{secrets.token_hex(12).upper()}", None
    return record["access_key"], record["port"]


def _candidates(last_port: int | None) -> list[int]:
    ports = list(range(FIRST_PORT, FIRST_PORT + 100))
    ordered = ports if last_port is None else [last_port, *(p for p in ports if p != last_port)]
    return [port for port in ordered if _is_free(port)]


def _move_addresses(home: Path, old: int | None, new: int) -> None:
    """Rewrites the port in saved data: the engine keeps queues under their full addresses and
    would not find them under another port.
    """
    if old in {None, new}:
        return
    address = re.compile(rf"(localhost|127\.0\.0\.1):{old}(?!\d)")
    for path in (home / "state").glob("*.json"):
        saved = path.read_text("utf-8")
        path.write_text(address.sub(rf"\g<1>:{new}", saved), "utf-8")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # Without this a port whose last connections are still closing counts as taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _launch(home: Path, port: int, access_key: str) -> Engine | None:
    """Starts one process on one port; None when another program took the port first."""
    _scratch(home).mkdir(exist_ok=True)
    with _log(home).open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own arguments
            [TOOLS / "engine" / "bin" / "python", "-m", "ministack"],
            env=_engine_environment(home, port, access_key),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=home,
            start_new_session=True,  # Ctrl-C ends `make run`, which then asks the engine to save
        )
    record = {"port": port, "pid": process.pid, "access_key": access_key}
    _record(home).write_text(json.dumps(record), "utf-8")
    return _ready(Engine(home, port, process.pid, access_key, process))


def _ready(engine: Engine) -> Engine | None:
    """The engine once it answers; None when it ended because its port was taken."""
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        if _is_ours(engine):
            return engine
        if not is_running(engine):
            if not _is_free(engine.port):
                return None
            raise EngineError(f"the engine ended at once:\n{_log(engine.home).read_text('utf-8')}")
        time.sleep(0.1)
    os.kill(engine.pid, signal.SIGKILL)
    raise EngineError(f"the engine was not ready in {_READY_SECONDS} s; see {_log(engine.home)}")


def _engine_environment(home: Path, port: int, access_key: str) -> dict[str, str]:
    """Everything the engine is told, and, since functions inherit it, everything they get beside
    their own settings.
    """
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "AUTH": "true",
        "AWS_ACCESS_KEY_ID": access_key,
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "MINISTACK_REGION": REGION,
        "PERSIST_STATE": "1",
        "STATE_DIR": str(home / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(home / "s3"),
        "TMPDIR": str(_scratch(home)),
        # Listeners of services that the product does not use; they would bind every interface.
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
    }


def _is_ours(engine: Engine) -> bool:
    """Whether the engine's port answers, and answers to this folder's key."""
    try:
        engine.client("sts", connect_timeout=2, read_timeout=5).get_caller_identity()
    except (BotoCoreError, ClientError):
        return False
    return True


def _wait_for_end(engine: Engine) -> bool:
    deadline = time.monotonic() + _SAVE_SECONDS
    while time.monotonic() < deadline:
        if not is_running(engine):
            return True
        time.sleep(0.1)
    return False


def main(arguments: list[str]) -> int:
    """`stop` ends this clone's engine, its data saved; there being none is no error."""
    if arguments != ["stop"]:
        print("usage: python -m infra.local.engine stop", file=sys.stderr)
        return 2
    engine = find(LOCAL)
    if engine is not None:
        stop(engine)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
