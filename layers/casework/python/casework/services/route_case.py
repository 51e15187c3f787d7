"""Route a filed case (反馈分流, P1): by the duty catalogue when it is sure, to a clerk when it is
not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.assignment import RouteCase
from casework.domain.case import Status
from casework.domain.events import Actor, ActorKind, CaseFiled
from casework.domain.lifecycle import perform
from casework.domain.routing import classify
from casework.domain.routing_grounds import grounds_of
from casework.services.commanding import context_of
from casework.services.deciding_again import deciding_again

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from casework.ports import CaseRepository, Configuration

ROUTER = Actor(ActorKind.PLATFORM, "department_routing")


def route_case(
    case_id: str,
    event_id: str,
    now: datetime,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> bool:
    """React to a filing; returns whether this call dispatched the case.

    However often and late the event comes, the case is dispatched once: a case that left
    `submitted` is left alone, and of two deliveries at the same time the second reads again and
    finds that.
    """

    def route() -> bool:
        file = cases.file(case_id)
        if file.case.status is not Status.SUBMITTED:
            return False
        command = _command(file, configuration)
        context = context_of(file.case, now, ROUTER, event_id, configuration)
        cases.save(perform(file.case, (command,), context), ())
        return True

    return deciding_again(route)


def routing_of(case: Case, text: str, configuration: Configuration) -> RouteCase:
    """What the duty catalogue in force says of a case."""
    catalogue = configuration.catalogue()
    proposal = classify(
        text,
        case.category,
        case.township,
        case.confidential,
        catalogue,
        configuration.organisation(),
    )
    best = proposal.suggestions[0] if proposal.suggestions else None
    return RouteCase(proposal, grounds_of(best.duty, catalogue) if best else None)


def _command(file: CaseFile, configuration: Configuration) -> RouteCase:
    filed = file.events[0].body
    if not isinstance(filed, CaseFiled):
        raise TypeError(f"case {file.case.id} does not begin with CaseFiled")
    text = file.text(filed.particulars, "what_happened") or ""
    return routing_of(file.case, text, configuration)
