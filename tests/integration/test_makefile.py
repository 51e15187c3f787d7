"""What `make` runs: modules that are there, and every parameter that is given to it."""

from __future__ import annotations

import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def told(*arguments: str) -> str:
    """What `make` would run, without running it."""
    command = ["make", "--dry-run", "PYBIN=/bin/sh", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own Makefile
    return done.stdout


def test_every_module_that_a_target_runs_is_there() -> None:
    modules = set(re.findall(r"-m (infra[\w.]+)", (ROOT / "Makefile").read_text("utf-8")))
    assert {"infra.replay", "infra.provision", "infra.alarms"} <= modules
    assert [name for name in sorted(modules) if find_spec(name) is None] == []


def test_a_replay_works_on_the_stack_that_is_named() -> None:
    assert told("replay", "STACK=county").rstrip().endswith("-m infra.replay county")


def test_a_deployment_takes_every_parameter_of_the_template_and_then_its_alarms() -> None:
    given = "LogRetentionDays=30 Tracing=Active"
    commands = told(
        "deploy", "ENV=prod", "PY=3.12", "OIDC_ISSUER=https://id", f"EXTRA_PARAMETERS={given}"
    )
    product, alarms = (line for line in commands.splitlines() if "sam deploy" in line)
    assert product.split("--parameter-overrides ")[1].split() == [
        "Environment=prod",
        "LambdaRuntime=python3.12",
        "DeletionProtection=true",
        "OidcIssuer=https://id",
        *given.split(),
    ]
    assert "-m infra.alarms prod" in commands
    assert "--config-env prod --template-file infra/alarms.yaml" in alarms
    assert commands.index(product) < commands.index("-m infra.alarms") < commands.index(alarms)
