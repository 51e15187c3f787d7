"""How a case keeps that its enterprise could not be told, until somebody told it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.domain.case import Case
from casework.domain.case_parts import NotReached
from casework.domain.evolving import evolve
from casework.domain.reach_events import EnterpriseNotReached, EnterpriseReached


@evolve.register
def _(body: EnterpriseNotReached, case: Case, at: datetime) -> Case:
    return replace(case, not_reached=NotReached(body.way, body.reason, at))


@evolve.register
def _(body: EnterpriseReached, case: Case, at: datetime) -> Case:
    return replace(case, not_reached=None)
