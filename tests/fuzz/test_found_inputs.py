"""Inputs by which a fuzzer once broke a parser, and those that it begins with, tried again."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TARGETS = sorted(
    path.stem
    for path in HERE.glob("*.py")
    if path.stem != "run" and not path.stem.startswith("test_")
)
FOUND = sorted(path for path in HERE.glob("found/*/*") if path.is_file())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_a_fuzzer_found_breaks_nothing_any_more(path: Path) -> None:
    import_module(f"tests.fuzz.{path.parent.name}").try_one(path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_what_a_fuzzer_begins_with_breaks_nothing(target: str) -> None:
    module = import_module(f"tests.fuzz.{target}")
    assert len(module.SEEDS) > 1
    for seed in module.SEEDS:
        module.try_one(seed)


def test_inputs_are_kept_for_targets_that_there_are() -> None:
    assert {path.parent.name for path in FOUND} <= set(TARGETS)
