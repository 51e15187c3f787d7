"""Open the green channel (绿色通道, E8) of a court or another organ for a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.tracks import OpenGreenChannel
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def open_green_channel(
    request: Request,
    organ: str,
    text: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Mark the case; raises what `carry_out` raises and the rules of tracks."""
    return carry_out(
        request,
        Action.OPEN_GREEN_CHANNEL,
        lambda writing: (
            OpenGreenChannel(organ, writing.add(ParticularsKind.TRACK_REASON, text=text)),
        ),
        cases=cases,
        configuration=configuration,
    )
