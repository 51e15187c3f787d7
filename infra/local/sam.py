"""SAM CLI against a local engine: packages the sources for the engine's interpreter and deploys
them.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from infra.local.engine import ROOT, TOOLS, Engine, EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_ARTIFACTS = "mashangban-artifacts"
_SOURCES = ("infra/template.yaml", "infra/openapi.py", "samconfig.toml", "layers", "functions")
_FROM_THE_MACHINE = ("UV_", "PIP_", "SSL_", "XDG_")
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


def runtime(engine: Engine) -> str:
    """Version of the interpreter that runs the functions, as in 3.13."""
    program = "import sys; print(*sys.version_info[:2], sep='.')"
    told = subprocess.run(  # noqa: S603 - our own interpreter
        [TOOLS / "engine" / "bin" / "python", "-c", program],
        env=engine.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.strip()


def fingerprint(engine: Engine) -> str:
    """One digest over everything that the packages are made from."""
    digest = hashlib.sha256(runtime(engine).encode())
    for path in _source_files():
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def build(engine: Engine, workspace: Path) -> None:
    """Packages functions and layers into a folder; what did not change comes from its cache.

    Packages come from wherever this machine gets them; the locks' hashes guard what comes.
    """
    version = runtime(engine)
    settings = {
        "UV": str(TOOLS / "uv" / "bin" / "uv"),
        "PY": version,
        "PYBIN": str(TOOLS / "engine" / "bin" / "python"),
        "PLATFORM": "",
        "TOOLS_PYTHON": str(TOOLS / "dev" / "bin" / "python"),
        "NO_PROXY": os.environ.get("NO_PROXY", ""),
    }
    machine = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(_FROM_THE_MACHINE) or name in _PROXIES
    }
    _forget_functions(workspace)
    cache = workspace / f"cache-{_packaging_key(version)}"
    folders = ("--build-dir", str(built(workspace)), "--cache-dir", str(cache))
    _sam(engine, "build", *folders, extra={**machine, **settings})


def deploy(engine: Engine, workspace: Path, parameters: Mapping[str, str]) -> None:
    """Deploys what was built last in that folder."""
    s3 = engine.client("s3")
    try:
        s3.head_bucket(Bucket=_ARTIFACTS)
    except ClientError:
        s3.create_bucket(Bucket=_ARTIFACTS)
    overrides = [f"{name}={value}" for name, value in parameters.items()]
    template = ("--template-file", str(built(workspace) / "template.yaml"))
    _sam(engine, "deploy", *template, "--parameter-overrides", *overrides, extra={})


def built(workspace: Path) -> Path:
    """Where a workspace's packages are, one folder for each function and layer."""
    return workspace / "build"


def _packaging_key(version: str) -> str:
    """What a cached layer depends on besides its folder: interpreter and recipe."""
    recipe = (ROOT / "layers" / "packaging.mk").read_bytes()
    return hashlib.sha256(version.encode() + recipe).hexdigest()[:12]


def _forget_functions(workspace: Path) -> None:
    """SAM takes a function from its cache when the function's own folder is the same; the staff
    API's description is made of the layer, too. Layers stay cached: they cost the time.
    """
    record = workspace / "build.toml"
    if record.exists():
        _, layers, rest = record.read_text("utf-8").partition("[layer_build_definitions")
        record.write_text(layers + rest, "utf-8")


def _sam(engine: Engine, command: str, *arguments: str, extra: Mapping[str, str]) -> None:
    log = engine.home / f"sam-{command}.log"
    settings = ("--config-file", str(ROOT / "samconfig.toml"), "--config-env", "local")
    with log.open("wb") as output:
        ended = subprocess.run(  # noqa: S603 - our own tool and our own arguments
            [TOOLS / "sam" / "bin" / "sam", command, *settings, *arguments],
            cwd=ROOT,
            env={**engine.environment(), **extra},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if ended.returncode:
        tail = "\n".join(log.read_text("utf-8", "replace").splitlines()[-40:])
        raise EngineError(f"sam {command} failed:\n{tail}")


def _source_files() -> Iterator[Path]:
    for name in _SOURCES:
        top = ROOT / name
        files = [top] if top.is_file() else sorted(top.rglob("*"))
        yield from (path for path in files if path.is_file() and "__pycache__" not in path.parts)
