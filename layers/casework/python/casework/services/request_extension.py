"""Ask for an extension (延期申请), with the reason, before the deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.extensions import RequestExtension
from casework.domain.particulars import ParticularsKind
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def request_extension(
    request: Request,
    days: int,
    text: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the request; raises what `carry_out` raises and the rules of extensions."""
    return carry_out(
        request,
        Action.REQUEST_EXTENSION,
        lambda writing: (
            RequestExtension(days, writing.add(ParticularsKind.EXTENSION_REASON, text=text)),
        ),
        cases=cases,
        configuration=configuration,
    )
