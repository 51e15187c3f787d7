"""Follow a case (查询进度) by its tracking link: what happened, whose turn it is and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.tokens import split_token

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from casework.domain.tokens import TokenMint
    from casework.ports import CaseRepository


def track_case(token: str, *, cases: CaseRepository, mint: TokenMint) -> CaseFile:
    """The whole case file for the holder of the link; raises NotFoundError for any other token."""
    file = cases.file(split_token(token)[0])
    mint.check_tracking(file.case, token)
    return file


def tracked_case(token: str, *, cases: CaseRepository, mint: TokenMint) -> Case:
    """The case as it stands, without its history, for the holder of the link; raises NotFoundError
    for any other token.
    """
    case = cases.get(split_token(token)[0])
    mint.check_tracking(case, token)
    return case
