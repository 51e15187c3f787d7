"""Which modules a room loads until its first answer: exactly those of its allow-list.

A list holds our own modules and the packages of others, one a line; the standard library is left
out. Whoever adds a line to one says why it is worth its share of every cold start.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.bench.figures import FIGURES
from tests.bench.reports import report
from tests.integration.template import functions, room_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tests.bench.packages import Packages
    from tests.bench.recording import Exchange
    from tests.bench.stub import Stub

ALLOWED = Path(__file__).parent / "modules"
NEITHER = {"handler", "_jinja2_module_templates"}
"""The room itself, and what Jinja2 calls the templates that it has loaded."""


def listed(loaded: Iterable[str]) -> list[str]:
    """Our modules by their full names, the packages of others by their first."""
    ours = {name for name in loaded if name.partition(".")[0] == "casework"}
    tops = {name.partition(".")[0] for name in loaded} - {"casework"} - sys.stdlib_module_names
    others = {name for name in tops if not name.startswith(("_", *NEITHER))}
    return sorted(others) + sorted(ours)


@pytest.mark.parametrize("function", functions())
def test_a_room_loads_what_its_list_allows_and_nothing_else(
    function: str, built: Packages, aws_stub: Stub, caused: Mapping[str, Sequence[Exchange]]
) -> None:
    loaded = report(function, built, aws_stub, caused)["modules"]
    found = listed(loaded)
    FIGURES.note(f"modules loaded, {room_of(function)}", f"{len(found)} of {len(loaded)} listed")
    allowed = (ALLOWED / f"{room_of(function)}.txt").read_text("utf-8").splitlines()
    assert found == allowed
