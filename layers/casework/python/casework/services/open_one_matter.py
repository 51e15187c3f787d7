"""Open one matter one discussion (一事一议, O8): urgent, with a coordinator and shorter limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.tracks import OpenOneMatter
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def open_one_matter(
    request: Request,
    coordinator: str,
    text: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Declare the matter urgent; raises what `carry_out` raises and the rules of tracks."""
    return carry_out(
        request,
        Action.OPEN_ONE_MATTER,
        lambda writing: (
            OpenOneMatter(coordinator, writing.add(ParticularsKind.TRACK_REASON, text=text)),
        ),
        cases=cases,
        configuration=configuration,
    )
