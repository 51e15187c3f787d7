"""Requests (申请) in a case that a person decides: who asked for what, and how it was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RequestKind(StrEnum):
    """What is asked for."""

    RETURN = "return"
    EXTENSION = "extension"
    SUSPENSION = "suspension"
    FALSE_REPORT = "false_report"
    REVEAL = "reveal"
    OBJECTION = "objection"
    WITHDRAWAL_REVIEW = "withdrawal_review"
    RATING_REVIEW = "rating_review"
    DECLINE_REVIEW = "decline_review"
    CORRECTION = "correction"
    ERASURE = "erasure"


class RequestState(StrEnum):
    """How far a request is; moot where the case was over before anybody decided."""

    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    MOOT = "moot"


@dataclass(frozen=True, slots=True)
class CaseRequest:
    """One request; `id` counts from 1 within the case. `unit` asked, None is the enterprise.

    `decider` is the unit that owes the decision, `asked_by` the id of the member of staff who
    asked: nobody decides their own. `groundless` marks a return that was refused because it named
    no legal ground. `round` is the case's; `days` and `reason`, a code, are what was asked for.
    """

    id: str
    kind: RequestKind
    unit: str | None
    decider: str
    asked_at: datetime
    state: RequestState = RequestState.UNDECIDED
    decided_at: datetime | None = None
    groundless: bool = False
    round: int = 1
    days: int | None = None
    reason: str | None = None
    asked_by: str = ""
