"""The register of contacts with judicial organs (过问登记): who turned to which, when and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.oversight_events import JudicialContactRecorded
from casework.domain.oversight_state import JudicialContact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from casework.domain.case import Case
    from casework.domain.events import Event


def contacts_of(events: Iterable[Event], case: Case) -> Iterator[JudicialContact]:
    """The contacts that these events of the case record."""
    for event in events:
        body = event.body
        if isinstance(body, JudicialContactRecorded):
            yield JudicialContact(
                case_id=event.case_id,
                on=body.on,
                kind=body.kind,
                organ=body.organ,
                unit=event.actor.unit,
                recorded_at=event.at,
                particulars=body.particulars,
                about_bodies=case.about_bodies,
            )
