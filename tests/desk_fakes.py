"""What the console needs besides cases, in memory: the record of searches, and figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from casework.domain.errors import StoreUnavailableError
from casework.domain.statistics import ALL, Column, month_row, total, unit_row

if TYPE_CHECKING:
    from casework.ports import SearchRecord
    from tests.fakes import InMemoryCases


@dataclass
class InMemoryAudit:
    """The SearchAudit port; while it is `closed` nothing can be put on record."""

    records: list[SearchRecord] = field(default_factory=list)
    closed: bool = False

    def add(self, record: SearchRecord) -> None:
        """See the port."""
        if self.closed:
            raise StoreUnavailableError
        self.records.append(record)


@dataclass
class InMemoryStatistics:
    """The Statistics port: the stored cases, counted afresh."""

    cases: InMemoryCases

    def all(self) -> dict[Column, int]:
        """See the port."""
        return self._rows().get(ALL, {})

    def before_units(self) -> dict[str, dict[Column, int]]:
        """See the port."""
        return self._beginning(unit_row(""))

    def of_month(self, month: str) -> dict[str, dict[Column, int]]:
        """See the port."""
        return self._beginning(month_row(month, ""))

    def _beginning(self, prefix: str) -> dict[str, dict[Column, int]]:
        return {row: columns for row, columns in self._rows().items() if row.startswith(prefix)}

    def _rows(self) -> dict[str, dict[Column, int]]:
        rows: dict[str, dict[Column, int]] = {}
        for (row, column), n in total(file.case for file in self.cases.files.values()).items():
            rows.setdefault(row, {})[column] = n
        return rows
