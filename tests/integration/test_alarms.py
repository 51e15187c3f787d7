"""The alarms' stack: what it watches, and how it is deployed beside the product's."""

from __future__ import annotations

import ast
from types import SimpleNamespace
from typing import Any

import pytest

from infra import alarms
from tests.integration.template import resources, template
from tests.integration.template_reading import ROOT, product_template, rooms, target

ALARM, RULE = "AWS::CloudWatch::Alarm", "AWS::Events::Rule"
MAPPING, QUEUE = "AWS::Lambda::EventSourceMapping", "AWS::SQS::Queue"
GIVEN_AT_DEPLOYMENT = {"ProductStack", "AlarmTopicArn"}
LONGEST_LINE = 150
AGE_OF_THE_STREAM = ("AWS/Lambda", "IteratorAge", "Maximum", 300, 2, "GreaterThan", 10 * 60 * 1000)


def watching() -> list[dict[str, Any]]:
    """Every alarm of the stack."""
    found = product_template("alarms.yaml")["Resources"].values()
    return [alarm["Properties"] for alarm in found]


def alarms_on(**dimensions: Any) -> list[dict[str, Any]]:
    """The alarms whose metric has these very dimensions."""
    wanted = [{"Name": name, "Value": value} for name, value in dimensions.items()]
    return [alarm for alarm in watching() if alarm["Dimensions"] == wanted]


def seen_from_beside(name: dict[str, str]) -> dict[str, str]:
    """A name of the product as the stack beside it says it."""
    return {"Fn::Sub": name["Fn::Sub"].replace("AWS::StackName", "ProductStack")}


def name_of(queue: str) -> dict[str, str]:
    """What the alarms call a queue of the product."""
    return seen_from_beside(resources(QUEUE)[queue]["QueueName"])


def condition(alarm: dict[str, Any]) -> tuple[Any, ...]:
    """When an alarm is raised: metric, statistic, period, periods, comparison and threshold."""
    parts = ("Namespace", "MetricName", "Statistic", "Period", "EvaluationPeriods")
    comparison = alarm["ComparisonOperator"].removesuffix("Threshold")
    return (*(alarm[part] for part in parts), comparison, alarm["Threshold"])


def any_in_five_minutes(namespace: str, metric: str) -> tuple[Any, ...]:
    """The condition of most alarms."""
    return (namespace, metric, "Sum", 300, 1, "GreaterThan", 0)


def queues_read_by_rooms() -> set[str]:
    sources = {target(each["EventSourceArn"]) for each in resources(MAPPING).values()}
    return sources & set(resources(QUEUE))


@pytest.mark.parametrize("room", rooms())
def test_every_room_is_watched_for_errors_and_throttles(room: str) -> None:
    watched = alarms_on(FunctionName={"Fn::Sub": f"${{ProductStack}}-{room.replace('_', '-')}"})
    found = {condition(alarm) for alarm in watched}
    wanted = {any_in_five_minutes("AWS/Lambda", metric) for metric in ("Errors", "Throttles")}
    assert found - {AGE_OF_THE_STREAM} == wanted
    assert (AGE_OF_THE_STREAM in found) == (room == "event_relay")


@pytest.mark.parametrize("queue", sorted(queues_read_by_rooms()))
def test_a_room_s_queue_is_watched_for_messages_that_wait_too_long(queue: str) -> None:
    (alarm,) = alarms_on(QueueName=name_of(queue))
    age = ("AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum", 300, 1, "GreaterThan", 15 * 60)
    assert condition(alarm) == age


@pytest.mark.parametrize("queue", sorted(set(resources(QUEUE)) - queues_read_by_rooms()))
def test_whatever_no_room_reads_is_watched_for_its_first_message(queue: str) -> None:
    (alarm,) = alarms_on(QueueName=name_of(queue))
    metric = "ApproximateNumberOfMessagesVisible"
    assert condition(alarm) == ("AWS/SQS", metric, "Maximum", 300, 1, "GreaterThan", 0)


@pytest.mark.parametrize("rule", resources(RULE))
def test_a_rule_that_cannot_hand_over_is_noticed(rule: str) -> None:
    properties = resources(RULE)[rule]
    bus = {"EventBusName": {"Ref": "ProductStack"}} if "EventBusName" in properties else {}
    (alarm,) = alarms_on(**bus, RuleName=seen_from_beside(properties["Name"]))
    assert condition(alarm) == any_in_five_minutes("AWS/Events", "FailedInvocations")


def test_the_bus_has_the_name_of_its_stack() -> None:
    assert resources("AWS::Events::EventBus")["EventBus"]["Name"] == {"Ref": "AWS::StackName"}


def test_a_subscriber_that_cannot_be_reached_is_noticed() -> None:
    (topic,) = resources("AWS::SNS::Topic").values()
    (alarm,) = alarms_on(TopicName=seen_from_beside(topic["TopicName"]))
    assert condition(alarm) == any_in_five_minutes("AWS/SNS", "NumberOfNotificationsFailed")


def test_answers_that_are_errors_of_ours_are_noticed() -> None:
    (alarm,) = alarms_on(ApiId={"Ref": "HttpApiId"})
    assert condition(alarm) == any_in_five_minutes("AWS/ApiGateway", "5xx")


def test_what_rooms_count_is_watched() -> None:
    """A sweep says every hour what it found; three hours without one is too long."""
    space, hour = namespace(), 3600
    assert [condition(alarm) for alarm in alarms_on(service="event_relay")] == [
        any_in_five_minutes(space, "EventsParked")
    ]
    assert [condition(alarm) for alarm in alarms_on(service="mail_intake")] == [
        (space, "MailsIgnored", "Sum", hour, 1, "GreaterThan", 200),
        (space, "MailsUnread", "Sum", hour, 1, "GreaterThan", 50),
    ]
    assert [condition(alarm) for alarm in alarms_on(service="enterprise_notification")] == [
        (space, "MessagesHeldBack", "Sum", hour, 1, "GreaterThan", 50),
    ]
    assert [condition(alarm) for alarm in alarms_on(service="deadline_sweep")] == [
        (space, "MissedByTimers", "Sum", hour, 1, "GreaterThan", 0),
        (space, "SweptDue", "SampleCount", hour, 3, "LessThan", 1),
        (space, "CalendarDaysLeft", "Minimum", hour, 1, "LessThan", 60),
    ]


def test_the_figures_are_those_that_the_rooms_count_under_their_own_names() -> None:
    watched = {
        (alarm["Dimensions"][0]["Value"], alarm["MetricName"])
        for alarm in watching()
        if alarm["Dimensions"][0]["Name"] == "service"
    }
    assert watched == {(room, figure) for room in rooms() for figure in counted_by(room)}


def counted_by(room: str) -> set[str]:
    """Names of the figures in a room's calls of `count`."""
    tree = ast.parse((ROOT / "functions" / room / "handler.py").read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    counts = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "count"]
    return {keyword.arg for call in counts for keyword in call.keywords if keyword.arg}


def namespace() -> Any:
    """Where the rooms' figures are, as the alarms say it."""
    told = template()["Globals"]["Function"]["Environment"]["Variables"]
    name = told["POWERTOOLS_METRICS_NAMESPACE"]
    return seen_from_beside(name) if isinstance(name, dict) else name


def test_nothing_else_is_watched() -> None:
    """No alarm is on a name that the product does not have, where it could never be raised."""
    queues, rules = len(resources(QUEUE)), len(resources(RULE))
    of_the_stream, of_the_api, of_the_topic, of_figures = 1, 1, 1, 7
    others = of_the_stream + of_the_api + of_the_topic + of_figures
    assert len(watching()) == 2 * len(rooms()) + queues + rules + others
    assert resources(ALARM) == {}


def test_silence_is_no_alarm_except_that_of_the_sweep() -> None:
    silent = {
        name: alarm["Properties"]["TreatMissingData"]
        for name, alarm in product_template("alarms.yaml")["Resources"].items()
        if alarm["Properties"]["TreatMissingData"] != "notBreaching"
    }
    assert silent == {"SweepSilenceAlarm": "breaching", "CalendarEndAlarm": "ignore"}


def test_every_alarm_says_what_is_wrong_and_speaks_when_it_has_somewhere_to() -> None:
    topic = {"Fn::If": ["HasAlarmTopic", [{"Ref": "AlarmTopicArn"}], {"Ref": "AWS::NoValue"}]}
    texts = [alarm["AlarmDescription"] for alarm in watching()]
    assert [alarm["AlarmActions"] for alarm in watching()] == [topic] * len(texts)
    assert len(set(texts)) == len(texts)


def test_the_alarms_need_no_transform_and_can_be_read() -> None:
    """No page says that CloudFormation's loops are offered in the China regions."""
    text = (ROOT / "infra" / "alarms.yaml").read_text("utf-8")
    assert "Transform" not in product_template("alarms.yaml")
    assert max(map(len, text.splitlines())) <= LONGEST_LINE


# ---- How it is deployed -----------------------------------------------------------------------


def described(**parameters: str) -> dict[str, Any]:
    """The product's stack as CloudFormation describes it."""
    outputs = {"HttpApiId": "a1b2", "ApiUrl": "https://api"}
    return {
        "StackName": "mashangban-prod",
        "Outputs": [{"OutputKey": k, "OutputValue": v} for k, v in outputs.items()],
        "Parameters": [{"ParameterKey": k, "ParameterValue": v} for k, v in parameters.items()],
    }


def test_every_parameter_is_an_output_of_the_product_or_given_at_its_deployment() -> None:
    parameters = set(product_template("alarms.yaml")["Parameters"])
    assert parameters - GIVEN_AT_DEPLOYMENT == set(alarms.FROM_OUTPUTS)
    assert set(alarms.FROM_OUTPUTS) <= set(template()["Outputs"])


def test_the_stack_stands_beside_the_products_with_its_outputs_and_topic() -> None:
    topic = "arn:aws-cn:sns:cn-north-1:1:alarms"
    assert alarms.arguments_for(described(Environment="prod", AlarmTopicArn=topic)) == [
        "--stack-name",
        "mashangban-prod-alarms",
        "--parameter-overrides",
        "ProductStack=mashangban-prod",
        "HttpApiId=a1b2",
        f"AlarmTopicArn={topic}",
    ]


def test_without_a_topic_none_is_named() -> None:
    arguments = alarms.arguments_for(described(AlarmTopicArn=""))
    assert arguments[-1] == "HttpApiId=a1b2"


def test_an_environment_names_its_stack_and_region(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def client(service: str, region_name: str) -> Any:
        asked.extend((service, region_name))

        def describe_stacks(StackName: str) -> Any:  # noqa: N803 - the API's name
            asked.append(StackName)
            return {"Stacks": [described()]}

        return SimpleNamespace(describe_stacks=describe_stacks)

    monkeypatch.setattr(alarms, "boto3", SimpleNamespace(client=client))
    assert alarms.main(["prod-cn"]) == 0
    assert asked == ["cloudformation", "cn-northwest-1", "mashangban-prod"]
    assert capsys.readouterr().out.startswith("--stack-name mashangban-prod-alarms ")


def test_no_environment_is_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert alarms.main([]) == 2
    assert "python -m infra.alarms" in capsys.readouterr().err
