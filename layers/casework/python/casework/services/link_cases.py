"""Link two cases (关联案件), on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.merging import LinkCase
from casework.services.commanding_on_two import carry_out_on_both

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.oversight_events import LinkKind
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def link_cases(
    request: Request,
    other: str,
    kind: LinkKind,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Link the requested case with another, by id; both or neither change.

    Raises what `carry_out_on_both` raises, AlreadyLinkedError, ConfidentialityDiffersError and
    ComplaintDiffersError.
    """
    return carry_out_on_both(
        request,
        other,
        Action.LINK_CASES,
        lambda one, another: (LinkCase(another, kind), LinkCase(one, kind)),
        cases=cases,
        configuration=configuration,
    )
