"""Runs packaged functions in fresh interpreters against the stub, and takes their time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.packages import PYTHON
from tests.conftest import REGION
from tests.integration.county import NOW
from tests.integration.stack import named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.bench.packages import Package
    from tests.bench.recording import Exchange
    from tests.bench.stub import Answers, Stub

PROGRAMS = Path(__file__).parent / "programs"
PATIENCE = 60.0


@dataclass(frozen=True)
class Start:
    """Seconds from the start of the process to its first request: of its processor, of a clock."""

    cpu: float
    wall: float


def environment(function: str, stub: Stub) -> dict[str, str]:
    """What Lambda tells a function, and where the stub is."""
    stack = named("casework", REGION)
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TZ": ":UTC",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_SESSION_TOKEN": "testing",
        "AWS_ENDPOINT_URL": stub.address,
        "AWS_LAMBDA_FUNCTION_NAME": function,
        # Root, who may write what is read-only, must not keep what a plain build makes it compile.
        "PYTHONDONTWRITEBYTECODE": "1",
        **stack.environment(function),
    }


def cold_start(
    package: Package, event: Path, surroundings: dict[str, str], stub: Stub, service: str
) -> Start:
    """One start; the process ends when its first request to the service has come."""
    with tempfile.TemporaryFile() as errors, stub.awaiting(service):
        began = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and program
            _command("once", {"path": _path(package), "event": str(event)}),
            env=surroundings,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        arrived = stub.wait(PATIENCE)
        os.kill(process.pid, signal.SIGKILL)
        _, process.returncode, used = os.wait4(process.pid, 0)
        if arrived is None:
            errors.seek(0)
            raise RuntimeError(f"no request came:\n{errors.read().decode()}")
    return Start(used.ru_utime + used.ru_stime, arrived - began)


def run(
    program: str, package: Package, surroundings: Mapping[str, str] | None = None, **job: Any
) -> Any:
    """Run a program to its end; returns the JSON that it printed last."""
    job = {"path": _path(package), "now": NOW.isoformat(), **job}
    ended = subprocess.run(  # noqa: S603 - as above
        _command(program, job),
        env={**(surroundings or {}), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise RuntimeError(ended.stderr)
    return json.loads(ended.stdout.splitlines()[-1])


def answers_of(exchanges: Sequence[Exchange]) -> Answers:
    """Answers as recorded: to a read by what it asks for, to a write as to the last of its kind."""
    reads = {_asked(each.operation, each.parameters): each.answer for each in exchanges}
    writes = {each.operation: each.answer for each in exchanges}

    def answer(operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
        return reads.get(_asked(operation, parameters)) or writes[operation]

    return answer


def _asked(operation: str, parameters: dict[str, Any]) -> str:
    return f"{operation} {json.dumps(parameters, sort_keys=True)}"


def _path(package: Package) -> list[str]:
    return [str(folder) for folder in package.path]


def _command(program: str, job: dict[str, Any]) -> list[str | Path]:
    """Without site-packages (-S): a runtime has none, whatever this machine has."""
    return [PYTHON, "-S", PROGRAMS / f"{program}.py", json.dumps(job)]
