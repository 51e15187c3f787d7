"""What each use case asks of the store, exactly: thirteen requests in the life of a case."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from casework.adapters.dynamodb.staff import DynamoStaff
from casework.domain.case import Case, Status
from casework.domain.errors import NotFoundError
from casework.domain.rules import StaleVersionError
from casework.domain.tokens import FormKeyRefusedError
from casework.services.file_case import FilingOutcome
from casework.services.list_cases import list_cases
from casework.services.prepare_filing import BlankForm, prepare_filing
from casework.services.rate_case import prepare_rating, rate_case
from casework.services.route_case import route_case
from casework.services.track_case import track_case
from casework.services.view_case import view_case
from tests.builders import CODE_TOKEN, MINT, clerk, handler
from tests.county import County
from tests.integration.wire import Wire

T = TypeVar("T")
READ, READ_FILE, WRITE = "GetItem", "Query", "TransactWriteItems"


class Ledger:
    """Runs acts and notes what each asked of AWS, in order, and how many requests all did."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.asked: list[str] = []
        self.total = 0

    def __call__(self, act: Callable[[], T]) -> T:
        with self.wire.recording() as calls:
            outcome = act()
        self.asked = [call.operation for call in calls]
        self.total += len(calls)
        return outcome


@pytest.fixture
def ledger(wire: Wire) -> Ledger:
    return Ledger(wire)


def scan(county: County, token: str = CODE_TOKEN) -> BlankForm:
    return prepare_filing(
        token, county.now, codes=county.codes, configuration=county.configuration, mint=MINT
    )


def test_a_case_costs_thirteen_requests_from_scan_to_rating(county: County, ledger: Ledger) -> None:
    ledger(lambda: scan(county))
    assert ledger.asked == [READ]
    case_id = ledger(county.post).case_id
    assert ledger.asked == [WRITE]
    ledger(lambda: route_case(case_id, f"{case_id}/1/0", county.now, **county.ports))
    assert ledger.asked == [READ_FILE, WRITE]
    case = county.cases.get(case_id)
    for step in (county.verify, county.reply, county.resolve):
        case = ledger(lambda step=step, case=case: step(case))  # type: ignore[misc]
        assert ledger.asked == [READ, WRITE]
    token = MINT.rating_token(case_id)
    ledger(lambda: prepare_rating(token, cases=county.cases, mint=MINT))
    assert ledger.asked == [READ]
    assert ledger.total == 11


def rating(county: County, case: Case) -> Callable[[], None]:
    raise NotImplementedError
