"""Contact the reporter (联系诉求人): whose case it is, and that a report is false (冒名诉求)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.reporters import DecideFalseReport, ProposeFalseReport, RecordContact
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request, Writing


def record_contact(
    request: Request,
    confirmed: bool,
    note: str | None,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the contact; raises what `carry_out` raises and NotInHandError."""
    unit = request.member.unit

    def command(writing: Writing) -> RecordContact:
        kind = ParticularsKind.CONTACT_NOTE
        return RecordContact(unit, confirmed, writing.add(kind, text=note) if note else None)

    return carry_out(
        *(request, Action.RECORD_CONTACT, lambda writing: (command(writing),)),
        cases=cases,
        configuration=configuration,
    )


def propose_false_report(
    request: Request, reason: str, *, cases: CaseRepository, configuration: Configuration
) -> Case:
    """Propose that the report is false; raises what `carry_out` raises and the rules of
    `check_propose_false_report`.
    """
    unit = request.member.unit

    def command(writing: Writing) -> ProposeFalseReport:
        return ProposeFalseReport(unit, writing.add(ParticularsKind.FALSE_REPORT, text=reason))

    return carry_out(
        *(request, Action.PROPOSE_FALSE_REPORT, lambda writing: (command(writing),)),
        cases=cases,
        configuration=configuration,
    )


def decide_false_report(
    request: Request,
    accepted: bool,
    reason: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Decide it; raises what `carry_out` raises, NothingToReviewError, NotInHandError."""

    def command(writing: Writing) -> DecideFalseReport:
        ref = writing.add(ParticularsKind.FALSE_REPORT_DECISION, text=reason)
        return DecideFalseReport(accepted, ref)

    return carry_out(
        *(request, Action.DECIDE_FALSE_REPORT, lambda writing: (command(writing),)),
        cases=cases,
        configuration=configuration,
    )
