"""Who may read what: the rules in words, apart from the code that hides texts."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from casework.adapters.dynamodb.codec import dump, dump_event
from casework.domain.case import CENTRE, SUPERIORS, Status
from casework.domain.contest_events import ParticularsErased
from casework.domain.oversight_events import SummaryReleased
from casework.domain.particulars import ParticularsKind as Kind
from casework.domain.particulars import ParticularsRef, write_down
from casework.domain.publication import outbound

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from casework.domain.events import Event
    from casework.domain.staff import StaffMember

NO_DEPARTMENTS = {
    *(Kind.RATING, Kind.WITHDRAWAL, Kind.PRESSURE_FINDING),
    *(Kind.CORRECTION_REQUEST, Kind.PRIVACY_DECISION),
}
"""How a case was rated, whether somebody pressed the enterprise, what it asked about its data."""

THE_ENTERPRISES = {
    *(Kind.FILING, Kind.ADDITION, Kind.OBJECTION, Kind.REVIEW_REQUEST),
    *(Kind.CORRECTION_REQUEST, Kind.CORRECTED),
}


def check_texts(file: CaseFile, mark: str) -> None:
    """Each text belongs to one event, by its digest, and none is in a snapshot, an event or what is
    published of it; what was erased is nowhere.
    """
    refs = [ref for event in file.events for ref in refs_of(event.body)]
    bodies = [event.body for event in file.events if isinstance(event.body, ParticularsErased)]
    erased = {text for body in bodies for text in body.texts}
    assert sorted({ref.id for ref in refs} - erased) == sorted(file.particulars)
    for ref in refs:
        if ref.id not in erased:
            text = file.particulars[ref.id]
            seq, n = map(int, ref.id.split("."))
            assert text.ref == ref == write_down(ref.kind, seq, n, text.fields, text.salt).ref
            assert any(mark in value for value in text.fields.values())
    written = [dump(file.case), *map(dump_event, file.events)]
    sent = [json.dumps(outbound(event).detail, ensure_ascii=False) for event in file.events]
    assert not [text for text in (*written, *sent) if mark in text]


def refs_of(body: Any) -> list[ParticularsRef]:
    """Every text that an event points to."""
    values = (getattr(body, field.name) for field in fields(body))
    return [value for value in values if isinstance(value, ParticularsRef)]


def readable(event: Event, ref: ParticularsRef, member: StaffMember, case: Case) -> bool:
    """Whether somebody who may view the case may read a text that stands in this event."""
    if member.unit in case.about_bodies:
        return isinstance(event.body, SummaryReleased) and event.body.body == member.unit
    if case.status is Status.SUBMITTED:
        return False
    if member.unit in {CENTRE, *SUPERIORS}:
        return True
    red = getattr(event.body, "red_light", None)
    if red is not None:
        return any(one.id == red and one.unit == member.unit for one in case.red_lights)
    if ref.kind in {*NO_DEPARTMENTS, Kind.SUMMARY}:
        return False
    hidden = case.confidential and member.unit not in case.revealed_to
    return not (hidden and ref.kind in THE_ENTERPRISES)


def check_disclosed(member: StaffMember, shown: CaseFile, file: CaseFile) -> None:
    """What is shown to a person is what that person may read."""
    allowed = {
        ref.id
        for event in file.events
        for ref in refs_of(event.body)
        if readable(event, ref, member, file.case)
    }
    assert set(shown.particulars) <= allowed, member
    assert {event.id for event in shown.events} <= {event.id for event in file.events}
    if member.unit in file.case.about_bodies:
        assert (shown.case.lead, shown.case.clocks, shown.case.place) == (None, (), "")
