"""What a list knows of a case without opening it: codes and dates, nothing of who or what about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from casework.domain.case import Disposition, Status
from casework.domain.events import Channel
from casework.domain.light import Light, light_of

if TYPE_CHECKING:
    from casework.domain.case import Case


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of an exported list. A confidential case shows neither category nor township.

    `about_bodies` are those that a complaint is about: whoever is of one is not given the line.
    """

    case_id: str
    status: Status
    channel: Channel
    filed_at: datetime
    light: Light = Light.NONE
    disposition: Disposition | None = None
    category: str | None = None
    township: str | None = None
    lead: str | None = None
    due: datetime | None = None
    about_bodies: tuple[str, ...] = ()


def line_of(case: Case) -> CaseLine:
    """The line of a case as it stands."""
    return CaseLine(
        case_id=case.id,
        status=case.status,
        channel=case.channel,
        filed_at=case.filed_at,
        light=light_of(case),
        disposition=case.disposition,
        category=None if case.confidential else case.category,
        township=None if case.confidential else case.township,
        lead=case.lead,
        due=case.first_deadline,
        about_bodies=case.about_bodies,
    )
