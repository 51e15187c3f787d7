"""Cases of one matter: a duplicate is merged into another case (并案), related ones are linked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import Status
from casework.domain.light import is_yellow
from casework.domain.oversight_events import CaseAbsorbed, CaseLinked, CaseMerged
from casework.domain.oversight_rules import (
    AlreadyLinkedError,
    ComplaintDiffersError,
    ConfidentialityDiffersError,
    OverdueMergeError,
    SameCaseError,
)
from casework.domain.rules import CaseClosedError, NotYetRoutedError
from casework.domain.standing_still import handling_clocks

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.lifecycle import Context
    from casework.domain.oversight_events import LinkKind


def check_merge(case: Case, now: datetime) -> None:
    """Both cases are open and were read: before, nobody knows whether one is a complaint."""
    if not case.status.is_open:
        raise CaseClosedError(case=case.id)
    if case.status is Status.SUBMITTED:
        raise NotYetRoutedError(case=case.id)


def check_merge_away(case: Case, now: datetime) -> None:
    """Whether the case may end in another: not while its lead or a co-handler is late, whose yellow
    light a merge would put out. A triage that is late is met by it, as by an assignment.
    """
    check_merge(case, now)
    if case.lead is not None and any(map(is_yellow, handling_clocks(case))):
        raise OverdueMergeError(case=case.id)


@dataclass(frozen=True, slots=True)
class MergeCase:
    """A clerk merges a duplicate `into` another case; its texts stay with it."""

    into: Case

    def decide(self, case: Case, context: Context) -> tuple[CaseMerged]:
        """Never a confidential case with one that is not, a complaint with one that is not, or a
        case with itself; whoever leads the other may read this one.
        """
        check_merge_away(case, context.now)
        check_merge(self.into, context.now)
        _check_alike(case, self.into)
        return (CaseMerged(self.into.id, self.into.lead),)


@dataclass(frozen=True, slots=True)
class AbsorbCase:
    """The other side of a merge, in the same transaction."""

    merged: Case

    def decide(self, case: Case, context: Context) -> tuple[CaseAbsorbed]:
        """The case that stays goes on as it was."""
        check_merge(case, context.now)
        check_merge_away(self.merged, context.now)
        _check_alike(case, self.merged)
        return (CaseAbsorbed(self.merged.id),)


def check_link(case: Case, now: datetime) -> None:
    """A case that was read can be linked, open or closed."""
    if case.status is Status.SUBMITTED:
        raise NotYetRoutedError(case=case.id)


@dataclass(frozen=True, slots=True)
class LinkCase:
    """One side of a link between two cases; the other side is the same with this case."""

    other: Case
    kind: LinkKind

    def decide(self, case: Case, context: Context) -> tuple[CaseLinked]:
        """Once; under the rules of merging, for a link too shows that there is another case."""
        for each in (case, self.other):
            check_link(each, context.now)
        _check_alike(case, self.other)
        if any(link.other == self.other.id for link in case.links):
            raise AlreadyLinkedError
        return (CaseLinked(self.other.id, self.kind),)


def _check_alike(one: Case, other: Case) -> None:
    if one.id == other.id:
        raise SameCaseError
    if one.confidential != other.confidential:
        raise ConfidentialityDiffersError
    if one.complaint != other.complaint or set(one.about_bodies) != set(other.about_bodies):
        raise ComplaintDiffersError
