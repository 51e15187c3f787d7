"""A supervisor's decision on a request, as a form or a program gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.particulars import ParticularsKind
from casework.domain.requesting import Decision

if TYPE_CHECKING:
    from casework.services.commanding import Writing


@dataclass(frozen=True, slots=True)
class DecidedRequest:
    """Granted or refused, and the reason that the asking unit reads."""

    accepted: bool
    text: str

    def decision(self, writing: Writing) -> Decision:
        """The decision, its text taken down."""
        return Decision(
            self.accepted, writing.add(ParticularsKind.REQUEST_DECISION, text=self.text)
        )
