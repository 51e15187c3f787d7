"""Assign several cases to one lead (批量交办): each in its own transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize
from casework.domain.errors import CaseworkError, InvalidInputError, StoreUnavailableError
from casework.services.assign_case import Assignment, assign_case
from casework.services.commanding import Request

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from casework.domain.staff import StaffMember
    from casework.ports import CaseRepository, Configuration

MOST = 25
"""As many as a page of the list shows."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """A case of the list, and the version of it that the list showed."""

    case_id: str
    version: int


@dataclass(frozen=True, slots=True)
class Assigned:
    """What became of one case; `refusal` is the code of the rule that kept it where it is."""

    case_id: str
    refusal: str | None = None


def assign_cases(
    ticked: Sequence[Ticked],
    lead: str,
    member: StaffMember,
    command_id: str,
    now: datetime,
    *,
    digest: str = "",
    cases: CaseRepository,
    configuration: Configuration,
) -> tuple[Assigned, ...]:
    """Assign each case that the rules allow, as `assign_case` does alone; a case that is refused
    keeps nothing of it. The same request again finds done what was done; `digest` tells it from
    another one of the same `command_id`.

    Raises NotPermittedError for who assigns no case at all, InvalidInputError for none or more than
    a page has, and StoreUnavailableError: what was done until then stays done.
    """
    authorize(member, Action.ASSIGN_CASES)
    if not 0 < len(ticked) <= MOST:
        raise InvalidInputError(field="cases")
    found = []
    for each in ticked:
        request = Request(each.case_id, each.version, command_id, member, now, digest)
        refusal = None
        try:
            assign_case(request, Assignment(lead), cases=cases, configuration=configuration)
        except StoreUnavailableError:
            raise
        except CaseworkError as error:
            refusal = error.code
        found.append(Assigned(each.case_id, refusal))
    return tuple(found)
