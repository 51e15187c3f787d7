"""Withdraw (撤单): the enterprise takes back its case, or its rating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.particulars import ParticularsKind
from casework.domain.withdrawals import WithdrawCase, WithdrawRating
from casework.services.acting_by_link import act_by_link

if TYPE_CHECKING:
    from casework.domain.tokens import TokenMint
    from casework.ports import CaseRepository, Configuration
    from casework.services.acting_by_link import ByLink
    from casework.services.commanding import Writing


def withdraw_case(
    link: ByLink,
    reason: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
    mint: TokenMint,
) -> None:
    """Withdraw the case, with or without a reason; raises what `act_by_link` raises,
    AlreadyWithdrawnError and CaseClosedError.
    """

    def command(writing: Writing) -> WithdrawCase:
        kind = ParticularsKind.WITHDRAWAL
        return WithdrawCase(writing.add(kind, text=reason) if reason else None)

    act_by_link(
        *(link, "withdraw", (reason,), command),
        cases=cases,
        configuration=configuration,
        mint=mint,
    )


def withdraw_rating(
    link: ByLink, *, cases: CaseRepository, configuration: Configuration, mint: TokenMint
) -> None:
    """Withdraw the rating; raises what `act_by_link` raises and RatingNotWithdrawableError."""
    act_by_link(
        *(link, "withdraw_rating", (), lambda _: WithdrawRating()),
        cases=cases,
        configuration=configuration,
        mint=mint,
    )
