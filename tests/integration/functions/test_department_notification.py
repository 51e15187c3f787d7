"""Department notification: subscribers get what concerns their department, once, and no more."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from casework.adapters.dynamodb.messages import DynamoMessages
from tests.integration.county import CHEMICAL_PARK
from tests.integration.listening import overhearing_people, subscribed
from tests.integration.payloads import payload
from tests.integration.stack import rooms
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from tests.integration.house import House
    from tests.integration.wire import Wire

CASE = "E8MY09Q4P0HG"
MISSED, LETTER = f"{CASE}/3/0#transport", f"{CASE}/4/0#transport"
NIGHT = datetime(2026, 3, 13, 16, 0, tzinfo=UTC)
"""The miss of the payloads: 24:00 on Friday 13 March."""
OPENING = datetime(2026, 3, 16, 0, 30, tzinfo=UTC)
"""08:30 on Monday."""


def record(situation: str, message_id: str = "", body: str | None = None) -> dict[str, Any]:
    """One record of a batch."""
    found: dict[str, Any] = payload(f"department_notification__{situation}")["Records"][0]
    own = {"body": body} if body is not None else {}
    return {**found, "messageId": message_id or situation, **own}


def react(*records: dict[str, Any]) -> list[str]:
    """Call the room with a batch; the message ids that it wants again."""
    room = rooms()["DepartmentNotificationFunction"]
    answer = room.handle({"Records": list(records)}, None)
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def sweep_at(house: House, now: datetime) -> None:
    """The hour strikes, and everything that follows from it is carried where it goes."""
    house.clock.now = now
    house.pump.sweep()
    house.pump.carry()


def test_lead_and_co_handler_are_told_of_a_case_each_for_itself(house: House) -> None:
    transport, emergency = subscribed(house, "transport"), subscribed(house, "emergency")
    people = overhearing_people(house)
    assert react(record("case_assigned")) == []
    (envelope,) = transport.received()
    told = json.loads(envelope["Message"])
    assert (told["kind"], told["department"], told["stage"]) == (
        *("case_assigned", "transport", "verify"),
    )
    assert (told["case_number"], told["due"]) == (
        *("MSB-E8MY-09Q4-P0HG", "2026-03-13T16:00:00+00:00"),
    )
    assert emergency.heard() == [f"{CASE}/2/0#emergency"]
    assert sorted(people.heard()) == [f"{CASE}/2/0#emergency", f"{CASE}/2/0#transport"]


def test_at_night_systems_are_told_and_people_in_the_morning_of_a_working_day(
    house: House,
) -> None:
    system, people = subscribed(house, "transport"), overhearing_people(house)
    house.clock.now = NIGHT
    assert react(record("deadline_missed"), record("letter_issued")) == []
    assert (system.heard(), people.heard()) == ([MISSED, LETTER], [])
    house.clock.now = OPENING
    assert react(record("message_due")) == []
    assert (system.heard(), people.heard()) == ([], [MISSED])


def test_the_sweep_brings_back_what_waits_for_the_morning(house: House) -> None:
    people = overhearing_people(house)
    house.clock.now = NIGHT
    react(record("deadline_missed"))
    sweep_at(house, OPENING - timedelta(minutes=1))
    assert people.heard() == []
    sweep_at(house, OPENING)
    assert people.heard() == [MISSED]
    sweep_at(house, OPENING + timedelta(hours=1))
    assert people.heard() == []


def test_what_comes_again_is_told_once(house: House) -> None:
    system, people = subscribed(house, "transport"), overhearing_people(house)
    batch = [record("deadline_missed", f"message-{place}") for place in range(3)]
    assert react(*batch) == react(*batch) == react(record("message_due")) == []
    assert (system.heard(), people.heard()) == ([MISSED], [MISSED])


def test_one_message_that_fails_comes_again_and_the_others_are_done(house: House) -> None:
    system = subscribed(house, "transport")
    wanted = react(
        record("case_assigned", "not json", body="{"),
        record("deadline_missed"),
        record("message_due", "not there", body='{"message": "nothing#here"}'),
        record("case_assigned", "no detail", body='{"detail-type": "CaseAssigned"}'),
        record("letter_issued"),
    )
    assert wanted == ["not json", "not there", "no detail"]
    assert system.heard() == [MISSED, LETTER]


@pytest.mark.parametrize("service", ["sns", "dynamodb"])
def test_while_a_service_is_away_events_wait(house: House, wire: Wire, service: str) -> None:
    system, people = subscribed(house, "transport"), overhearing_people(house)
    with wire.failing(unreachable(service)):
        assert react(record("deadline_missed")) == ["deadline_missed"]
    assert (system.heard(), people.heard()) == ([], [])
    assert react(record("deadline_missed")) == []
    assert (system.heard(), people.heard()) == ([MISSED], [MISSED])


@pytest.mark.parametrize(
    ("service", "operation", "times"),
    [("sns", "Publish", 2), ("dynamodb", "PutItem", 1), ("dynamodb", "UpdateItem", 1)],
)
def test_only_what_was_sent_and_not_recorded_is_sent_again_under_the_same_id(
    house: House, wire: Wire, service: str, operation: str, times: int
) -> None:
    system, people = subscribed(house, "transport"), overhearing_people(house)
    with wire.losing_answers(unreachable(service, operation)):
        assert react(record("deadline_missed")) == ["deadline_missed"]
    assert react(record("deadline_missed")) == []
    assert (system.heard(), people.heard()) == ([MISSED] * times, [MISSED])
    delivery = DynamoMessages().find(MISSED)
    assert delivery is not None
    assert delivery.sent_to_people_at == house.clock.now


def test_nothing_that_anybody_wrote_reaches_a_message(house: House) -> None:
    """The article's second case from the form to the letter, overheard by everybody."""
    listeners = [subscribed(house, unit) for unit in ("transport", "emergency", "public_security")]
    listeners.append(overhearing_people(house))
    form = replace(
        CHEMICAL_PARK,
        what_happened=f"{CHEMICAL_PARK.what_happened}标记甲",
        enterprise_name="标记乙有限公司",
        contact_name="标记丙",
        contact_phone="139 8765 4321",
    )
    link = house.file_and_route(form)
    assert house.case(link.case_id).lead == "public_security"
    for _ in range(6):
        sweep_at(house, house.clock.now + timedelta(hours=12))
    heard = [each for listener in listeners for each in listener.received()]
    kinds = {each["MessageAttributes"]["kind"]["Value"] for each in heard}
    assert kinds == {"case_assigned", "deadline_near", "deadline_missed", "letter_issued"}
    said = json.dumps(heard, ensure_ascii=False)
    assert [word for word in ("标记", "8765", "/t/", "http") if word in _without_sns(said)] == []


def _without_sns(said: str) -> str:
    """What we said: SNS's own envelope has addresses of its own."""
    return "\n".join(
        each["Message"] + each["Subject"] + json.dumps(each["MessageAttributes"])
        for each in json.loads(said)
    )


def test_the_log_of_a_failure_names_the_event_and_nothing_of_it(
    house: House, wire: Wire, capsys: pytest.CaptureFixture[str]
) -> None:
    with wire.failing(unreachable("sns")):
        react(record("deadline_missed"))
    (line,) = [json.loads(each) for each in capsys.readouterr().out.splitlines()]
    assert (line["message"], line["event_id"]) == ("reaction failed", f"{CASE}/3/0")
    assert "transport" not in line["exception"]


def test_a_message_asks_for_exactly_this(house: House, wire: Wire) -> None:
    react(record("case_assigned"))
    house.clock.now += timedelta(minutes=1)
    with wire.recording() as calls:
        react(record("deadline_missed"))
    assert [call.operation for call in calls] == [
        *("GetItem", "Publish", "PutItem", "Publish", "UpdateItem"),
    ]
    with wire.recording() as calls:
        react(record("deadline_missed"))
    assert [call.operation for call in calls] == ["GetItem"]
