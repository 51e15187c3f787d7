"""Name who handles a case (确定承办人): a department's lead gives it, a handler takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.handlers import NameHandler
from casework.domain.staff import Role
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def name_handler(
    request: Request, staff: str, *, cases: CaseRepository, configuration: Configuration
) -> Case:
    """Put the case on that person's own list, by staff id; raises what `carry_out` raises and
    NamesOthersError.
    """
    for_others = request.member.role is not Role.HANDLER
    return carry_out(
        request,
        Action.NAME_HANDLER,
        lambda _: (NameHandler(staff, for_others),),
        cases=cases,
        configuration=configuration,
    )
