"""How the template lets events travel: queues, rules, timers, and who may put what where."""

from __future__ import annotations

from typing import Any

import pytest

from casework.domain.messages import ANNOUNCED
from tests.integration.template import resources, template
from tests.integration.template_reading import (
    function_of,
    listed,
    mappings_of,
    properties_of,
    rooms,
    statements_of,
    target,
)

QUEUE, POLICY = "AWS::SQS::Queue", "AWS::SQS::QueuePolicy"
BUCKET, BUCKET_POLICY = "AWS::S3::Bucket", "AWS::S3::BucketPolicy"
MAPPING, RULE = "AWS::Lambda::EventSourceMapping", "AWS::Events::Rule"
FOURTEEN_DAYS = 14 * 24 * 3600
MAPPINGS = {"supervision_notice": {"SupervisionNoticeQueue", "NumberingQueue"}}
"""Rooms that take from more than their own queue."""

FILLED_BY_ROOMS = {
    "DeadlineExpiryQueue": {"TimerRole", "deadline_sweep"},
    "NumberingQueue": {"supervision_notice"},
}
"""Queues that no rule fills, and who does."""

FILLED_BY_BUCKETS = {"MailIntakeQueue": "IntakeBucket", "AttachmentCheckQueue": "FilesBucket"}
"""Queues that hear of what was put into a bucket."""


def test_a_reacting_room_takes_from_its_own_queues_only() -> None:
    taken = {
        room: {target(mapping["EventSourceArn"]) for mapping in mappings_of(room)}
        for room in rooms()
        if mappings_of(room)
    }
    own = {room: {f"{function_of(room).removesuffix('Function')}Queue"} for room in taken}
    assert taken == {**own, "event_relay": {"Table"}, **MAPPINGS}


@pytest.mark.parametrize("room", [room for room in rooms() if mappings_of(room)])
def test_what_a_reacting_room_gives_up_on_is_kept(room: str) -> None:
    for mapping in mappings_of(room):
        source = target(mapping["EventSourceArn"])
        if source == "Table":
            kept_in = target(mapping["DestinationConfig"]["OnFailure"]["Destination"])
            assert mapping["BisectBatchOnFunctionError"] is True
            assert mapping["MaximumRetryAttempts"] > 0
        else:
            queue = resources(QUEUE)[source]
            kept_in = target(queue["RedrivePolicy"]["deadLetterTargetArn"])
            assert queue["RedrivePolicy"]["maxReceiveCount"] == 5
            assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
            assert queue["VisibilityTimeout"] >= 6 * timeout_of(room)
            assert longest_kept(kept_in) > longest_kept(source)
            assert resources(QUEUE)[kept_in].get("FifoQueue") == queue.get("FifoQueue")
        assert longest_kept(kept_in) == FOURTEEN_DAYS


def timeout_of(room: str) -> int:
    default: int = template()["Globals"]["Function"]["Timeout"]
    return int(properties_of(room).get("Timeout", default))


def longest_kept(queue: str) -> int:
    return int(resources(QUEUE)[queue]["MessageRetentionPeriod"])


def test_every_queue_keeps_its_dead_letters_apart_encrypted_and_named_after_its_room() -> None:
    kept_by = {}
    for name, queue in resources(QUEUE).items():
        assert queue["SqsManagedSseEnabled"] is True
        if redrive := queue.get("RedrivePolicy"):
            kept_by[name] = target(redrive["deadLetterTargetArn"])
            prefix = queue["QueueName"]["Fn::Sub"].removesuffix(".fifo")
            fifo = ".fifo" if queue.get("FifoQueue") else ""
            kept_name = resources(QUEUE)[kept_by[name]]["QueueName"]
            assert kept_name == {"Fn::Sub": f"{prefix}-dead-letters{fifo}"}
    others = set(resources(QUEUE)) - set(kept_by) - set(kept_by.values())
    assert len(set(kept_by.values())) == len(kept_by)
    assert others == {"ParkingQueue", "EventRelayDeadLetters"}


def test_every_queue_that_a_room_reads_is_filled_by_one_rule_or_by_those_who_are_known() -> None:
    fed = {target(mapping["EventSourceArn"]) for mapping in resources(MAPPING).values()} - {"Table"}
    targets = [target(t["Arn"]) for rule in resources(RULE).values() for t in rule["Targets"]]
    assert len(targets) == len(set(targets))
    assert set(targets) | set(FILLED_BY_ROOMS) | set(FILLED_BY_BUCKETS) == fed
    assert set(targets) & set(FILLED_BY_ROOMS) == set()


def test_a_queue_hears_of_its_bucket_which_alone_may_tell_it() -> None:
    """The bucket's own name is made from the stack's by CloudFormation."""
    told = {
        target(each["Queue"]): (name, each["Event"])
        for name, bucket in resources(BUCKET).items()
        for each in bucket.get("NotificationConfiguration", {}).get("QueueConfigurations", [])
    }
    assert told == {
        queue: (bucket, "s3:ObjectCreated:*") for queue, bucket in FILLED_BY_BUCKETS.items()
    }
    for queue, bucket in FILLED_BY_BUCKETS.items():
        (statement,) = policy_statements(queue, "s3.amazonaws.com")
        opened = resources(POLICY)[f"{queue}Policy"]["Queues"]
        own = statement.pop("Resource")
        assert own == {"Fn::GetAtt": f"{queue}.Arn"} or (own, opened) == ("*", [{"Ref": queue}])
        assert statement == {
            "Effect": "Allow",
            "Principal": {"Service": "s3.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Condition": {
                "StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}},
                **named_like(bucket),
            },
        }


def policy_statements(queue: str, service: str) -> list[dict[str, Any]]:
    """What a queue's policy gives to a service."""
    statements = resources(POLICY)[f"{queue}Policy"]["PolicyDocument"]["Statement"]
    return [dict(each) for each in statements if each["Principal"] == {"Service": service}]


def named_like(bucket: str) -> dict[str, Any]:
    """A bucket by its name, or by the part of it that CloudFormation is known to give it."""
    given = resources(BUCKET)[bucket].get("BucketName", {}).get("Fn::Sub")
    name = given or f"*-{bucket.lower()}-*"
    arn = {"Fn::Sub": f"arn:${{AWS::Partition}}:s3:::{name}"}
    return {"ArnEquals" if given else "ArnLike": {"aws:SourceArn": arn}}


def test_who_fills_a_queue_without_a_rule_may_and_nobody_else_may_send_anything() -> None:
    senders = {
        (queue, room)
        for room in rooms()
        for statement in statements_of(room)
        if "sqs:SendMessage" in listed(statement["Action"])
        for queue in map(target, listed(statement["Resource"]))
    }
    (timers,) = timer_statements()
    senders |= {(target(queue), "TimerRole") for queue in timers["Resource"]}
    expected = {(queue, who) for queue, known in FILLED_BY_ROOMS.items() for who in known}
    assert senders - expected == {
        ("ParkingQueue", "event_relay"),
        ("EventRelayDeadLetters", "event_relay"),
        ("DeadlineTimerDeadLetters", "TimerRole"),
        ("DepartmentNotificationQueue", "deadline_sweep"),
        ("EnterpriseNotificationQueue", "deadline_sweep"),
    }
    assert expected <= senders


def timer_statements() -> list[dict[str, Any]]:
    (role,) = resources("AWS::IAM::Role").values()
    return [s for policy in role["Policies"] for s in policy["PolicyDocument"]["Statement"]]


def test_timers_may_only_put_a_case_into_the_queue_of_what_is_due_or_give_it_up() -> None:
    (statement,) = timer_statements()
    assert (statement["Effect"], statement["Action"]) == ("Allow", "sqs:SendMessage")
    allowed = [target(queue) for queue in statement["Resource"]]
    assert allowed == ["DeadlineExpiryQueue", "DeadlineTimerDeadLetters"]


def test_the_timers_role_is_given_by_their_room_to_this_account_s_scheduler_only() -> None:
    (role,) = resources("AWS::IAM::Role").values()
    assert role["AssumeRolePolicyDocument"]["Statement"] == [
        {
            "Effect": "Allow",
            "Principal": {"Service": "scheduler.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}},
        }
    ]
    given = {
        (room, target(statement["Resource"]))
        for room in rooms()
        for statement in statements_of(room)
        if "iam:PassRole" in listed(statement["Action"])
    }
    assert given == {("deadline_timer", "TimerRole")}


def test_the_timers_room_may_make_and_remove_this_stacks_timers_and_no_other() -> None:
    (statement,) = (
        statement
        for room in rooms()
        for statement in statements_of(room)
        if any(action.startswith("scheduler:") for action in listed(statement["Action"]))
    )
    assert statement["Action"] == ["scheduler:CreateSchedule", "scheduler:DeleteSchedule"]
    assert statement["Resource"]["Fn::Sub"].rpartition(":schedule/")[2] == (
        "*/${AWS::StackName}-due-*"
    )
    variables = properties_of("deadline_timer")["Environment"]["Variables"]
    assert variables["TIMER_PREFIX"] == {"Ref": "AWS::StackName"}


def test_what_a_rule_cannot_hand_over_is_kept_with_the_dead_letters_of_its_room() -> None:
    for rule in resources(RULE).values():
        for filled in rule["Targets"]:
            queue = resources(QUEUE)[target(filled["Arn"])]
            kept_in = target(filled["DeadLetterConfig"]["Arn"])
            assert kept_in == target(queue["RedrivePolicy"]["deadLetterTargetArn"])


def test_events_come_from_the_stack_s_bus_and_the_sweep_from_the_clock() -> None:
    for name, rule in resources(RULE).items():
        if name == "DeadlineSweepRule":
            assert rule["ScheduleExpression"] == "cron(0 * * * ? *)"
            assert "EventBusName" not in rule
        else:
            assert rule["EventBusName"] == {"Ref": "EventBus"}
            assert rule["EventPattern"]


def test_departments_are_brought_every_event_that_they_hear_of() -> None:
    rule = resources(RULE)["DepartmentNotificationRule"]
    assert set(rule["EventPattern"]["detail-type"]) == set(ANNOUNCED)


def test_a_queue_policy_opens_a_rule_s_queue_and_its_dead_letters_to_that_rule_only() -> None:
    """In a queue's policy the resource `*` is that very queue."""
    wanted = {}
    for name, rule in resources(RULE).items():
        (filled,) = rule["Targets"]
        wanted[name] = [target(filled["Arn"]), target(filled["DeadLetterConfig"]["Arn"])]
    opened = {}
    for name, policy in resources(POLICY).items():
        by_rules = policy_statements(name.removesuffix("Policy"), "events.amazonaws.com")
        if not by_rules:
            assert name.removesuffix("Policy") in FILLED_BY_BUCKETS
            continue
        (statement,) = by_rules
        sender = target(statement["Condition"]["ArnEquals"]["aws:SourceArn"])
        assert sender not in opened
        opened[sender] = [target(queue) for queue in policy["Queues"]]
        assert statement == {
            "Effect": "Allow",
            "Principal": {"Service": "events.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Resource": "*",
            "Condition": {"ArnEquals": {"aws:SourceArn": {"Fn::GetAtt": f"{sender}.Arn"}}},
        }
    assert opened == wanted


def test_nothing_but_queues_is_opened_by_a_policy_of_its_own() -> None:
    kinds = {resource["Type"] for resource in template()["Resources"].values()}
    assert {kind for kind in kinds if kind.endswith("Policy")} == {POLICY, BUCKET_POLICY}
    closed = [target(policy["Bucket"]) for policy in resources(BUCKET_POLICY).values()]
    assert sorted(closed) == sorted(resources(BUCKET))
    for policy in resources(BUCKET_POLICY).values():
        (statement,) = policy["PolicyDocument"]["Statement"]
        assert statement["Effect"] == "Deny"
        assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
