"""Contest a case (确认、异议、复核): what the enterprise says of how its case ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.confirmation import ConfirmCase
from casework.domain.declining import AskDeclineReview
from casework.domain.objections import RaiseObjection
from casework.domain.particulars import ParticularsKind
from casework.services.acting_by_link import act_by_link

if TYPE_CHECKING:
    from casework.domain.tokens import TokenMint
    from casework.ports import CaseRepository, Configuration
    from casework.services.acting_by_link import ByLink


def confirm_case(
    link: ByLink, *, cases: CaseRepository, configuration: Configuration, mint: TokenMint
) -> None:
    """Close it as confirmed; raises what `act_by_link` raises and the rules of confirming."""
    act_by_link(
        *(link, "confirm", (), lambda _: ConfirmCase()),
        cases=cases,
        configuration=configuration,
        mint=mint,
    )


def object_to_case(
    link: ByLink,
    reason: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
    mint: TokenMint,
) -> None:
    """Take the objection; raises what `act_by_link` raises and the rules of objections."""
    act_by_link(
        link,
        "object",
        (reason,),
        lambda writing: RaiseObjection(writing.add(ParticularsKind.OBJECTION, text=reason)),
        cases=cases,
        configuration=configuration,
        mint=mint,
    )


def ask_decline_review(
    link: ByLink,
    reason: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
    mint: TokenMint,
) -> None:
    """Have a declined case reviewed; raises what `act_by_link` raises, and the rules of it."""
    act_by_link(
        link,
        "ask_review",
        (reason,),
        lambda writing: AskDeclineReview(writing.add(ParticularsKind.REVIEW_REQUEST, text=reason)),
        cases=cases,
        configuration=configuration,
        mint=mint,
    )
