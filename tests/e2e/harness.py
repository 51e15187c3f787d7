"""One deployment for all end-to-end and browser tests of a process: the real template on an engine
of its own.

Port and data are its own, so that neither a local run nor another process of the tests is ever
touched; only the build cache is kept from one test run to the next.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from infra.local import engine as engines
from infra.local.deploy import Deployment, deploy
from infra.local.engine import LOCAL
from infra.local.outside_world import outside_world, tell_rooms
from infra.local.seed import Seeded, seed_deployment
from infra.local.token import token_for

if TYPE_CHECKING:
    from collections.abc import Iterator

WORKSPACE = LOCAL / "e2e" / os.environ.get("PYTEST_XDIST_WORKER", "alone")


@dataclass(frozen=True, slots=True)
class Deployed:
    """A seeded county: where it is, and who may sign in."""

    deployment: Deployment
    seeded: Seeded
    _tokens: dict[str, str] = field(default_factory=dict)

    @property
    def port(self) -> int:
        """The engine's port on 127.0.0.1."""
        return self.deployment.engine.port

    @property
    def url(self) -> str:
        """Scheme and host of pages and API: browsers resolve it, Python calls 127.0.0.1."""
        return self.deployment.api_url

    @property
    def filing_url(self) -> str:
        """What the service centre's printed code leads to."""
        return f"{self.url}{self.seeded.filing_path}"

    def token(self, username: str) -> str:
        """A genuine access token of one of `infra.local.accounts`, signed in once per test run."""
        if username not in self._tokens:
            self._tokens[username] = token_for(self.deployment, username)
        return self._tokens[username]


_DEPLOYED = pytest.StashKey[Deployed]()


def deployed_once(config: pytest.Config) -> Deployed:
    """The deployment of this test run, made at the first call and taken down at the end."""
    if _DEPLOYED not in config.stash:
        stack = contextlib.ExitStack()
        config.add_cleanup(stack.close)
        config.stash[_DEPLOYED] = stack.enter_context(_deployed())
    return config.stash[_DEPLOYED]


@contextlib.contextmanager
def _deployed() -> Iterator[Deployed]:
    WORKSPACE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mashangban-e2e-") as folder:
        engine = engines.start(Path(folder))
        try:
            with outside_world(engine.home):
                deployment = deploy(engine, workspace=WORKSPACE)
                seeded = seed_deployment(deployment)
                tell_rooms(engine, seeded.filing_path.rpartition("/")[2])
                yield Deployed(deployment, seeded)
        finally:
            engines.stop(engine)
