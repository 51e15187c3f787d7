"""The registry desk's subscriptions: made, listed masked, tried out one by one, ended."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from casework.adapters.dynamodb.subscriptions import DynamoSubscriptionRegister
from tests.integration.callers import Caller, code_of, signed_in
from tests.integration.listening import SUBSCRIPTIONS, new_queue, overhearing_people, subscribed
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from tests.integration.callers import Answer
    from tests.integration.house import House
    from tests.integration.wire import Wire

ADDRESS = "marker7.person@jt.juye.example"
MINE = {"department": "transport", "protocol": "email", "endpoint": ADDRESS}


def asked(**changes: Any) -> Answer:
    """A subscription, asked for by the administrator."""
    return signed_in("administrator").post_json(SUBSCRIPTIONS, {**MINE, **changes})


def act(subscription: str, name: str) -> Answer:
    """`test` or `removal` of a subscription."""
    return signed_in("administrator").send("POST", f"{SUBSCRIPTIONS}/{subscription}/{name}")


def listed() -> list[dict[str, Any]]:
    """Every subscription."""
    answer = signed_in("administrator").get(SUBSCRIPTIONS)
    assert answer.status == 200
    found: list[dict[str, Any]] = answer.json()["subscriptions"]
    return found


@pytest.fixture
def unconfirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses wait to be confirmed, as AWS has it and the AWS of this process does not."""
    from moto.sns.models import SNSBackend  # noqa: PLC0415 - seconds of import

    subscribe = SNSBackend.subscribe

    def pending(*arguments: Any, **named: Any) -> Any:
        made = subscribe(*arguments, **named)
        made.attributes["PendingConfirmation"] = True
        return made

    monkeypatch.setattr(SNSBackend, "subscribe", pending)


@pytest.mark.usefixtures("house")
def test_a_subscription_is_answered_and_listed_with_its_address_masked() -> None:
    answer = asked()
    made = answer.json()
    assert answer.status == 201
    assert made == {
        "id": made["id"],
        "department": "transport",
        "protocol": "email",
        "audience": "people",
        "endpoint": "m***@jt.juye.example",
        "state": "confirmed",
    }
    assert listed() == [made]
    assert asked().json() == made


@pytest.mark.usefixtures("house", "unconfirmed")
def test_an_address_that_never_confirms_is_neither_tested_nor_ended() -> None:
    made = asked().json()
    assert made["state"] == "pending"
    assert code_of(act(made["id"], "test")) == (409, "subscription_not_confirmed")
    assert code_of(act(made["id"], "removal")) == (409, "subscription_not_confirmed")
    assert listed() == [made]


def test_an_address_that_lapsed_is_shown_so_and_cleared_away(house: House) -> None:
    made = asked().json()
    (entry,) = DynamoSubscriptionRegister().all()
    house.stack.client("sns").unsubscribe(SubscriptionArn=entry.arn)
    assert listed() == [{**made, "endpoint": None, "state": "ended"}]
    assert code_of(act(made["id"], "test")) == (409, "subscription_not_confirmed")
    assert act(made["id"], "removal").status == 200
    assert listed() == []


def test_a_test_arrives_at_that_system_and_nowhere_else(house: House) -> None:
    first, second = (subscribed(house, "transport", name) for name in ("first", "second"))
    people = overhearing_people(house)
    answer = act(first.id, "test")
    assert answer.status == 202
    (envelope,) = first.received()
    told = json.loads(envelope["Message"])
    assert (told["kind"], told["message_id"]) == ("test", answer.json()["message_id"])
    assert (second.heard(), people.heard()) == ([], [])


def test_an_ended_subscription_hears_nothing_more(house: House) -> None:
    queue = subscribed(house, "transport")
    answer = act(queue.id, "removal")
    assert (answer.status, answer.json()) == (200, {"id": queue.id, "removed": True})
    assert code_of(act(queue.id, "test")) == (404, "not_found")
    assert code_of(act(queue.id, "removal")) == (404, "not_found")
    house.file_and_route()
    assert (queue.heard(), listed()) == ([], [])


def test_an_address_gets_one_department_s_messages(house: House) -> None:
    queue = subscribed(house, "transport")
    answer = asked(department="health", protocol="sqs", endpoint=queue.arn)
    assert code_of(answer) == (409, "already_subscribed")
    assert [each["department"] for each in listed()] == ["transport"]


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"endpoint": "marker7"}, "not_an_email_address"),
        ({"protocol": "https", "endpoint": "http://b.cn/msb"}, "not_an_https_address"),
        ({"protocol": "https"}, "not_an_https_address"),
        (
            {"protocol": "sqs", "endpoint": "arn:aws:sqs:us-east-1:123456789012:q"},
            "not_a_queue_of_this_partition",
        ),
        ({"department": "weather"}, "unknown_unit"),
        ({"protocol": "sms", "endpoint": "13800000000"}, "invalid_input"),
        ({"department": "Transport"}, "invalid_input"),
        ({"endpoint": ""}, "invalid_input"),
        ({"endpoint": "a" * 501}, "invalid_input"),
        ({"token": "x"}, "invalid_input"),
    ],
)
@pytest.mark.usefixtures("house")
def test_what_cannot_be_subscribed_is_refused_by_name(changes: dict[str, Any], rule: str) -> None:
    answer = asked(**changes)
    assert code_of(answer) == (422, rule)
    assert listed() == []
    assert "marker7" not in answer.text


def test_an_address_stays_with_sns_alone(
    house: House, wire: Wire, capsys: pytest.CaptureFixture[str]
) -> None:
    made = asked().json()
    act(made["id"], "test")
    with wire.failing(unreachable("sns")):
        assert code_of(asked()) == (503, "store_unavailable")
    output = capsys.readouterr()
    said = [json.dumps(house.items()), json.dumps(listed()), output.out, output.err, made["id"]]
    assert [text for text in said if "marker7" in text] == []


@pytest.mark.parametrize(
    ("caller", "refusal"),
    [
        (Caller(), (401, "not_signed_in")),
        (signed_in("clerk"), (403, "not_permitted")),
        (signed_in("supervisor"), (403, "not_permitted")),
        (signed_in("transport"), (403, "not_permitted")),
    ],
    ids=["unsigned", "clerk", "supervisor", "transport"],
)
def test_nobody_but_an_administrator_touches_subscriptions(
    house: House, caller: Caller, refusal: tuple[int, str]
) -> None:
    made = asked().json()
    stored = house.stored()
    one = f"{SUBSCRIPTIONS}/{made['id']}"
    answers = [
        caller.get(SUBSCRIPTIONS),
        caller.post_json(SUBSCRIPTIONS, MINE),
        caller.send("POST", f"{one}/test"),
        caller.send("POST", f"{one}/removal"),
    ]
    assert [code_of(answer) for answer in answers] == [refusal] * 4
    assert (listed(), house.stored()) == ([made], stored)


def test_when_sns_or_the_store_is_away_every_answer_says_so(house: House, wire: Wire) -> None:
    made = asked().json()
    queue = new_queue(house, "later")
    for service in ("sns", "dynamodb"):
        with wire.failing(unreachable(service)):
            answers = [
                signed_in("administrator").get(SUBSCRIPTIONS),
                asked(protocol="sqs", endpoint=queue.arn),
                act(made["id"], "test"),
                act(made["id"], "removal"),
            ]
        assert [code_of(answer) for answer in answers] == [(503, "store_unavailable")] * 4
    assert listed() == [made]


def test_a_subscription_whose_answer_was_lost_is_found_by_asking_again(
    house: House, wire: Wire
) -> None:
    queue = new_queue(house, "system")
    with wire.losing_answers(unreachable("sns", "Subscribe")):
        answer = asked(protocol="sqs", endpoint=queue.arn)
    assert code_of(answer) == (503, "store_unavailable")
    assert listed() == []
    made = asked(protocol="sqs", endpoint=queue.arn)
    assert made.status == 201
    assert listed() == [made.json()]
