"""What events speak of: who acts and how, by which channel, with which finding and outcome."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Channel(StrEnum):
    """How a case came in (P2)."""

    SCAN = "scan"
    WECHAT = "wechat"
    TELEPHONE = "telephone"
    VISIT = "visit"
    LETTER = "letter"
    MAIL = "mail"
    STATION = "station"


class Way(StrEnum):
    """How an enterprise is told of progress, by its choice at filing."""

    SMS = "sms"
    EMAIL = "email"
    WECHAT = "wechat"


class ActorKind(StrEnum):
    """Who acts: the enterprise or visitor, a member of staff, or the platform itself."""

    ENTERPRISE = "enterprise"
    STAFF = "staff"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who caused an event: staff by opaque id and unit, the platform by the room's name."""

    kind: ActorKind
    id: str
    unit: str | None = None


class Finding(StrEnum):
    """What verification found (核实结果)."""

    CONFIRMED = "confirmed"
    PARTLY_CONFIRMED = "partly_confirmed"
    NOT_CONFIRMED = "not_confirmed"


class Outcome(StrEnum):
    """How a matter ended (办理结果)."""

    SETTLED = "settled"
    MEASURES_TAKEN = "measures_taken"
    EXPLAINED = "explained"
    NOT_POSSIBLE = "not_possible"
    GUIDED = "guided"


@dataclass(frozen=True, slots=True)
class Versions:
    """The configuration a case was opened under and is judged by to its end."""

    policy: str
    calendar: str


@dataclass(frozen=True, slots=True)
class Promised:
    """The latest instants promised to the enterprise at filing (UTC, half open; P6)."""

    triage_by: datetime
    verify_by: datetime
    reply_by: datetime
    resolve_by: datetime
    provisional: bool
