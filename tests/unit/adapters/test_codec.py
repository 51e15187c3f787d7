"""Cases, events and texts as stored: what was written comes back, whatever it holds."""

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.adapters.dynamodb.codec import dump, dump_event, load, load_event
from casework.domain.case import Case
from casework.domain.clocks import Clock
from casework.domain.code import Code
from casework.domain.deadline import Limit, Pause
from casework.domain.enterprise_dates import EnterpriseDates
from casework.domain.events import EVENT_TYPES, Event
from casework.domain.particulars import Particulars
from casework.domain.staff import StaffMember
from tests.builders import (
    CASE_ID,
    NOW,
    RESOLVE_BY,
    answered_case,
    assigned_case,
    filed,
    intake_code,
    resolved_case,
    then,
    verify,
)
from tests.unit.domain.decision_steps import ASK, SUSPENSION, returned

ANY = {
    str: st.text(st.characters(codec="utf-8"), max_size=20),
    int: st.integers(0, 10**9),
    datetime: st.datetimes(timezones=st.just(UTC)),
}
"""What a field of these types may hold: any text that is UTF-8, any instant to the microsecond."""


def _pause(first: datetime, second: datetime) -> Pause:
    """Any two instants as a pause that ends after it began; twice the same one is still open."""
    start, end = sorted((first, second))
    return Pause(start, end if end > start else None)


LEGAL = {
    Limit: st.builds(Limit, amount=st.integers(1, 10**6)),
    EnterpriseDates: st.deferred(
        lambda: st.builds(
            EnterpriseDates, st.lists(any_of(Clock), min_size=1, max_size=3).map(tuple)
        )
    ),
    Pause: st.builds(_pause, ANY[datetime], ANY[datetime])
    | st.builds(Pause, start=ANY[datetime], end=st.none()),
}
"""What refuses values of its own accord."""


def any_of(kind: Any, **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Any value of a dataclass, field by field but for those fixed."""
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name not in fixed}
    return st.builds(kind, **{name: of_type(hint) for name, hint in hints.items()}, **fixed)


@cache
def of_type(hint: Any) -> st.SearchStrategy[Any]:
    parts = get_args(hint)
    if get_origin(hint) is UnionType:
        return st.one_of(*map(of_type, parts))
    if get_origin(hint) is tuple:
        return st.lists(of_type(parts[0]), max_size=3).map(tuple)
    if get_origin(hint) is dict:
        return st.dictionaries(of_type(parts[0]), of_type(parts[1]), max_size=3)
    if hint in LEGAL:
        return LEGAL[hint]
    if is_dataclass(hint):
        return any_of(hint)
    return ANY[hint] if hint in ANY else st.from_type(hint)


RECORDS = {kind: any_of(kind) for kind in (Case, Code, Particulars, StaffMember)}
EVENTS = {
    name: any_of(Event, case_id=st.just(CASE_ID), body=any_of(kind))
    for name, kind in EVENT_TYPES.items()
}


@pytest.mark.parametrize("kind", RECORDS)
@settings(max_examples=25)
@given(data=st.data())
def test_a_record_comes_back_as_it_was(kind: type[Any], data: st.DataObject) -> None:
    value = data.draw(RECORDS[kind])
    assert load(dump(value), kind) == value


@pytest.mark.parametrize("name", EVENT_TYPES)
@settings(max_examples=15)
@given(data=st.data())
def test_an_event_comes_back_as_it_was(name: str, data: st.DataObject) -> None:
    event = data.draw(EVENTS[name])
    assert event.type == name
    assert load_event(CASE_ID, event.seq, event.n, name, dump_event(event)) == event


@pytest.mark.parametrize("case", [assigned_case("transport", "court"), answered_case()])
def test_what_still_has_its_default_is_not_written(case: Case) -> None:
    written = json.loads(dump(case))
    absent = {field.name for field in fields(Case)} - set(written)
    assert {"rated_at", "complaint", "about_bodies", "letters"} <= absent
    for clock in written["clocks"]:
        assert clock.keys().isdisjoint({"round", "letter", "warned", "missed", "provisional"})
        warned = {"warn_at"} - ({"warn_at"} if clock["stage"] == "silence" else set())
        assert {"stage", "unit", "started_at", "due", "calendar", *warned} <= clock.keys()
    assert {"id", "version", "category", "township", "status"} <= set(written)


@pytest.mark.parametrize(
    "case",
    [
        assigned_case("transport", "court"),
        resolved_case(),
        then(assigned_case(), now=RESOLVE_BY)[0],
        then(assigned_case(), SUSPENSION)[0],
        then(assigned_case(), ASK)[0],
        returned(assigned_case(), "ecology", NOW),
    ],
    ids=["assigned", "resolved", "missed", "held", "suspended", "returned"],
)
def test_the_enterprises_dates_come_back_whether_or_not_the_units_clocks_say_them(
    case: Case,
) -> None:
    assert case.dates is not None
    assert load(dump(case), Case) == case


def test_dates_that_the_units_clocks_say_are_not_written_twice() -> None:
    assert json.loads(dump(resolved_case()))["dates"] == {"clocks": []}
    returned_case = returned(assigned_case(), "ecology", NOW + timedelta(hours=1))
    assert len(json.loads(dump(returned_case))["dates"]["clocks"]) == 3


def test_an_event_is_written_without_what_its_key_says_and_without_words() -> None:
    (event,) = filed().events
    written = json.loads(dump_event(event))
    envelope = {"at", "actor", "command_id", "due_version", "next_due", "arms", "body"}
    assert set(written) == envelope
    assert written["body"]["particulars"].keys() == {"id", "kind", "sha256"}
    assert written["at"] == "2026-03-02T01:00:00Z"


def test_an_instant_comes_back_in_utc() -> None:
    text = dump(intake_code()).replace("2026-03-02T01:00:00Z", "2026-03-02T09:00:00+08:00")
    assert load(text, Code) == intake_code()


def test_an_event_of_a_type_that_nobody_knows_is_not_guessed_at() -> None:
    with pytest.raises(KeyError):
        load_event(CASE_ID, 1, 0, "CaseTeleported", dump_event(filed().events[0]))


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"at": "yesterday"}'])
def test_a_text_that_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(msgspec.MsgspecError):
        load(text, Case)
    with pytest.raises(msgspec.MsgspecError):
        load_event(CASE_ID, 1, 0, "CaseFiled", text)


def test_a_snapshot_and_its_events_stay_small() -> None:
    _, events = then(assigned_case("transport", "emergency", "housing"), verify())
    sizes = {event.type: len(dump_event(event)) for event in (*filed().events, *events)}
    assert len(dump(resolved_case())) < 2000
    assert max(sizes.values()) < 1000
