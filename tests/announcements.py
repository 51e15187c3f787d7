"""Events of one case as the bus shows them, for tests of what departments are told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from casework.domain.clocks import Stage
from casework.domain.events import Actor, ActorKind, CaseAssigned, CoHandlerExcused, Event
from casework.domain.particulars import ParticularsKind
from casework.domain.publication import outbound
from casework.domain.supervision_events import (
    DeadlineMissed,
    DeadlineWarned,
    LetterIssued,
)
from casework.domain.supervision_notice import Letter, LetterForm, LetterNumber
from tests.builders import (
    CASE_ID,
    NOW,
    REPLY_BY,
    TASK_BY,
    VERIFY_BY,
    calendar,
    clock,
    lead_clocks,
    letter_policy,
    policy,
    ref,
)

if TYPE_CHECKING:
    from casework.domain.events import EventBody
    from casework.domain.publication import OutboundEvent

LETTER_REPLY_BY = datetime(2026, 3, 6, 16, 0, tzinfo=UTC)


def announced(body: EventBody, seq: int = 3, at: datetime = NOW) -> OutboundEvent:
    """What the bus shows of an event of the case."""
    platform = Actor(ActorKind.PLATFORM, "test")
    return outbound(Event(CASE_ID, seq, 0, at, platform, "command-1", 1, None, body))


def assigned(lead: str = "transport", *co_handlers: str) -> OutboundEvent:
    """The case was assigned."""
    tasks = (clock(Stage.TASK, unit, TASK_BY) for unit in co_handlers)
    return announced(CaseAssigned(lead, co_handlers, (*lead_clocks(lead), *tasks)))


def excused(unit: str = "emergency") -> OutboundEvent:
    """A co-handler was released, with a reason that nobody else reads."""
    return announced(CoHandlerExcused(unit, ref(ParticularsKind.EXCUSE, 3)))


def warned(stage: Stage = Stage.VERIFY, unit: str | None = "transport") -> OutboundEvent:
    """A deadline is near."""
    return announced(DeadlineWarned(stage, unit, 1, None, VERIFY_BY))


def missed(stage: Stage = Stage.VERIFY, unit: str = "transport") -> OutboundEvent:
    """A deadline passed."""
    versions = (policy().version, calendar().version)
    body = DeadlineMissed(stage, unit, 1, None, NOW, VERIFY_BY, *versions)
    return announced(body, at=VERIFY_BY)


def letter_issued(unit: str = "transport", **changes: Any) -> OutboundEvent:
    """A letter got its number."""
    values = {
        "id": "3.0",
        "case_id": CASE_ID,
        "number": LetterNumber("centre", 2026, 12),
        "form": LetterForm.SYSTEM,
        "neutral": False,
        "unit": unit,
        "stage": "reply",
        "due": REPLY_BY,
        "reason_only": False,
        "issued_at": REPLY_BY + timedelta(minutes=1),
        "reply_by": LETTER_REPLY_BY,
    }
    return announced(
        LetterIssued(Letter(**{**values, **changes}), letter_policy().version, ()), seq=5
    )
