"""The staff registry in a store: one entry per subject of an issuer, in force or not."""

from dataclasses import replace
from datetime import timedelta
from typing import Protocol

import pytest

from casework.domain.staff import Role, StaffMember
from casework.ports import StaffRegistry
from tests.builders import NOW, clerk, handler, member
from tests.fakes import InMemoryStaff

ISSUER = "https://identity.example/pool"


class WritableRegistry(StaffRegistry, Protocol):
    """The registry with the way to enter people that seeding uses."""

    def put(self, issuer: str, subject: str, member: StaffMember) -> None:
        """Enter or replace a person's entry."""


@pytest.fixture
def registry(store: str) -> WritableRegistry:
    if store == "fake":
        return InMemoryStaff()
    from casework.adapters.dynamodb.staff import DynamoStaff  # noqa: PLC0415 - not for fakes

    return DynamoStaff()


def test_nobody_is_in_an_empty_registry(registry: WritableRegistry) -> None:
    assert registry.find(ISSUER, "s-1") is None


def test_a_person_is_found_by_issuer_and_subject_together(registry: WritableRegistry) -> None:
    registry.put(ISSUER, "s-1", clerk())
    registry.put("https://other.example", "s-1", handler("justice"))
    assert registry.find(ISSUER, "s-1") == clerk()
    assert registry.find("https://other.example", "s-1") == handler("justice")
    assert registry.find(ISSUER, "s-2") is None


def test_the_staff_of_a_unit_are_listed_by_id_and_nobody_of_another(
    registry: WritableRegistry,
) -> None:
    boss = member(Role.DEPARTMENT_LEAD, "justice", id="b", name="甲")
    first = handler("justice")
    left = member(Role.HANDLER, "justice", id="c", until=NOW - timedelta(days=1))
    people = (left, boss, first, handler("transport"), clerk())
    for number, each in enumerate(people):
        registry.put(ISSUER, f"s-{number}", each)
    registry.put("https://other.example", "s-1", boss)
    expected = tuple(sorted((left, boss, first), key=lambda each: each.id))
    assert registry.of_unit("justice") == expected
    assert registry.of_unit("transport") == (handler("transport"),)
    assert registry.of_unit("court") == ()
    assert registry.of_unit("") == ()


def test_who_moves_to_another_unit_is_listed_there_alone(registry: WritableRegistry) -> None:
    registry.put(ISSUER, "s-1", handler("justice"))
    moved = replace(handler("justice"), unit="transport")
    registry.put(ISSUER, "s-1", moved)
    assert registry.of_unit("justice") == ()
    assert registry.of_unit("transport") == (moved,)


def test_an_entry_is_replaced_at_once(registry: WritableRegistry) -> None:
    registry.put(ISSUER, "s-1", clerk())
    closed = member(Role.CLERK, "centre", until=NOW - timedelta(days=1))
    registry.put(ISSUER, "s-1", closed)
    found = registry.find(ISSUER, "s-1")
    assert found == closed
    assert found.serves_at(NOW) is False
