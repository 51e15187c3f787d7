"""A store that is away: every read and write says so in the product's own words."""

from collections.abc import Callable

import pytest

from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.items import CaseItem, CodeItem, EventItem, Item, StaffItem
from casework.adapters.dynamodb.staff import DynamoStaff
from casework.domain.errors import StoreUnavailableError
from tests.builders import CASE_ID, CODE_TOKEN, NOW, clerk, intake_code
from tests.county import County
from tests.integration.wire import Wire, unreachable

READS: dict[str, Callable[[County], object]] = {
    "a case": lambda county: county.cases.get(CASE_ID),
    "a case file": lambda county: county.cases.file(CASE_ID),
    "a work list": lambda county: county.work_list.page("centre", limit=5, start=None),
    "a code by token": lambda county: county.codes.active(CODE_TOKEN),
    "a code by id": lambda county: county.codes.get("0" * 16),
    "every code": lambda county: county.codes.all(),
    "a person": lambda _: DynamoStaff().find("issuer", "s-1"),
    "an entry": lambda _: DynamoStaff().put("issuer", "s-1", clerk()),
    "a new code": lambda county: county.codes.add(intake_code("0" * 20)),
    "a revocation": lambda county: county.codes.revoke(intake_code().id, NOW),
}


@pytest.mark.parametrize("wanted", READS)
def test_what_is_asked_of_a_store_that_is_away_is_unavailable(
    county: County, wire: Wire, wanted: str
) -> None:
    with wire.failing(unreachable("dynamodb")), pytest.raises(StoreUnavailableError):
        READS[wanted](county)


def test_the_second_request_of_a_work_list_may_fail_too(county: County, wire: Wire) -> None:
    county.file()
    away = wire.failing(unreachable("dynamodb", "BatchGetItem"))
    with away, pytest.raises(StoreUnavailableError):
        county.work_list.page("centre", limit=5, start=None)


def test_all_items_share_the_connection_and_the_session_that_binding_made(
    region: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Item, "_connection", None)
    table.bind("another-table", region)
    first = CodeItem._get_connection().connection
    for kind in (Item, CaseItem, EventItem, StaffItem):
        assert kind._get_connection().connection is first
    assert table.session() is first.session
