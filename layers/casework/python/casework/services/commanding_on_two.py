"""The way a command on two cases takes: as `commanding`, with both cases in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import authorize
from casework.domain.errors import StoreUnavailableError
from casework.domain.lifecycle import perform
from casework.domain.oversight_rules import SameCaseError
from casework.domain.rules import StaleVersionError
from casework.services.commanding import catch_up, context_of
from casework.services.deciding_again import ATTEMPTS
from casework.services.disclosing import case_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from casework.domain.authorization import Action
    from casework.domain.case import Case
    from casework.domain.lifecycle import Command
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request

    Commands: TypeAlias = Callable[[Case, Case], tuple[Command, Command]]
    """Of the two cases as they were read, what is asked of the first and of the second."""


def carry_out_on_both(
    request: Request,
    other_id: str,
    action: Action,
    commands: Commands,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Do what a member of staff asks of two cases; returns the first, as the person may see it.

    Guarantees: both cases change or neither; done once, however often the request arrives. Who may
    not know the other case is told that there is none. Raises what `carry_out` raises, and
    SameCaseError.
    """
    if other_id == request.case_id:
        raise SameCaseError
    case = cases.get(request.case_id)
    for _ in range(ATTEMPTS):
        if case.version != request.seen_version:
            case, done = catch_up(request, action, cases)
            if done:
                return case_for(request.member, case)
        other = cases.get(other_id)
        try:
            return _attempt(request, action, commands, (case, other), cases, configuration)
        except StaleVersionError:
            case = cases.get(request.case_id)
    raise StoreUnavailableError


def _attempt(
    request: Request,
    action: Action,
    commands: Commands,
    both: tuple[Case, Case],
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    for case in both:
        authorize(request.member, action, case)
    actor = request.member.as_actor()
    first, second = (
        perform(
            case,
            (command,),
            context_of(case, request.now, actor, request.recorded_id, configuration),
        )
        for case, command in zip(both, commands(*both), strict=True)
    )
    cases.save_both(first, second, ())
    return case_for(request.member, first.after)
