"""Filing and adding to a case: what the enterprise itself may do at any time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import CENTRE, Status
from casework.domain.clocks import Stage, start_clock
from casework.domain.contest_times import silence_from
from casework.domain.decision_events import LiftCause
from casework.domain.events import CaseFiled, CaseSupplemented, Promised
from casework.domain.policy import promise
from casework.domain.requests import RequestKind
from casework.domain.rules import CaseClosedError
from casework.domain.standing_still import lifting, waits_for_enterprise

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.decision_events import SuspensionLifted
    from casework.domain.events import Channel, Versions
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef


@dataclass(frozen=True, slots=True)
class FileCase:
    """An enterprise files a case (扫码即诉, P2).

    `tracking_sha256` is all that is kept of the tracking secret; `filing_digest` tells a repeated
    form from a changed one.
    """

    channel: Channel
    place: str
    category: str | None
    township: str | None
    confidential: bool
    language: str
    versions: Versions
    tracking_sha256: str
    filing_digest: str
    particulars: ParticularsRef
    over_quota: bool = False

    def decide(self, context: Context) -> CaseFiled:
        """From its first transaction a case has a clock: the service centre's triage limit."""
        return CaseFiled(
            channel=self.channel,
            place=self.place,
            category=self.category,
            township=self.township,
            confidential=self.confidential,
            language=self.language,
            versions=self.versions,
            promised=_promised(context),
            tracking_sha256=self.tracking_sha256,
            filing_digest=self.filing_digest,
            particulars=self.particulars,
            over_quota=self.over_quota,
            clocks=(start_clock(Stage.TRIAGE, CENTRE, context),),
        )


@dataclass(frozen=True, slots=True)
class SupplementCase:
    """The enterprise adds to what it said."""

    particulars: ParticularsRef

    def decide(
        self, case: Case, context: Context
    ) -> tuple[CaseSupplemented | SuspensionLifted, ...]:
        """Possible while the case is open; it changes nobody's deadline, but that a case which was
        suspended to wait for it goes on; a confidential one when the centre has relayed it.

        Who adds something to a resolved case is not silent: the silence runs anew from the
        addition, so that every case ends. What waits for the decision on an objection has no
        silence to run.
        """
        check_supplement(case, context.now)
        answers = case.status is Status.RESOLVED and not case.undecided(RequestKind.OBJECTION)
        clocks = (silence_from(case, context),) if answers else ()
        added = CaseSupplemented(self.particulars, clocks)
        if case.confidential or not waits_for_enterprise(case):
            return (added,)
        return (added, lifting(case, LiftCause.ANSWERED, context.now, context))


def check_supplement(case: Case, now: datetime) -> None:
    """Whether the case is open."""
    if not case.status.is_open:
        raise CaseClosedError


def _promised(context: Context) -> Promised:
    dates = promise(context.now, context.policy, context.calendar)
    return Promised(
        triage_by=dates.triage_by.at,
        verify_by=dates.verify_by.at,
        reply_by=dates.reply_by.at,
        resolve_by=dates.resolve_by.at,
        provisional=dates.resolve_by.provisional,
    )
