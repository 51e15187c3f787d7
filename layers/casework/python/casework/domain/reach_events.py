"""The facts of telling an enterprise, past tense: that it could not be told of progress by the way
that it chose, and that somebody told it otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from casework.domain.event_facts import Way
from casework.domain.particulars import ParticularsRef


class NotReachedReason(StrEnum):
    """Why a message did not arrive: the address does not exist or was refused, the account follows
    the official account no more, the service never took it, or the way is not offered any more.
    """

    REFUSED = "refused"
    NOT_SUBSCRIBED = "not_subscribed"
    UNANSWERED = "unanswered"
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True, slots=True)
class EnterpriseNotReached:
    """A message on the state of the case could not be delivered."""

    way: Way
    reason: NotReachedReason


@dataclass(frozen=True, slots=True)
class EnterpriseReached:
    """Somebody of the unit that receives cases told the enterprise on a day, as by telephone."""

    on: date
    particulars: ParticularsRef | None


ReachEvent: TypeAlias = EnterpriseNotReached | EnterpriseReached
