"""Ask about one's data (更正、删除): correction and erasure, asked for on the tracking page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.particulars import ParticularsKind
from casework.domain.privacy_requests import AskCorrection, AskErasure
from casework.services.acting_by_link import act_by_link

if TYPE_CHECKING:
    from casework.domain.tokens import TokenMint
    from casework.ports import CaseRepository, Configuration
    from casework.services.acting_by_link import ByLink
    from casework.services.commanding import Writing


def ask_correction(
    link: ByLink,
    wrong: str,
    right: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
    mint: TokenMint,
) -> None:
    """Have data corrected: what is wrong, and what is right. Raises what `act_by_link` raises and
    the rules of personal data.
    """

    def command(writing: Writing) -> AskCorrection:
        kind = ParticularsKind.CORRECTION_REQUEST
        return AskCorrection(writing.add(kind, text=wrong, right=right))

    act_by_link(
        *(link, "correct", (wrong, right), command),
        cases=cases,
        configuration=configuration,
        mint=mint,
    )


def ask_erasure(
    link: ByLink, *, cases: CaseRepository, configuration: Configuration, mint: TokenMint
) -> None:
    """Have contact data and texts erased; raises what `act_by_link` raises and the rules of
    personal data.
    """
    act_by_link(
        *(link, "erase", (), lambda _: AskErasure()),
        cases=cases,
        configuration=configuration,
        mint=mint,
    )
