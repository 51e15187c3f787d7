"""Add to a case (补充情况): the enterprise says more while its case is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.intake import SupplementCase
from casework.domain.particulars import ParticularsKind
from casework.services.acting_by_link import act_by_link

if TYPE_CHECKING:
    from casework.domain.tokens import TokenMint
    from casework.ports import CaseRepository, Configuration
    from casework.services.acting_by_link import ByLink


def supplement_case(
    link: ByLink,
    text: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
    mint: TokenMint,
) -> None:
    """Store what was added, once per form and text, however often it is posted.

    Raises NotFoundError for a wrong link, FormKeyRefusedError for an old form, CaseClosedError.
    """
    act_by_link(
        link,
        "addition",
        (text,),
        lambda writing: SupplementCase(writing.add(ParticularsKind.ADDITION, text=text)),
        cases=cases,
        configuration=configuration,
        mint=mint,
    )
