"""The rooms as Lambda unpacks them, the same rooms from a plain `sam build`, and botocore alone."""

from __future__ import annotations

import os
import shutil
import subprocess
from calendar import timegm
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from infra.local import sam
from infra.local.engine import ROOT, TOOLS, Engine
from tests.integration.template import functions, room_of, template

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

OLDEST_ZIP_DATE = timegm((1980, 1, 1, 0, 0, 0))
"""What every file is dated that Lambda unpacks."""

PYTHON = (TOOLS / "engine" / "bin" / "python").resolve()
"""The interpreter that a local build compiles for, without its environment."""

BARE = ("botocore", "jmespath", "dateutil", "six.py", "urllib3")
PLAIN_LAYERS = {
    "DependenciesLayer": "dependencies",
    "TypedBodiesLayer": "typed_bodies",
    "DocumentsLayer": "documents",
    "FilesLayer": "files",
    "EncryptionLayer": "encryption",
}


@dataclass(frozen=True)
class Package:
    """One function, unpacked: its folders in the order of `sys.path`, layers before the code."""

    path: tuple[Path, ...]


@dataclass(frozen=True)
class Packages:
    """Everything that is measured. `deployed` and `plain` are by room."""

    bare: Package
    deployed: Mapping[str, Package]
    plain: Mapping[str, Package]


def make(workspace: Path) -> Packages:
    """Build, as `make run` does, and unpack."""
    nothing_runs = Engine(workspace, port=0, pid=0, access_key="none")
    sam.build(nothing_runs, workspace)
    built = sam.built(workspace)
    raw = workspace / "raw"
    for layer, folder in PLAIN_LAYERS.items():
        _install(ROOT / "layers" / folder / "requirements.txt", raw / layer)
    shutil.copytree(
        ROOT / "layers/casework/python/casework",
        raw / "CaseworkLayer/python/casework",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for function in functions():
        source = ROOT / "functions" / room_of(function) / "handler.py"
        (raw / function).mkdir()
        shutil.copyfile(source, raw / function / source.name)
    return Packages(
        _bare(raw / "DependenciesLayer/python", workspace),
        _unpacked(built, workspace / "deployed"),
        _unpacked(raw, workspace / "plain"),
    )


def _unpacked(source: Path, target: Path) -> dict[str, Package]:
    """Functions and layers of a folder; all layers of a function are laid over each other, as
    below /opt.
    """
    return {
        room_of(function): _unpack(
            [source / layer for layer in _layers(properties)], source / function, target / function
        )
        for function, properties in functions().items()
    }


def _unpack(layers: Iterable[Path], code: Path, target: Path) -> Package:
    for layer in layers:
        shutil.copytree(layer, target / "opt", copy_function=_as_unzipped, dirs_exist_ok=True)
    shutil.copytree(code, target / "task", copy_function=_as_unzipped)
    for folder, _, _ in os.walk(target, topdown=False):
        Path(folder).chmod(0o555)
    return Package((target / "opt" / "python", target / "task"))


def _as_unzipped(source: str, target: str) -> str:
    shutil.copyfile(source, target)
    os.utime(target, (OLDEST_ZIP_DATE, OLDEST_ZIP_DATE))
    Path(target).chmod(0o444)
    return target


def _layers(properties: Mapping[str, object]) -> list[str]:
    shared = template()["Globals"]["Function"]["Layers"]
    own = properties.get("Layers", [])
    return [each["Ref"] for each in [*shared, *own]]  # type: ignore[misc] # of the template


def _install(lock: Path, target: Path) -> None:
    """The locked packages as a plain build leaves them: everything, and no bytecode."""
    _run(
        *(TOOLS / "uv/bin/uv", "pip", "install", "--quiet", "--no-compile-bytecode", "--no-deps"),
        *("--require-hashes", "--only-binary", ":all:", "--python", PYTHON),
        *("--target", target / "python", "--requirements", lock),
    )


def _bare(packages: Path, workspace: Path) -> Package:
    """Botocore with all of its data and valid bytecode, beside the shortest handler."""
    source = workspace / "bare-source"
    for name in BARE:
        whole = packages / name
        copy = source / "opt/python" / name
        if whole.is_dir():
            shutil.copytree(whole, copy)
        else:
            shutil.copyfile(whole, copy)
    program = Path(__file__).parent / "programs/bare/handler.py"
    (source / "task").mkdir()
    shutil.copyfile(program, source / "task" / program.name)
    for folder, prefix in (("opt", "/opt"), ("task", "/var/task")):
        _run(
            *(PYTHON, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"),
            *("-s", source / folder, "-p", prefix, source / folder),
        )
    return _unpack([source / "opt"], source / "task", workspace / "bare")


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True)  # noqa: S603 - our own tools and arguments
