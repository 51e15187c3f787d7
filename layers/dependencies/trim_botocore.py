"""Cuts botocore's data down to the services that rooms use, because it is parsed at every cold
start: of a service its newest version, without prose and unpacked; of the endpoints those of the
services, in every partition.

python trim_botocore.py DATA SERVICE...
"""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from pathlib import Path
from typing import Any

OF_ALL_SERVICES = {
    "_retry.json",
    "endpoints.json",
    "partitions.json",
    "sdk-default-configuration.json",
}
EXAMPLES = "examples-1.json"
READ_WHOLE = "clientContextParams"


def main(data: Path, services: set[str]) -> None:
    """Rewrite the data directory; a service that botocore does not know is an error."""
    for entry in data.iterdir():
        if entry.name not in services | OF_ALL_SERVICES:
            _remove(entry)
    for service in services:
        newest, *older = sorted((data / service).iterdir(), reverse=True)
        for version in older:
            _remove(version)
        for file in newest.iterdir():
            _rewrite(file)
    _keep_endpoints(data / "endpoints.json", services)


def _rewrite(file: Path) -> None:
    packed = file.read_bytes()
    file.unlink()
    if not file.name.startswith(EXAMPLES):
        text = gzip.decompress(packed) if file.suffix == ".gz" else packed
        _write(file.with_name(file.name.removesuffix(".gz")), _without_prose(json.loads(text)))


def _without_prose(value: Any) -> Any:
    """A model without its documentation; a member that is called so is an object, and stays. What
    describes a client's own parameters stays whole: botocore reads its prose.
    """
    if isinstance(value, list):
        return [_without_prose(item) for item in value]
    if isinstance(value, dict):
        return {
            key: item if key == READ_WHOLE else _without_prose(item)
            for key, item in value.items()
            if not (key == "documentation" and isinstance(item, str))
        }
    return value


def _keep_endpoints(file: Path, services: set[str]) -> None:
    endpoints = json.loads(file.read_bytes())
    for partition in endpoints["partitions"]:
        known = partition["services"]
        partition["services"] = {name: known[name] for name in known if name in services}
    file.unlink()
    _write(file, endpoints)


def _write(file: Path, value: Any) -> None:
    """A new file, for what an installer put there may be a link into its cache."""
    file.write_text(json.dumps(value, separators=(",", ":")), "utf-8")


def _remove(entry: Path) -> None:
    if entry.is_dir():
        shutil.rmtree(entry)
    else:
        entry.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]), set(sys.argv[2:]))
