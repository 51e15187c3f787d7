"""Public pages while the store is away: nothing typed is lost, and sending again is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from casework.web.forms.posted import FormProblem
from casework.web.wording import wording
from tests.integration.callers import visitor
from tests.integration.county import CENTRE_CODE, LOAN
from tests.integration.house import Link, filled
from tests.integration.reading import hidden_field, notice, said, typed
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.house import House
    from tests.integration.wire import Call, Wire

PATH = f"/q/{CENTRE_CODE}"


def throttled(call: Call) -> Exception:
    """The store asks us to slow down."""
    answer = {"Error": {"Code": "ThrottlingException", "Message": "Rate exceeded"}}
    error: Exception = ClientError(answer, call.operation)
    return error


def broken_down(call: Call) -> Exception:
    """The store fails."""
    answer = {"Error": {"Code": "InternalServerError", "Message": "Internal server error"}}
    error: Exception = ClientError(answer, call.operation)
    return error


def time_out(_: Call) -> Exception:
    """The store does not answer in time."""
    error: Exception = ReadTimeoutError(endpoint_url="https://dynamodb")
    return error


def test_when_the_store_is_away_the_form_comes_back_with_everything_and_the_same_key(
    house: House, wire: Wire
) -> None:
    fields = filled(LOAN, house.form_key(), confidential=True)
    with wire.failing(unreachable("dynamodb")):
        answer = visitor().post(PATH, fields)
    assert (answer.status, notice(answer.text)) == (503, said(FormProblem.UNAVAILABLE))
    assert typed(answer.text, "what_happened") == LOAN.what_happened
    assert 'name="confidential" type="checkbox" value="yes" checked' in answer.text
    assert hidden_field(answer.text, "form_key") == fields["form_key"]
    assert visitor().post(PATH, fields).status == 303


def test_a_lost_answer_of_the_store_files_once_when_the_form_is_sent_again(
    house: House, wire: Wire
) -> None:
    fields = filled(LOAN, house.form_key())
    with wire.losing_answers(unreachable("dynamodb", "TransactWriteItems")):
        assert visitor().post(PATH, fields).status == 503
    link = Link.of(visitor().post(PATH, fields))
    assert house.case(link.case_id).version == 1


@pytest.mark.usefixtures("cold_rooms")
def test_when_even_the_configuration_cannot_be_read_the_answer_names_the_hotline(
    house: House, wire: Wire
) -> None:
    with wire.failing(unreachable("dynamodb")):
        answer = visitor().get(PATH)
    assert answer.status == 503
    assert 'href="tel:12345"' in answer.text


def test_a_page_that_the_store_cannot_give_asks_to_try_again(house: House, wire: Wire) -> None:
    link = house.file()
    with wire.failing(unreachable("dynamodb")):
        answers = [visitor().get(path) for path in (PATH, link.path, f"{link.path}/filed")]
    assert [answer.status for answer in answers] == [503, 503, 503]
    for answer in answers:
        assert wording("zh")("It did not work just now") in answer.text


@pytest.mark.parametrize("trouble", [throttled, broken_down, time_out])
def test_every_kind_of_trouble_with_the_store_is_a_503(
    house: House, wire: Wire, trouble: Callable[[Call], Exception]
) -> None:
    fields = filled(LOAN, house.form_key())
    with wire.failing(trouble):
        assert visitor().get(PATH).status == 503
        assert visitor().post(PATH, fields).status == 503
