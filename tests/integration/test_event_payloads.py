"""The payloads of `events/` in the order of the article's first case: each is answered as its name
says, so that whoever invokes a room by hand can trust them.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from casework.adapters.dynamodb.enterprise_messages import DynamoEnterpriseMessages
from casework.domain.case import Status
from casework.domain.enterprise_messages import (
    DeliveryStep,
    EnterpriseDelivery,
    EnterpriseMessage,
    NewsKind,
)
from casework.domain.event_facts import Way
from tests.identity import ProviderInHand, lasting
from tests.integration.payloads import FOLDER, payload
from tests.integration.stack import CLIENT, DESK, ISSUER, rooms
from tests.integration.template import functions, room_of

if TYPE_CHECKING:
    from tests.integration.house import House

CASE_ID = "E8MY09Q4P0HG"
DONE: dict[str, list[Any]] = {"batchItemFailures": []}
HALF_A_MINUTE_LATE = datetime(2026, 3, 13, 16, 0, 30, tzinfo=UTC)
"""After 24:00 of 13 March in the county, when verification was due."""

FILING = ("scan_intake__open_form", "scan_intake__open_form_on_the_local_engine")
AFTER_FILING = (
    "scan_intake__show_receipt",
    "scan_intake__track_case",
    "scan_intake__show_files",
    "scan_intake__offer_upload",
)
READING = (
    "case_desk__list_cases",
    "case_desk__view_case",
    "case_desk__view_case_on_the_local_engine",
    "registry_desk__list_codes",
    "registry_desk__draw_code",
    "registry_desk__lay_out_code",
)
HANDLING = (
    "case_desk__verify_case",
    "case_desk__reply_to_case",
    "case_desk__resolve_case",
)
NOT_IN_THIS_CASE = {
    "case_desk__view_case_unsigned": 401,
    "case_desk__assign_case": 409,
    "case_desk__answer_case": 409,
    "case_desk__report_task": 404,
    "case_desk__excuse_co_handler": 409,
    "case_desk__view_letter": 404,
    "case_desk__view_file": 404,
    "scan_intake__open_file": 404,
    "case_desk__acknowledge_letter": 403,
    "case_desk__answer_letter": 403,
    "letter_verification__show_letter": 404,
    "scan_intake__unknown_code": 404,
}
"""Payloads whose step does not fit the end of this story, and what they get there."""


def invoke(name: str) -> Any:
    room = name.partition("__")[0]
    module = next(found for function, found in rooms().items() if room_of(function) == room)
    return module.handle(payload(name), None)


def status(name: str) -> int:
    return int(invoke(name)["statusCode"])


def test_payloads_play_the_first_case_of_the_article(house: House) -> None:
    house.pump.relay()
    assert [status(name) for name in FILING] == [200, 200]
    assert status("scan_intake__file_case") == 303
    assert [status(name) for name in AFTER_FILING] == [200] * len(AFTER_FILING)
    assert invoke("event_relay__case_filed") == {"batchItemFailures": []}
    assert invoke("department_routing__case_filed") == {"batchItemFailures": []}
    assert house.case(CASE_ID).lead == "justice"
    assert [status(name) for name in READING] == [200] * len(READING)
    assert [status(name) for name in HANDLING] == [200] * len(HANDLING)
    assert status("scan_intake__add_to_case") == 303
    assert status("evaluation_capture__open_rating") == 200
    assert status("evaluation_capture__rate_case") == 303
    assert house.case(CASE_ID).status is Status.RESOLVED
    assert house.case(CASE_ID).rated_at == house.clock.now
    assert {name: status(name) for name in NOT_IN_THIS_CASE} == NOT_IN_THIS_CASE


def test_payloads_play_a_case_that_nobody_verifies(house: House) -> None:
    house.pump.relay()
    assert status("scan_intake__file_case") == 303
    assert invoke("department_routing__case_filed") == DONE
    assert invoke("deadline_timer__case_filed") == DONE
    house.clock.now = HALF_A_MINUTE_LATE
    assert invoke("deadline_sweep__hourly") == DONE
    assert [json.loads(body) for body in house.pump.waiting("DeadlineExpiryQueue")] == [
        {"case_id": CASE_ID}
    ]
    assert invoke("deadline_expiry__timer_fired") == DONE
    assert invoke("supervision_notice__deadline_missed") == DONE
    (joined,) = house.pump.waiting("NumberingQueue")
    queued = payload("supervision_notice__next_in_line")["Records"][0]
    assert (json.loads(joined), invoke("supervision_notice__next_in_line")) == (
        json.loads(queued["body"]),
        DONE,
    )
    assert invoke("letter_press__letter_issued") == DONE
    (letter,) = house.case(CASE_ID).letters
    assert (letter.id, letter.number.number, letter.sha256 is not None) == ("3.1", 1, True)
    assert status("letter_verification__show_letter") == 200
    assert status("case_desk__view_letter") == 200
    assert status("case_desk__acknowledge_letter") == 200
    assert status("case_desk__answer_letter") == 200


def test_payloads_of_the_registry_issue_and_revoke_codes(house: House) -> None:
    assert status("registry_desk__issue_code") == 201
    assert status("registry_desk__link_code") == 200
    assert status("registry_desk__revoke_code") == 200
    assert status("scan_intake__open_form") == 404


def test_payloads_of_the_official_account_are_answered_and_soon_refused(house: House) -> None:
    assert invoke("wechat_callback__greet")["body"] == "5837293847502837465"
    for situation in ("scan_code", "follow", "ask_progress"):
        first, copy = (invoke(f"wechat_callback__{situation}") for _ in range(2))
        assert (first["statusCode"], copy["statusCode"]) == (200, 200), situation
        assert first["body"].startswith("<xml><Encrypt>")
    house.clock.advance(seconds=21)
    assert invoke("wechat_callback__scan_code")["statusCode"] == 403


def test_payloads_of_the_registry_manage_subscriptions(house: House) -> None:
    assert status("registry_desk__subscribe_department") == 201
    assert status("registry_desk__list_subscriptions") == 200
    assert status("registry_desk__test_subscription") == 404
    assert status("registry_desk__unsubscribe") == 404


def test_payloads_of_department_notification_are_taken_in_order(house: House) -> None:
    for situation in ("case_assigned", "deadline_missed", "letter_issued", "message_due"):
        taken = invoke(f"department_notification__{situation}")
        assert taken == {"batchItemFailures": []}, situation


def test_payloads_of_enterprise_notification_tell_who_asked_for_it_alone(house: House) -> None:
    assert status("scan_intake__file_case") == 303
    assert invoke("enterprise_notification__case_replied") == DONE
    message = EnterpriseMessage(f"{CASE_ID}/3/1", NewsKind.REPLIED, CASE_ID, house.clock.now)
    waiting = EnterpriseDelivery(message, Way.SMS, house.clock.now)
    assert DynamoEnterpriseMessages().take(DeliveryStep(None, waiting))
    assert house.outside.told == []
    assert invoke("enterprise_notification__message_due") == DONE
    assert house.outside.ids() == [message.id]


def test_payloads_of_sign_in_play_a_day_of_a_clerk(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = rooms()["SignInFunction"].room()
    issuer = ProviderInHand("clerk", ISSUER, CLIENT, lasting(house.clock.now))
    monkeypatch.setattr(room, "issuer", issuer)
    assert (status("sign_in__ask_first"), status("sign_in__begin")) == (200, 303)
    returned = payload("sign_in__finish")["queryStringParameters"]
    issuer.let_in_as(returned["code"], room.seal, returned["state"], f"{DESK}/sign-in/return")
    assert invoke("sign_in__finish")["headers"]["Location"] == "/desk/cases"
    assert (status("sign_in__end"), status("sign_in__show_ended")) == (303, 200)


def test_the_stream_payload_is_what_the_table_s_stream_says(house: House) -> None:
    invoke("scan_intake__file_case")
    house.pump.relay()
    said = house.pump.on_the_bus()
    invoke("event_relay__case_filed")
    assert [event["detail"] for event in house.pump.on_the_bus()] == [
        event["detail"] for event in said
    ]
    queued = json.loads(payload("department_routing__case_filed")["Records"][0]["body"])
    assert queued["detail"] == said[0]["detail"]
    assert queued["detail-type"] == said[0]["detail-type"]


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.stem)
def test_every_payload_is_named_after_a_room_and_a_situation(path: Any) -> None:
    room, _, situation = path.stem.partition("__")
    assert room in {room_of(function) for function in functions()}
    assert situation
    assert path.suffix == ".json"
    assert json.dumps(payload(path.stem), ensure_ascii=False, indent=2) + "\n" == path.read_text()
