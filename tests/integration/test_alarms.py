"""The alarms' stack: what it watches, and how it is deployed beside the product's."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from infra import alarms
from tests.integration.template import resources, template
from tests.integration.template_reading import product_template, rooms

ALARM, RULE = "AWS::CloudWatch::Alarm", "AWS::Events::Rule"
MAPPING = "AWS::Lambda::EventSourceMapping"
GIVEN_AT_DEPLOYMENT = {"ProductStack", "AlarmTopicArn"}


def watching() -> list[dict[str, Any]]:
    """Every alarm of the stack."""
    found = product_template("alarms.yaml")["Resources"].values()
    return [alarm["Properties"] for alarm in found]


def alarms_on(dimension: str, value: Any) -> list[dict[str, Any]]:
    """The alarms whose metric is of this very thing."""
    wanted = {"Name": dimension, "Value": value}
    return [alarm for alarm in watching() if wanted in alarm["Dimensions"]]


def queue_names() -> dict[str, dict[str, Any]]:
    """The product's outputs that name a queue."""
    outputs: dict[str, dict[str, Any]] = template()["Outputs"]
    return {key: output for key, output in outputs.items() if key.endswith("QueueName")}


@pytest.mark.parametrize("room", rooms())
def test_every_room_is_watched_for_errors_and_throttles(room: str) -> None:
    name = {"Fn::Sub": f"${{ProductStack}}-{room.replace('_', '-')}"}
    watched = [
        alarm["MetricName"]
        for alarm in watching()
        if alarm["Dimensions"] == [{"Name": "FunctionName", "Value": name}]
    ]
    assert sorted(watched) == ["Errors", "Throttles"]


def test_a_room_s_queue_is_watched_for_messages_that_wait_too_long() -> None:
    names = {output["Value"]["Fn::GetAtt"]: key for key, output in queue_names().items()}
    sources = {mapping["EventSourceArn"]["Fn::GetAtt"] for mapping in resources(MAPPING).values()}
    for source in sources - {"Table.StreamArn"}:
        name = {"Ref": names[f"{source.removesuffix('.Arn')}.QueueName"]}
        (alarm,) = alarms_on("QueueName", name)
        assert alarm["MetricName"] == "ApproximateAgeOfOldestMessage"
        assert (alarm["Statistic"], alarm["Threshold"]) == ("Maximum", 15 * 60)


def test_a_rule_that_cannot_hand_over_is_noticed() -> None:
    for rule in resources(RULE).values():
        name = {"Fn::Sub": rule["Name"]["Fn::Sub"].replace("AWS::StackName", "ProductStack")}
        (alarm,) = alarms_on("RuleName", name)
        dimensions = {each["Name"]: each["Value"] for each in alarm["Dimensions"]}
        assert dimensions == {"EventBusName": {"Ref": "EventBusName"}, "RuleName": name}
        assert (alarm["Namespace"], alarm["MetricName"]) == ("AWS/Events", "FailedInvocations")
        assert alarm["Threshold"] == 0


def test_answers_that_are_errors_of_ours_are_noticed() -> None:
    (alarm,) = alarms_on("ApiId", {"Ref": "HttpApiId"})
    assert (alarm["Namespace"], alarm["MetricName"]) == ("AWS/ApiGateway", "5xx")
    assert (alarm["Statistic"], alarm["Threshold"]) == ("Sum", 0)


def test_every_alarm_speaks_when_it_has_somewhere_to() -> None:
    topic = {"Fn::If": ["HasAlarmTopic", [{"Ref": "AlarmTopicArn"}], {"Ref": "AWS::NoValue"}]}
    every = [*resources(ALARM).values(), *watching()]
    assert [alarm["AlarmActions"] for alarm in every] == [topic] * len(every)
    assert {alarm["TreatMissingData"] for alarm in every} == {"notBreaching"}


# ---- How it is deployed -----------------------------------------------------------------------


def described(**parameters: str) -> dict[str, Any]:
    """The product's stack as CloudFormation describes it."""
    outputs = {"HttpApiId": "a1b2", "EventBusName": "county", "DepartmentRoutingQueueName": "queue"}
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
        "EventBusName=county",
        "DepartmentRoutingQueueName=queue",
        f"AlarmTopicArn={topic}",
    ]


def test_without_a_topic_none_is_named() -> None:
    arguments = alarms.arguments_for(described(AlarmTopicArn=""))
    assert arguments[-1] == "DepartmentRoutingQueueName=queue"


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
