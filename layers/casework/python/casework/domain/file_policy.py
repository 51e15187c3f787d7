"""How many files, and how large ones, a case takes (附件政策)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from casework.domain.configuration_fields import count_of, entry_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_COUNTS = ("files_per_case", "uploads_per_case", "bytes_per_file", "bytes_per_case")


@dataclass(frozen=True, slots=True)
class FilePolicy:
    """One version of the limits. `uploads_per_case` counts refused files too: what is sent beyond
    it is not even looked at, so that nobody fills a case with rubbish.
    """

    version: str
    files_per_case: int
    uploads_per_case: int
    bytes_per_file: int
    bytes_per_case: int

    @classmethod
    def from_mapping(cls, value: Mapping[str, Any]) -> Self:
        """Read a policy (parsed JSON); ConfigurationError names the key it stumbles over."""
        entry = entry_of(value, "files", {"version", *_COUNTS})
        counts = {name: count_of(entry[name], name) for name in _COUNTS}
        return cls(version=text_of(entry["version"], "version"), **counts)
