"""What each use case asks of the store, exactly: thirteen requests in the life of a case."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

import pytest

from casework.adapters.dynamodb.configuration import DynamoConfiguration
from casework.adapters.dynamodb.staff import DynamoStaff
from casework.domain.errors import NotFoundError
from casework.domain.evaluation import Grade
from casework.domain.rules import StaleVersionError
from casework.domain.staff import StaffMember
from casework.ports import Page
from casework.services.file_case import FilingOutcome
from casework.services.list_cases import list_cases
from casework.services.prepare_filing import prepare_filing
from casework.services.rate_case import Rating, prepare_rating, rate_case
from casework.services.route_case import route_case
from casework.services.track_case import track_case
from casework.services.view_case import view_case
from tests.builders import CODE_TOKEN, MINT, clerk, handler
from tests.county import County
from tests.integration.adapters.conftest import ALL_KINDS
from tests.integration.wire import Wire

T = TypeVar("T")
READ, READ_FILE, WRITE = "GetItem", "Query", "TransactWriteItems"
SATISFIED = Rating(Grade.SATISFIED, (), "很快", text_consent=False)


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


def scan(county: County, token: str = CODE_TOKEN) -> Callable[[], object]:
    configuration = county.configuration
    return partial(
        prepare_filing,
        token,
        county.now,
        codes=county.codes,
        configuration=configuration,
        mint=MINT,
    )


def route(county: County, case_id: str) -> Callable[[], bool]:
    return partial(route_case, case_id, f"{case_id}/1/0", county.now, **county.ports)


def work_of(county: County, member: StaffMember) -> Callable[[], Page]:
    return partial(list_cases, member, limit=25, start=None, work_list=county.work_list)


def test_a_case_costs_thirteen_requests_from_scan_to_rating(county: County, ledger: Ledger) -> None:
    ledger(scan(county))
    assert ledger.asked == [READ]
    case_id = ledger(county.post).case_id
    assert ledger.asked == [WRITE]
    assert ledger(route(county, case_id)) is True
    assert ledger.asked == [READ_FILE, WRITE]
    case = county.cases.get(case_id)
    for step in (county.verify, county.reply, county.resolve):
        case = ledger(partial(step, case))
        assert ledger.asked == [READ, WRITE]
    token = MINT.rating_token(case_id)
    ledger(partial(prepare_rating, token, cases=county.cases, mint=MINT))
    assert ledger.asked == [READ]
    ledger(partial(rate_case, token, SATISFIED, county.now, mint=MINT, **county.ports))
    assert ledger.asked == [READ, WRITE]
    assert ledger.total == 13


def test_reading_costs_one_request_and_a_work_list_two(county: County, ledger: Ledger) -> None:
    filed = county.post()
    case = county.assign(county.cases.get(filed.case_id), "justice")
    ledger(partial(track_case, filed.tracking_token, cases=county.cases, mint=MINT))
    assert ledger.asked == [READ_FILE]
    ledger(partial(view_case, case.id, handler("justice"), cases=county.cases))
    assert ledger.asked == [READ_FILE]
    assert len(ledger(work_of(county, handler("justice"))).items) == 1
    assert ledger.asked == [READ_FILE, "BatchGetItem"]
    assert ledger(work_of(county, clerk())).items == ()
    assert ledger.asked == [READ_FILE, "BatchGetItem"]
    DynamoStaff().put("issuer", "s-1", clerk())
    ledger(partial(DynamoStaff().find, "issuer", "s-1"))
    assert ledger.asked == [READ]


def test_a_full_page_of_work_costs_no_more(county: County, ledger: Ledger) -> None:
    for _ in range(25):
        county.file()
    assert len(ledger(work_of(county, clerk())).items) == 25
    assert ledger.asked == [READ_FILE, "BatchGetItem"]


def test_a_clerks_acts_and_a_co_handlers_cost_two_requests(county: County, ledger: Ledger) -> None:
    case = ledger(partial(county.assign, county.file(), "transport", "emergency", "housing"))
    assert ledger.asked[-2:] == [READ, WRITE]
    case = ledger(partial(county.report, case, "emergency"))
    assert ledger.asked == [READ, WRITE]
    ledger(partial(county.excuse, case, "housing"))
    assert ledger.asked == [READ, WRITE]
    ledger(partial(county.answer, county.file()))
    assert ledger.asked[-2:] == [READ, WRITE]
    token = county.post().tracking_token
    ledger(partial(county.add, token))
    assert ledger.asked == [READ_FILE, WRITE]


def test_a_repeat_costs_one_more_read_and_a_conflict_names_what_changed_by_one_query(
    county: County, ledger: Ledger
) -> None:
    ledger(county.post)
    again = ledger(county.post)
    assert (again.outcome, ledger.asked) == (FilingOutcome.REPEATED, [WRITE, READ])
    case = county.triage(county.cases.get(again.case_id))
    county.assign(case, "justice")
    with pytest.raises(StaleVersionError):
        ledger(partial(county.assign, case, "court"))
    assert ledger.wire.calls[-2].operation == READ
    assert ledger.wire.calls[-1].operation == READ_FILE


def test_a_redelivered_filing_costs_one_read(county: County, ledger: Ledger) -> None:
    case_id = county.post().case_id
    ledger(route(county, case_id))
    assert ledger(route(county, case_id)) is False
    assert ledger.asked == [READ_FILE]


def test_a_malformed_code_or_token_costs_nothing(county: County, ledger: Ledger) -> None:
    for act in (
        scan(county, "x"),
        partial(track_case, "x", cases=county.cases, mint=MINT),
        partial(prepare_rating, "x", cases=county.cases, mint=MINT),
        partial(prepare_rating, MINT.rating_token("x"), cases=county.cases, mint=MINT),
    ):
        before = len(ledger.wire.calls)
        with pytest.raises(NotFoundError):
            ledger(act)
        assert len(ledger.wire.calls) == before


@pytest.mark.usefixtures("imported")
def test_a_cold_container_reads_its_configuration_in_one_request(
    county: County, ledger: Ledger
) -> None:
    county.configuration = DynamoConfiguration(ALL_KINDS)
    ledger(scan(county))
    assert ledger.asked == [READ, "BatchGetItem"]
    ledger(scan(county))
    assert ledger.asked == [READ]


def test_a_transaction_holds_only_what_its_command_needs(county: County, wire: Wire) -> None:
    case = county.assign(county.file(), "transport", "emergency")
    with wire.recording() as calls:
        case = county.report(county.verify(case), "emergency")
    written = [call.parameters["TransactItems"] for call in calls if call.operation == WRITE]
    verified, reported = (
        [item["Put"]["Item"] for item in items if "Put" in item] for items in written
    )
    counted = [[item["Update"] for item in items if "Update" in item] for items in written]
    assert [[each["Key"]["PK"]["S"] for each in updates] for updates in counted] == [
        ["STATISTICS"],
        [],
    ]
    common = ["CASE", "EVENT#00000{}.00", "PARTICULARS#000{}.0"]
    assert [item["SK"]["S"] for item in verified] == [
        *(key.format(4) for key in common),
        "TASK#emergency",
    ]
    assert [item["SK"]["S"] for item in reported] == [
        *(key.format(5) for key in common),
        "TASK#emergency",
    ]
    assert set(reported[-1]) == {"PK", "SK", "kind"}
