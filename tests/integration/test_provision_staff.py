"""Staff entries: checked before anything is written, and nobody comes back by an old file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from casework.adapters.dynamodb.items import Item
from casework.adapters.dynamodb.staff import DynamoStaff
from casework.domain.errors import ConfigurationError
from casework.domain.staff import Role, StaffMember
from tests.integration.provisioning import CLOSED, HANDLER, Provisioning, stored_entry

BEGINNING = datetime(2021, 4, 1, tzinfo=UTC)


@pytest.fixture
def run(table: str, aws: str) -> Provisioning:
    return Provisioning(table, aws)


def test_an_entry_without_dates_holds_since_the_platform_began(run: Provisioning) -> None:
    run(HANDLER)
    assert stored_entry() == StaffMember("h-042", "王强", Role.HANDLER, "justice", BEGINNING, None)


def test_dates_are_days_in_the_county(run: Provisioning) -> None:
    run({**HANDLER, "since": "2026-03-02", "until": "2026-11-30"})
    found = stored_entry()
    assert found.since == datetime(2026, 3, 1, 16, tzinfo=UTC)
    assert found.until == datetime(2026, 11, 29, 16, tzinfo=UTC)


def test_an_entry_replaces_itself_and_keeps_since_when_it_holds(run: Provisioning) -> None:
    run({**HANDLER, "since": "2026-03-02"})
    run({**HANDLER, "role": "department_lead"})
    found = stored_entry()
    assert (found.role, found.since) == (
        Role.DEPARTMENT_LEAD,
        datetime(2026, 3, 1, 16, tzinfo=UTC),
    )


def test_an_old_file_does_not_bring_back_who_left(run: Provisioning) -> None:
    run(CLOSED)
    closed = stored_entry()
    run(HANDLER)
    assert stored_entry() == closed
    assert run.said == [
        "staff entry h-042 ends and was left alone; give it since or until to change it"
    ]


@pytest.mark.parametrize(
    ("dates", "until"),
    [
        ({"since": "2026-12-01"}, None),
        ({"until": "2027-01-01"}, datetime(2026, 12, 31, 16, tzinfo=UTC)),
    ],
)
def test_who_left_comes_back_by_an_entry_with_a_date(
    run: Provisioning, dates: dict[str, str], until: datetime | None
) -> None:
    run(CLOSED)
    run({**HANDLER, **dates})
    found = stored_entry()
    assert found.until == until
    assert run.said == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"unit": "moon"}, "staff entry h-042: unit: unknown moon"),
        ({"role": "king"}, "staff entry h-042: role: unknown king"),
        ({"role": "clerk"}, "staff entry h-042: unit: a clerk belongs to the service centre"),
        (
            {"role": "supervisor"},
            "staff entry h-042: unit: a supervisor belongs to the service centre",
        ),
        (
            {"since": "yesterday"},
            "staff entry h-042: since: expected a date such as 2026-11-30",
        ),
        ({"until": 20261130}, "staff entry h-042: until: expected a text that is not blank"),
        (
            {"since": "2026-11-30", "until": "2026-11-30"},
            "staff entry h-042: until must be after since",
        ),
        ({"name": " "}, "staff entry h-042: name: expected a text that is not blank"),
        ({"phone": "1"}, "staff entry h-042: unknown phone"),
        ({"id": ""}, "staff entry no. 2: id: expected a text that is not blank"),
    ],
    ids=str,
)
def test_an_entry_that_cannot_be_is_named_and_nothing_is_written(
    run: Provisioning, change: dict[str, Any], complaint: str
) -> None:
    good = {**HANDLER, "subject": "other", "id": "h-001"}
    with pytest.raises(ConfigurationError) as refused:
        run(good, {**HANDLER, **change})
    assert str(refused.value) == complaint
    assert "b7f1" not in str(refused.value)
    assert refused.value.facts == {}
    assert list(Item.scan()) == []


def test_two_entries_of_one_subject_are_refused(run: Provisioning) -> None:
    with pytest.raises(ConfigurationError, match="staff entry h-043: its subject has another"):
        run(HANDLER, {**HANDLER, "id": "h-043"})


def test_one_person_may_have_an_entry_at_each_of_two_issuers(run: Provisioning) -> None:
    run(HANDLER, {**HANDLER, "issuer": "https://other.example"})
    assert DynamoStaff().find("https://other.example", "b7f1") == stored_entry()


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        ("clerk", "centre"),
        ("supervisor", "centre"),
        ("inspector", "inspection"),
        ("inspector", "leading_group"),
        ("administrator", "centre"),
    ],
)
def test_every_role_has_its_place(run: Provisioning, role: str, unit: str) -> None:
    run({**HANDLER, "role": role, "unit": unit})
    found = stored_entry()
    assert (found.role, found.unit) == (role, unit)
