"""Runs one fuzz target: python -m tests.fuzz.run TARGET CORPUS [libFuzzer's options].

A target is a module beside this one with `SEEDS`, inputs to begin with, `TOKENS`, what its language
is made of, and `try_one`, which takes an input and raises when something is wrong.
"""

from __future__ import annotations

import hashlib
import sys
from importlib import import_module
from pathlib import Path

import atheris


def main(arguments: list[str]) -> None:
    """Make the corpus' first inputs and its dictionary, then hand over to the fuzzer."""
    name, corpus, *options = arguments
    with atheris.instrument_imports(include=["casework"]):
        target = import_module(f"tests.fuzz.{name}")
    folder = Path(corpus)
    for seed in target.SEEDS:
        (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    dictionary = folder.with_suffix(".dict")
    tokens = (token.encode().hex() for token in target.TOKENS)
    entries = (
        "".join(f"\\x{hexes[n : n + 2]}" for n in range(0, len(hexes), 2)) for hexes in tokens
    )
    dictionary.write_text("".join(f'"{entry}"\n' for entry in entries), "ascii")
    atheris.Setup([name, corpus, f"-dict={dictionary}", *options], target.try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
