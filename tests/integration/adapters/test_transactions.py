"""Writes that meet others: contention is tried again, a condition that failed is not."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from botocore.endpoint import Endpoint
from botocore.exceptions import ClientError, ReadTimeoutError

from casework.domain.errors import CaseworkError, NotFoundError, StoreUnavailableError
from casework.domain.lifecycle import perform
from casework.domain.rules import CaseExistsError, StaleVersionError
from casework.services.file_case import FilingOutcome
from tests.builders import CODE_TOKEN, context, filed, verify
from tests.county import County
from tests.integration.wire import Call, Wire, unreachable

FINE, FAILED, CONTENDED = "None", "ConditionalCheckFailed", "TransactionConflict"
THROTTLED = "ThrottlingError"


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses between attempts, in seconds, each at its longest and none of them waited."""
    slept: list[float] = []
    monkeypatch.setattr("casework.adapters.dynamodb.table.time.sleep", slept.append)
    monkeypatch.setattr("casework.adapters.dynamodb.table.secrets.randbelow", lambda most: most)
    return slept


def cancelled(*reasons: str) -> ClientError:
    """The store's answer to a transaction that it cancelled, with a reason for each item."""
    response = {
        "Error": {"Code": "TransactionCanceledException", "Message": "cancelled"},
        "CancellationReasons": [{"Code": reason} for reason in reasons],
    }
    return ClientError(response, "TransactWriteItems")


@contextmanager
def cancelling(wire: Wire, *answers: ClientError) -> Iterator[list[Call]]:
    """The next transactions are cancelled with these answers; later ones go through."""
    waiting = list(answers)

    def fault(call: Call) -> Exception | None:
        return waiting.pop(0) if call.operation == "TransactWriteItems" and waiting else None

    with wire.failing(fault), wire.recording() as calls:
        yield calls


def tokens(calls: list[Call]) -> list[str]:
    return [
        call.parameters["ClientRequestToken"]
        for call in calls
        if call.operation == "TransactWriteItems"
    ]


@pytest.mark.parametrize("place", range(4))
def test_a_filing_that_meets_another_at_the_same_code_or_case_is_tried_again(
    county: County, wire: Wire, pauses: list[float], place: int
) -> None:
    reasons = [CONTENDED if place == item else FINE for item in range(4)]
    with cancelling(wire, cancelled(*reasons), cancelled(*reasons)) as calls:
        filed_case = county.post()
    assert filed_case.outcome is FilingOutcome.NEW
    assert len(tokens(calls)) == 3
    assert len(set(tokens(calls))) == 1
    assert pauses == [0.020, 0.040]
    assert county.cases.get(filed_case.case_id).version == 1


def test_a_command_that_meets_another_is_tried_again(county: County, wire: Wire) -> None:
    case = county.assign(county.file(), "justice")
    with cancelling(wire, cancelled(CONTENDED, FINE, FINE)):
        assert county.verify(case).version == case.version + 1


def test_the_fifth_contention_is_left_to_whoever_asked(
    county: County, wire: Wire, pauses: list[float]
) -> None:
    case = county.assign(county.file(), "justice")
    contended = [cancelled(CONTENDED, FINE, FINE)] * 5
    with cancelling(wire, *contended) as calls, pytest.raises(StoreUnavailableError):
        county.verify(case)
    assert len(tokens(calls)) == 5
    assert pauses == [0.020, 0.040, 0.080, 0.160]
    assert county.cases.get(case.id) == case


@pytest.mark.parametrize(
    ("reasons", "error"),
    [
        ((FAILED, FINE, FINE, FINE), NotFoundError),
        ((FINE, FAILED, FINE, FINE), CaseExistsError),
        ((FAILED, FAILED, FINE, FINE), CaseExistsError),
        ((CONTENDED, FAILED, FINE, FINE), CaseExistsError),
        ((FINE, FINE, THROTTLED, FINE), StoreUnavailableError),
    ],
)
def test_a_filing_says_which_condition_failed(
    county: County,
    wire: Wire,
    pauses: list[float],
    reasons: tuple[str, ...],
    error: type[CaseworkError],
) -> None:
    with cancelling(wire, cancelled(*reasons)), pytest.raises(error):
        county.cases.add(filed(), (), CODE_TOKEN)
    assert pauses == []


def test_a_change_whose_version_is_gone_is_stale_at_once(
    county: County, wire: Wire, pauses: list[float]
) -> None:
    case = county.assign(county.file(), "justice")
    change = perform(case, (verify(),), context(county.now))
    with cancelling(wire, cancelled(FAILED, CONTENDED, FINE)), pytest.raises(StaleVersionError):
        county.cases.save(change, ())
    assert pauses == []


@pytest.mark.parametrize("act", ["post", "verify"])
def test_a_store_that_does_not_answer_is_unavailable(county: County, wire: Wire, act: str) -> None:
    case = county.assign(county.file(), "justice")
    acts: dict[str, Callable[[], object]] = {
        "post": county.post,
        "verify": partial(county.verify, case),
    }
    away = wire.failing(unreachable("dynamodb", "TransactWriteItems"))
    with away, pytest.raises(StoreUnavailableError):
        acts[act]()
    assert county.cases.get(case.id) == case


def test_the_sdks_own_retry_of_a_write_whose_answer_was_lost_bears_the_same_token(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, answer = list[str](), Endpoint._do_get_response

    def lose_the_first(self: Endpoint, request: Any, *about: Any) -> Any:
        sent.append(json.loads(request.body)["ClientRequestToken"])
        if len(sent) == 1:
            return None, ReadTimeoutError(endpoint_url=request.url)
        return answer(self, request, *about)

    monkeypatch.setattr(Endpoint, "_do_get_response", lose_the_first)
    county.post()
    assert sent[0] == sent[1]
    assert len(sent) == 2


def test_no_two_writes_share_a_token(county: County, wire: Wire) -> None:
    with wire.recording() as calls:
        for _ in range(2):
            county.verify(county.assign(county.file(), "justice"))
    assert len(tokens(calls)) == len(set(tokens(calls))) == 8
    assert all(len(token) == 36 for token in tokens(calls))


def test_a_command_decided_again_at_the_same_version_has_a_token_of_its_own(
    county: County, wire: Wire
) -> None:
    case = county.assign(county.file(), "justice")
    with wire.failing(unreachable("dynamodb", "TransactWriteItems")), wire.recording() as calls:
        for _ in range(2):
            with pytest.raises(StoreUnavailableError):
                county.verify(case)
    assert len(set(tokens(calls))) == 2
