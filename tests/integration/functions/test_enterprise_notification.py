"""Enterprise notification: who filed is told how the case stands, once, and nothing of it leaks."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from casework.adapters.dynamodb.enterprise_messages import DynamoEnterpriseMessages
from casework.domain.enterprise_messages import (
    TOLD,
    DeliveryState,
    GatewayUnavailableError,
    NotDeliverableError,
)
from casework.domain.errors import ConfigurationError
from casework.domain.reach_events import NotReachedReason
from infra.local.outside_world import outside_world, received
from tests.builders import message_policy, quota_policy
from tests.integration.callers import signed_in, visitor
from tests.integration.county import LOAN, STAFF
from tests.integration.desk_people import at_the_desk
from tests.integration.house import HANDLING
from tests.integration.outside import REAL
from tests.integration.payloads import payload
from tests.integration.stack import rooms
from tests.integration.template import resources
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from pathlib import Path

    from tests.integration.house import House, Link
    from tests.integration.wire import Wire

NIGHT = datetime(2026, 3, 13, 16, 0, tzinfo=UTC)
"""24:00 on Friday 13 March."""
OPENING = datetime(2026, 3, 16, 0, 30, tzinfo=UTC)
"""08:30 on Monday."""


def hear(case_id: str, place: str, name: str, **detail: Any) -> list[str]:
    """Give the room an announcement; the message ids that it wants again."""
    event = payload("enterprise_notification__case_replied")
    envelope = json.loads(event["Records"][0]["body"])
    envelope["detail-type"] = name
    envelope["detail"] |= {"case_id": case_id, "event_id": f"{case_id}/{place}", **detail}
    event["Records"][0]["body"] = json.dumps(envelope)
    answer = rooms()["EnterpriseNotificationFunction"].handle(event, None)
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def told_case(house: House) -> Link:
    """A case whose enterprise wishes to be told, assigned."""
    return house.route(house.file(notify_by="sms"))


def assigned(house: House, link: Link) -> tuple[str, str, str]:
    """The announcement of the assignment."""
    event = house.case_file(link.case_id).events[-1]
    return link.case_id, f"{event.seq}/{event.n}", event.type


def sweep_at(house: House, now: datetime) -> None:
    """The hour strikes, and everything that follows from it is carried where it goes."""
    house.clock.now = now
    house.pump.sweep()
    house.pump.carry()


def test_the_bus_shows_the_room_exactly_what_makes_a_message() -> None:
    rule = resources("AWS::Events::Rule")["EnterpriseNotificationRule"]
    assert tuple(rule["EventPattern"]["detail-type"]) == TOLD


@pytest.mark.parametrize(
    ("notify_by", "address"), [("sms", "13800000000"), ("email", "wang@firm.example")]
)
def test_who_filed_is_told_of_every_step_by_the_way_that_was_chosen(
    house: House, notify_by: str, address: str
) -> None:
    house.pump.relay()
    link = house.file(notify_by=notify_by, contact_email="wang@FIRM.example")
    house.pump.carry()
    for step, body in HANDLING:
        house.clock.advance(minutes=10)
        assert house.act("justice", link.case_id, step, **body).status == 200
        house.pump.carry()
    assert {(each.way, each.address) for each in house.outside.told} == {(notify_by, address)}
    events = {event.id: event.type for event in house.case_file(link.case_id).events}
    kinds = [events[name] for name in house.outside.ids()]
    assert kinds[-3:] == ["CaseAssigned", "CaseReplied", "CaseResolved"]
    assert set(kinds) <= {"CaseFiled", "CaseAssigned", "CaseReplied", "CaseResolved"}


def test_the_link_of_a_message_opens_the_case(house: House) -> None:
    link = told_case(house)
    assert hear(*assigned(house, link)) == []
    (told,) = house.outside.told
    path = next(each for each in told.words.split() if "/t/" in each).partition("/t/")[2]
    page = visitor().get(f"/t/{path}")
    assert (page.status, link.case_id[:4] in page.text) == (200, True)
    assert path != link.token


def test_nobody_is_told_who_did_not_ask(house: House) -> None:
    house.pump.relay()
    for notify_by in ("", "none"):
        house.file(notify_by=notify_by)
        house.pump.carry()
    assert house.outside.told == []
    assert not [item for item in house.items() if item["kind"]["S"] == "ENTERPRISE_MESSAGE"]


def test_at_night_nobody_is_woken_and_the_sweep_brings_the_latest_in_the_morning(
    house: House,
) -> None:
    house.pump.relay()
    link = told_case(house)
    house.clock.now = NIGHT - timedelta(hours=3)
    for step, body in HANDLING[:2]:
        assert house.act("justice", link.case_id, step, **body).status == 200
    house.pump.carry()
    assert house.outside.told == []
    sweep_at(house, OPENING - timedelta(minutes=1))
    assert house.outside.told == []
    sweep_at(house, OPENING)
    sweep_at(house, OPENING + timedelta(hours=1))
    (told,) = house.outside.told
    events = {event.id: event.type for event in house.case_file(link.case_id).events}
    assert events[told.id] == "CaseReplied"


def test_what_comes_again_is_told_once(house: House) -> None:
    link = told_case(house)
    event = assigned(house, link)
    assert [hear(*event) for _ in range(3)] == [[], [], []]
    assert house.outside.ids() == [f"{link.case_id}/{event[1]}"]


def test_what_did_not_arrive_is_on_the_case_and_before_a_clerk_until_somebody_telephones(
    house: House,
) -> None:
    link = told_case(house)
    house.outside.troubles.append(NotDeliverableError(NotReachedReason.REFUSED))
    assert hear(*assigned(house, link)) == []
    clerk, address = signed_in("clerk"), f"/desk/cases/{link.case_id}"
    at_desk = at_the_desk(STAFF["clerk"], house.clock.now)
    listed = clerk.get("/api/desk/cases?list=tell").json()["cases"]
    assert [each["id"] for each in listed] == [link.case_id]
    assert "短信未能送达：号码或地址无法送达。请电话告知企业。" in at_desk.get(address).text
    assert "给您的通知未能送达" in visitor().get(link.path).text
    handler = at_the_desk(STAFF["justice"], house.clock.now)
    assert "未能送达" not in handler.get(address).text
    assert "待电话告知" in at_desk.get("/desk/cases?list=tell").text
    day = house.clock.now.date().isoformat()
    answer = house.act("clerk", link.case_id, "reached", on=day, text="已电话告知")
    assert answer.status == 200, answer.text
    assert clerk.get("/api/desk/cases?list=tell").json()["cases"] == []
    again = house.act("clerk", link.case_id, "reached", on=day)
    assert (again.status, again.json()["code"]) == (409, "nothing_to_tell")


def test_a_day_on_which_nobody_can_have_told_them_is_not_taken(house: House) -> None:
    link = told_case(house)
    house.outside.troubles.append(NotDeliverableError(NotReachedReason.REFUSED))
    hear(*assigned(house, link))
    for days in (-1, 1):
        day = (house.clock.now + timedelta(days=days)).date().isoformat()
        answer = house.act("clerk", link.case_id, "reached", on=day)
        assert (answer.status, answer.json()["code"]) == (422, "told_out_of_time")


def test_while_the_service_is_away_the_message_waits_and_goes_later(house: House) -> None:
    link = told_case(house)
    house.outside.troubles.append(GatewayUnavailableError())
    event = assigned(house, link)
    assert hear(*event) == []
    assert house.outside.told == []
    sweep_at(house, house.clock.now + timedelta(hours=1))
    assert house.outside.ids() == [f"{link.case_id}/{event[1]}"]


def test_a_wrong_secret_is_an_error_and_the_message_comes_again(house: House) -> None:
    link = told_case(house)
    house.outside.troubles.extend([ConfigurationError("the key")] * 6)
    event = assigned(house, link)
    assert [len(hear(*event)) for _ in range(7)] == [1, 1, 1, 1, 1, 1, 0]
    assert len(house.outside.told) == 1
    assert house.case(link.case_id).not_reached is None


@pytest.mark.parametrize("operation", ["GetItem", "Query", "PutItem", "GetSecretValue"])
def test_while_a_service_of_aws_is_away_the_event_waits(
    house: House, wire: Wire, cold_rooms: None, operation: str
) -> None:
    link = told_case(house)
    event = assigned(house, link)
    service = "secretsmanager" if operation == "GetSecretValue" else "dynamodb"
    with wire.failing(unreachable(service, operation)):
        assert len(hear(*event)) == 1
    assert house.outside.told == []
    sweep_at(house, house.clock.now + timedelta(hours=1))
    hear(*event)
    assert house.outside.ids() == [f"{link.case_id}/{event[1]}"]


def test_a_failure_and_the_message_s_end_are_recorded_together_or_not_at_all(
    house: House, wire: Wire
) -> None:
    link = told_case(house)
    event = assigned(house, link)
    house.outside.troubles.extend([NotDeliverableError(NotReachedReason.REFUSED)] * 2)
    with wire.failing(unreachable("dynamodb", "TransactWriteItems")):
        assert len(hear(*event)) == 1
    found = DynamoEnterpriseMessages().find(f"{link.case_id}/{event[1]}")
    assert found is not None
    assert (found.state, house.case(link.case_id).not_reached) == (DeliveryState.WAITING, None)
    sweep_at(house, house.clock.now + timedelta(hours=1))
    found = DynamoEnterpriseMessages().find(f"{link.case_id}/{event[1]}")
    assert found is not None
    assert found.state is DeliveryState.NOT_REACHED
    assert house.case(link.case_id).not_reached is not None


def test_a_confidential_case_s_messages_say_that_there_is_news_and_no_more(house: House) -> None:
    house.pump.relay()
    house.file(confidential=True, notify_by="sms")
    house.pump.carry()
    (told,) = house.outside.told
    assert "有新进展" in told.words
    assert not [word for word in ("司法局", "回复", "交办", "收到") if word in told.words]


def test_no_word_of_the_case_and_no_name_is_in_a_message(house: House) -> None:
    house.pump.relay()
    link = house.file(notify_by="sms")
    house.pump.carry()
    for step, body in HANDLING:
        house.act("justice", link.case_id, step, **body)
        house.pump.carry()
    said = "\n".join(each.words for each in house.outside.told)
    written = [LOAN.what_happened, LOAN.enterprise_name, LOAN.contact_name, "13800000000"]
    written += [text for _, body in HANDLING for text in str(body).split("'") if len(text) > 9]
    assert [each for each in written if each in said] == []


def test_the_log_of_a_failure_names_the_event_and_nothing_of_it(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    link = told_case(house)
    house.outside.troubles.append(ConfigurationError("ShortMessageGateway: answered 401"))
    event = assigned(house, link)
    hear(*event)
    (line,) = [json.loads(each) for each in capsys.readouterr().out.splitlines()]
    assert line["event_id"] == f"{link.case_id}/{event[1]}"
    assert "1380000" not in json.dumps(line)
    assert "/t/" not in json.dumps(line)


@pytest.mark.enable_socket
@pytest.mark.usefixtures("cold_rooms")
@pytest.mark.parametrize(("way", "name"), [("sms", "SmsSecretId"), ("email", "SmtpSecretId")])
def test_the_room_finds_each_service_by_its_secret(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, name: str
) -> None:
    """All the way to the stand-ins, over the network of this machine."""
    for adapter, send in REAL.items():
        monkeypatch.setattr(adapter, "send", send)
    link = house.route(house.file(notify_by=way, contact_email="wang@firm.example"))
    with outside_world(tmp_path) as world:
        house.stack.client("secretsmanager").put_secret_value(
            SecretId=house.stack.names[name], SecretString=json.dumps(world.secrets[name])
        )
        assert hear(*assigned(house, link)) == []
        ((told,),) = (given for each, given in received(world).items() if each == way)
    assert told["to"] in {"13800000000", "wang@firm.example"}
    assert "/t/" in told["text"]


def test_a_number_that_others_name_again_and_again_gets_no_more_than_its_receipts(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.pump.relay()
    most = message_policy().receipts_a_day
    told = [told_case(house) for _ in range(quota_policy().per_device)]
    over = told_case(house)
    assert house.case(over.case_id).over_quota
    house.pump.carry()
    assert len(house.outside.told) == most
    assert over.case_id not in str(house.outside.ids())
    for link in told:
        assert hear(link.case_id, "1/9", "CaseAssigned") == []
    assert len(house.outside.told) == most
    assert '"MessagesHeldBack":[1.0]' in capsys.readouterr().out.replace(" ", "")


def test_a_message_asks_for_exactly_this(house: House, wire: Wire) -> None:
    first, second = told_case(house), told_case(house)
    hear(*assigned(house, first))
    event = assigned(house, second)
    house.clock.now += timedelta(minutes=1)
    with wire.recording() as calls:
        hear(*event)
    made = [call.operation for call in calls]
    assert made == ["GetItem", "Query", "UpdateItem", "Query", "PutItem", "PutItem"]
    with wire.recording() as calls:
        hear(*event)
    assert [call.operation for call in calls] == ["GetItem"]
