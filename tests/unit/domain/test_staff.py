"""Who a member of staff is, and when an entry of the registry is in force."""

from datetime import timedelta

import pytest

from casework.domain.events import Actor, ActorKind
from tests.builders import NOW, handler

A_MOMENT = timedelta.resolution
YEAR = timedelta(days=365)


@pytest.mark.parametrize(
    ("after_since", "serves"), [(-A_MOMENT, False), (timedelta(0), True), (YEAR, True)]
)
def test_an_open_ended_entry_is_in_force_from_its_first_instant(
    after_since: timedelta, serves: bool
) -> None:
    assert handler("justice", since=NOW).serves_at(NOW + after_since) is serves


@pytest.mark.parametrize(
    ("after_until", "serves"), [(-A_MOMENT, True), (timedelta(0), False), (YEAR, False)]
)
def test_an_entry_ends_at_the_instant_that_it_names(after_until: timedelta, serves: bool) -> None:
    entry = handler("justice", since=NOW - YEAR, until=NOW)
    assert entry.serves_at(NOW + after_until) is serves


def test_events_name_a_person_by_opaque_id_and_unit_never_by_name() -> None:
    person = handler("justice", id="u-17", name="王强")
    assert person.as_actor() == Actor(ActorKind.STAFF, "u-17", "justice")
    assert "王强" not in repr(person.as_actor())
