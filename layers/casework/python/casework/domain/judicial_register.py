"""The register of contacts with judicial organs (过问登记): who turned to which, when and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.oversight_events import ContactKind, JudicialContactRecorded
from casework.domain.oversight_state import JudicialContact
from casework.domain.supervision_events import LetterIssued
from casework.domain.working_time import CHINA_TIME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from casework.domain.case import Case
    from casework.domain.events import Event
    from casework.domain.supervision_notice import Letter


def contacts_of(events: Iterable[Event], case: Case) -> Iterator[JudicialContact]:
    """The contacts that these events of the case record: what people wrote down, and every letter
    that the platform itself issued to a judicial organ.
    """
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
        elif isinstance(body, LetterIssued) and body.letter.neutral:
            yield _of_letter(body.letter, case)


def _of_letter(letter: Letter, case: Case) -> JudicialContact:
    return JudicialContact(
        case_id=case.id,
        on=letter.issued_at.astimezone(CHINA_TIME).date(),
        kind=ContactKind.LETTER,
        organ=None,
        unit=letter.number.body,
        recorded_at=letter.issued_at,
        particulars=None,
        about_bodies=case.about_bodies,
        addressee=letter.unit,
        letter=letter.number,
    )
