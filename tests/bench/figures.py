"""Figures of one run, with what they may be at most, printed as a table when it ends."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Figures:
    """Rows in the order in which they were measured."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def note(self, what: str, measured: str, budget: str = "") -> None:
        """Add a row."""
        self.rows.append((what, measured, budget))

    def table(self) -> str:
        """The rows under their heads, in columns."""
        rows = [("what", "measured", "at most"), *self.rows]
        widths = [max(len(row[column]) for row in rows) for column in range(2)]
        return "\n".join(
            f"{what:<{widths[0]}}  {measured:>{widths[1]}}  {budget}".rstrip()
            for what, measured, budget in rows
        )


FIGURES = Figures()
"""Of this run of pytest."""
