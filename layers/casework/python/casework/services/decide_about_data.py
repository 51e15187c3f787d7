"""Decide about personal data (更正、删除): a clerk or supervisor, in 15 working days (policy)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize
from casework.domain.particulars import ParticularsKind
from casework.domain.privacy_requests import (
    ERASABLE,
    CorrectParticulars,
    EraseParticulars,
    RefuseCorrection,
    RefuseErasure,
)
from casework.domain.search_terms import terms_of
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from casework.domain.tokens import TokenMint
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request, Writing


@dataclass(frozen=True, slots=True)
class CorrectedData:
    """The data as they are right, all of them: they replace those of the filing; an e-mail address
    that is not named stays.
    """

    enterprise_name: str
    contact_name: str
    contact_phone: str
    credit_code: str = ""
    contact_email: str = ""

    def command(self, writing: Writing) -> CorrectParticulars:
        """The command, the data taken down; what is empty is left out."""
        return CorrectParticulars(writing.add(ParticularsKind.CORRECTED, **self.given))

    @property
    def given(self) -> dict[str, str]:
        """What is not empty, by field."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in values.items() if value}


def correct_data(
    request: Request,
    corrected: CorrectedData,
    *,
    cases: CaseRepository,
    configuration: Configuration,
    mint: TokenMint,
) -> Case:
    """Correct the data; the case is found by them from now on, and by those of the filing no more.

    Raises what `carry_out` raises and NothingToReviewError.
    """
    return carry_out(
        *(request, Action.DECIDE_CORRECTION, lambda writing: (corrected.command(writing),)),
        cases=cases,
        configuration=configuration,
        search_keys=tuple(mint.search_key(term) for term in terms_of(corrected.given)),
    )


def refuse_correction(
    request: Request, reason: str, *, cases: CaseRepository, configuration: Configuration
) -> Case:
    """Refuse it, with a reason that the enterprise reads; raises likewise."""

    def command(writing: Writing) -> RefuseCorrection:
        return RefuseCorrection(writing.add(ParticularsKind.PRIVACY_DECISION, text=reason))

    return carry_out(
        *(request, Action.DECIDE_CORRECTION, lambda writing: (command(writing),)),
        cases=cases,
        configuration=configuration,
    )


def erase_data(request: Request, *, cases: CaseRepository, configuration: Configuration) -> Case:
    """Erase what the enterprise typed: the store keeps nothing of it, the record stays.

    Raises what `carry_out` raises, NothingToReviewError and ErasureTooEarlyError.
    """
    file = cases.file(request.case_id)
    authorize(request.member, Action.ERASE_DATA, file.case)
    texts = erasable_texts(file)
    return carry_out(
        *(request, Action.ERASE_DATA, lambda _: (EraseParticulars(texts),)),
        cases=cases,
        configuration=configuration,
    )


def refuse_erasure(
    request: Request, reason: str, *, cases: CaseRepository, configuration: Configuration
) -> Case:
    """Refuse it, with a reason that the enterprise reads; raises what `carry_out` raises and
    NothingToReviewError.
    """

    def command(writing: Writing) -> RefuseErasure:
        return RefuseErasure(writing.add(ParticularsKind.PRIVACY_DECISION, text=reason))

    return carry_out(
        *(request, Action.REFUSE_ERASURE, lambda writing: (command(writing),)),
        cases=cases,
        configuration=configuration,
    )


def erasable_texts(file: CaseFile) -> tuple[str, ...]:
    """The ids of the texts that an erasure takes away, in order."""
    return tuple(sorted(key for key, text in file.particulars.items() if text.ref.kind in ERASABLE))
