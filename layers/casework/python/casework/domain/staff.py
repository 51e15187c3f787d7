"""Staff of the public bodies: who they are, in what role, for which unit, from when until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.domain.events import Actor, ActorKind


class Role(StrEnum):
    """What the staff registry lets a person be."""

    CLERK = "clerk"
    HANDLER = "handler"
    DEPARTMENT_LEAD = "department_lead"
    SUPERVISOR = "supervisor"
    INSPECTOR = "inspector"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One person's entry in the registry. `since` is inclusive, `until` exclusive (UTC); None means
    open-ended.
    """

    id: str
    name: str
    role: Role
    unit: str
    since: datetime
    until: datetime | None

    def serves_at(self, now: datetime) -> bool:
        """Whether the entry is in force."""
        return self.since <= now and (self.until is None or now < self.until)

    def as_actor(self) -> Actor:
        """How events name this person: by opaque id and unit, never by name."""
        return Actor(ActorKind.STAFF, self.id, self.unit)
