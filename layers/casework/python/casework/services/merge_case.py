"""Merge a duplicate into another case (并案)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.merging import AbsorbCase, MergeCase
from casework.services.commanding_on_two import carry_out_on_both

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def merge_case(
    request: Request, into: str, *, cases: CaseRepository, configuration: Configuration
) -> Case:
    """End the requested case as part of the case `into`, by id; both or neither change.

    Raises what `carry_out_on_both` raises, CaseClosedError, ConfidentialityDiffersError and
    ComplaintDiffersError.
    """
    return carry_out_on_both(
        request,
        into,
        Action.MERGE_CASE,
        lambda merged, stays: (MergeCase(stays), AbsorbCase(merged)),
        cases=cases,
        configuration=configuration,
    )
