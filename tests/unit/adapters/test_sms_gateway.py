"""Short messages against a gateway on this machine that checks what the documentation says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from casework.adapters.service_secret import service_of
from casework.adapters.sms_gateway import ShortMessageGateway, SmsGateway, signature
from casework.domain.enterprise_messages import GatewayUnavailableError, NotDeliverableError
from casework.domain.errors import ConfigurationError
from casework.domain.reach_events import NotReachedReason
from infra.local.stand_ins.certificate import make_certificate
from infra.local.stand_ins.sms_gateway import SmsGatewayHere, serving
from tests.unit.adapters.news import LINK, NAME, news

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.enable_socket
PHONE = "13800000000"


@pytest.fixture
def there() -> SmsGatewayHere:
    """The gateway."""
    return SmsGatewayHere()


@pytest.fixture
def sms(there: SmsGatewayHere) -> Iterator[SmsGateway]:
    """What sends to it."""
    with serving(there) as address:
        yield SmsGateway(lambda: ShortMessageGateway(address, there.key))


def test_the_gateway_gets_number_words_and_id_signed(
    sms: SmsGateway, there: SmsGatewayHere
) -> None:
    sms.send(news(), PHONE)
    message = there.messages[NAME]
    assert (message["to"], message["language"]) == (PHONE, "zh")
    assert message["text"] == f"您的诉求已交办，3月5日24:00前回复。{LINK}"


def test_a_repeat_bears_the_same_id_and_is_delivered_once(
    sms: SmsGateway, there: SmsGatewayHere
) -> None:
    there.lost = 1
    with pytest.raises(GatewayUnavailableError):
        sms.send(news(), PHONE)
    sms.send(news(), PHONE)
    assert (there.requests, len(there.messages)) == ([NAME, NAME], 1)


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 301, 199, 0])
def test_what_may_go_later_says_nothing_about_the_number(
    sms: SmsGateway, there: SmsGatewayHere, status: int
) -> None:
    there.troubles.append(status)
    with pytest.raises(GatewayUnavailableError):
        sms.send(news(), PHONE)
    sms.send(news(), PHONE)
    assert list(there.messages) == [NAME]


@pytest.mark.parametrize("status", [400, 404, 410, 422])
def test_a_refused_number_is_refused_for_ever(
    sms: SmsGateway, there: SmsGatewayHere, status: int
) -> None:
    there.troubles.append(status)
    with pytest.raises(NotDeliverableError) as refused:
        sms.send(news(), PHONE)
    assert refused.value.reason is NotReachedReason.REFUSED


def test_a_wrong_key_has_to_be_mended(there: SmsGatewayHere) -> None:
    with serving(there) as address:
        sms = SmsGateway(lambda: ShortMessageGateway(address, "another key"))
        with pytest.raises(ConfigurationError):
            sms.send(news(), PHONE)
    assert there.messages == {}


def test_an_old_request_is_worth_nothing(there: SmsGatewayHere) -> None:
    with serving(there) as address:
        sms = SmsGateway(lambda: ShortMessageGateway(address, there.key), lambda: 1_700_000_000)
        with pytest.raises(ConfigurationError):
            sms.send(news(), PHONE)


def test_a_gateway_that_says_nothing_is_given_up(
    sms: SmsGateway, there: SmsGatewayHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    there.silent_for = 0.6
    monkeypatch.setattr(sms._http, "_timeout", (1, 0.2))
    sms._http._manager.connection_pool_kw["timeout"] = 0.2
    with pytest.raises(GatewayUnavailableError):
        sms.send(news(), PHONE)


def test_nobody_there_is_for_later() -> None:
    with serving(SmsGatewayHere()) as address:
        pass
    with pytest.raises(GatewayUnavailableError):
        SmsGateway(lambda: ShortMessageGateway(address, "key")).send(news(), PHONE)


def test_a_certificate_that_nobody_vouches_for_gets_nothing(there: SmsGatewayHere) -> None:
    with serving(there, certificate=make_certificate()) as address:
        sms = SmsGateway(lambda: ShortMessageGateway(address, there.key))
        with pytest.raises(GatewayUnavailableError):
            sms.send(news(), PHONE)
    assert there.messages == {}


@pytest.mark.parametrize("address", ["http://gateway.example/messages", "ftp://x", "", "gateway"])
def test_nothing_is_sent_without_tls_beyond_this_machine(address: str) -> None:
    with pytest.raises(ConfigurationError):
        SmsGateway(lambda: ShortMessageGateway(address, "key")).send(news(), PHONE)


@pytest.mark.parametrize(
    "secret",
    [
        "",
        "null",
        '["https://x", "key"]',
        '{"address": "https://x"}',
        '{"address": "https://x", "key": ""}',
        '{"address": "https://x", "key": 7}',
        '{"address": "https://x", "key": "k", "password": "p"}',
    ],
)
def test_a_secret_of_another_form_is_an_error_that_does_not_show_it(secret: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        service_of(secret, ShortMessageGateway)
    assert "https" not in str(error.value)


def test_a_secret_is_read_as_documented() -> None:
    secret = json.dumps({"address": "https://x/y", "key": "k"})
    assert service_of(secret, ShortMessageGateway) == ShortMessageGateway("https://x/y", "k")


def test_errors_name_neither_number_nor_words(sms: SmsGateway, there: SmsGatewayHere) -> None:
    there.troubles.append(500)
    with pytest.raises(GatewayUnavailableError) as error:
        sms.send(news(), PHONE)
    assert PHONE not in repr(error.getrepr(style="native"))
    assert error.value.__cause__ is None


def test_the_signature_is_of_key_instant_and_words() -> None:
    assert signature("k", "1", b"{}") == (
        "9817082bd165b75d6b0eaefab75d70903f9af6012bd12232fd345ca4996e8acb"
    )
    others = [signature("l", "1", b"{}"), signature("k", "2", b"{}"), signature("k", "1", b"[]")]
    assert len({signature("k", "1", b"{}"), *others}) == 4
