"""Exclude a piece of evidence on a red light (红灯): others caused it (DESIGN 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.evidence_exclusion import ExcludeEvidence
from casework.domain.particulars import ParticularsKind
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.oversight_events import EvidenceKind
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def exclude_evidence(
    request: Request,
    red_light: str,
    evidence: tuple[EvidenceKind, str],
    reasons: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Show the piece, known by its kind and reference, as caused by others; raises what `carry_out`
    raises, NoEvidenceError, RedLightDecidedError and TookPartError.
    """
    kind = ParticularsKind.EVIDENCE_EXCLUSION
    return carry_out(
        request,
        Action.EXCLUDE_EVIDENCE,
        lambda writing: (ExcludeEvidence(red_light, *evidence, writing.add(kind, text=reasons)),),
        cases=cases,
        configuration=configuration,
    )
