"""A jurisdiction as files: provisions a table with staff and codes, and looks at what is there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from casework.adapters.dynamodb.staff import DynamoStaff
from infra.provision import provision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from casework.domain.code import Code
    from casework.domain.staff import StaffMember

ISSUER = "https://id.example"
HANDLER = {
    "issuer": ISSUER,
    "subject": "b7f1",
    "id": "h-042",
    "name": "王强",
    "role": "handler",
    "unit": "justice",
}
CODE = {"place": "centre", "caption_zh": "扫码即诉", "caption_en": "Scan to file"}
CLOSED = {**HANDLER, "until": "2026-11-30"}


@dataclass
class Provisioning:
    """Runs the product's own step on one table; `said` is what it told meanwhile."""

    table: str
    region: str
    said: list[str] = field(default_factory=list)

    def __call__(
        self, *staff: Mapping[str, Any], codes: Sequence[Mapping[str, Any]] = ()
    ) -> list[Code]:
        """Provision what is shipped, with these additions."""
        additions = {"staff": list(staff), "codes": list(codes)}
        return provision(self.table, self.region, additions, say=self.said.append)


def stored_entry() -> StaffMember:
    """What the registry has of the handler."""
    found = DynamoStaff().find(ISSUER, "b7f1")
    assert found is not None
    return found
