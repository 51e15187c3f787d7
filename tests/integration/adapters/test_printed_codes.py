"""Printed codes when an answer is lost: nothing is issued or revoked twice, and no code is taken
by itself.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from botocore.endpoint import Endpoint
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError

from casework.domain.errors import ConflictError, StoreUnavailableError
from tests.builders import NOW, intake_code
from tests.county import County
from tests.integration.wire import Call, Wire

NEW = intake_code("0" * 20)
ACTS: dict[str, Callable[[County], object]] = {
    "add": lambda county: county.codes.add(NEW),
    "revoke": lambda county: county.codes.revoke(intake_code().id, NOW),
}


def lose_first_answer(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The store does what it is asked, and the SDK does not hear of it the first time."""
    sent, answer = list[str](), Endpoint._do_get_response

    def lose(self: Endpoint, request: Any, *about: Any) -> Any:
        sent.append(request.headers["X-Amz-Target"].decode().rpartition(".")[2])
        done = answer(self, request, *about)
        if len(sent) == 1:
            return None, ReadTimeoutError(endpoint_url=request.url)
        return done

    monkeypatch.setattr(Endpoint, "_do_get_response", lose)
    return sent


@pytest.mark.parametrize("error", [ReadTimeoutError, ConnectTimeoutError])
@pytest.mark.parametrize("act", ACTS)
def test_a_store_that_does_not_answer_in_time_is_unavailable(
    county: County, wire: Wire, act: str, error: type[Exception]
) -> None:
    def late(_: Call) -> Exception:
        return error(endpoint_url="https://dynamodb")  # type: ignore[call-arg] # botocore's own

    with wire.failing(late), pytest.raises(StoreUnavailableError):
        ACTS[act](county)


def test_a_code_whose_answer_was_lost_is_issued_once_and_without_a_conflict(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = lose_first_answer(monkeypatch)
    county.codes.add(NEW)
    assert sent == ["PutItem", "PutItem", "GetItem"]
    assert county.codes.get(NEW.id) == NEW


def test_another_code_under_the_same_token_is_still_a_conflict(county: County) -> None:
    county.codes.add(NEW)
    with pytest.raises(ConflictError):
        county.codes.add(intake_code(NEW.token, issued_at=NOW + timedelta(seconds=1)))


def test_a_revocation_whose_answer_was_lost_is_the_first_one(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = lose_first_answer(monkeypatch)
    assert county.codes.revoke(intake_code().id, NOW).revoked_at == NOW
    assert sent == ["UpdateItem", "UpdateItem", "GetItem"]
