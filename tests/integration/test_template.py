"""The template keeps the house's rules; that it is valid at all is for cfn-lint."""

from __future__ import annotations

import ast
import re
from typing import Any

import pytest

from tests.integration.template import functions, resources, template
from tests.integration.template_reading import (
    ROOT,
    all_keys,
    function_of,
    names_in,
    product_template,
    rooms,
)

ALARM, QUEUE = "AWS::CloudWatch::Alarm", "AWS::SQS::Queue"
MAPPING, RULE = "AWS::Lambda::EventSourceMapping", "AWS::Events::Rule"
PRODUCT_TEMPLATES = ("template.yaml", "alarms.yaml")
PUBLIC_PATHS = {"/q/{proxy+}", "/t/{proxy+}", "/e/{proxy+}"}
OPEN_STAFF_PATHS = {"/api/openapi.json"}
COMMON_VARIABLES = {
    "DEPLOYMENT",
    "POWERTOOLS_LOG_LEVEL",
    "POWERTOOLS_METRICS_NAMESPACE",
    "POWERTOOLS_SERVICE_NAME",
}
FROM_THE_RUNTIME = {"AWS_REGION"}
LONGEST_STACK_NAME, LONGEST_NAME = 45, 64
"""Of functions and rules; their names begin with the stack's."""

MISSING_IN_CHINA = re.compile(
    r"AWS::(Cognito|SES|Pinpoint|CloudFront|XRay|GlobalAccelerator|Route53Domains)::"
    r"|AWS::Lambda::(Url|EventInvokeConfig)$|AWS::CertificateManager::"
)
PROPERTIES_MISSING_IN_CHINA = {
    "SnapStart",
    "FunctionUrlConfig",
    "EventInvokeConfig",
    "MetricsConfig",
}


def properties_of(room: str) -> dict[str, Any]:
    return functions()[function_of(room)]


def mappings_of(room: str) -> list[dict[str, Any]]:
    wanted = {"Ref": function_of(room)}
    return [mapping for mapping in resources(MAPPING).values() if mapping["FunctionName"] == wanted]


def http_routes() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (room, event["Properties"]["Path"], event["Properties"])
        for room in rooms()
        for event in properties_of(room).get("Events", {}).values()
    ]


def statements_of(room: str) -> list[dict[str, Any]]:
    return [s for policy in properties_of(room)["Policies"] for s in policy["Statement"]]


def alarmed_queues() -> set[str]:
    watching = [
        alarm
        for alarm in resources(ALARM).values()
        if alarm["MetricName"] == "ApproximateNumberOfMessagesVisible" and alarm["Threshold"] == 0
    ]
    return {name for a in watching for d in a["Dimensions"] for name in names_in(d["Value"])}


def target(reference: Any) -> str:
    (name,) = names_in(reference)
    return name


def test_every_room_has_one_function_and_every_function_its_room() -> None:
    assert set(functions()) == {function_of(room) for room in rooms()}


@pytest.mark.parametrize("room", rooms())
def test_one_name_runs_through_a_rooms_resources(room: str) -> None:
    dashed = room.replace("_", "-")
    function = properties_of(room)
    log_group = template()["Resources"][f"{function_of(room).removesuffix('Function')}LogGroup"]
    assert function["FunctionName"] == {"Fn::Sub": f"${{AWS::StackName}}-{dashed}"}
    assert function["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"] == room
    assert log_group["Properties"] == {
        "LogGroupName": {"Fn::Sub": f"/aws/lambda/${{AWS::StackName}}-{dashed}"},
        "RetentionInDays": {"Ref": "LogRetentionDays"},
    }


@pytest.mark.parametrize("room", rooms())
def test_a_room_is_told_exactly_the_settings_it_reads(room: str) -> None:
    told = set(properties_of(room)["Environment"]["Variables"]) - COMMON_VARIABLES
    assert told == _settings_read_by(room) - FROM_THE_RUNTIME


@pytest.mark.parametrize("room", rooms())
def test_a_room_answers_http_or_reacts_but_not_both(room: str) -> None:
    assert bool(properties_of(room).get("Events")) != bool(mappings_of(room))


@pytest.mark.parametrize("room", [room for room in rooms() if mappings_of(room)])
def test_what_a_reacting_room_gives_up_on_is_kept_and_alarmed(room: str) -> None:
    (mapping,) = mappings_of(room)
    source = target(mapping["EventSourceArn"])
    if source in resources(QUEUE):
        queue = resources(QUEUE)[source]
        kept_in = target(queue["RedrivePolicy"]["deadLetterTargetArn"])
        assert queue["RedrivePolicy"]["maxReceiveCount"] == 5
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        assert queue["VisibilityTimeout"] >= 6 * properties_of(room)["Timeout"]
        assert resources(QUEUE)[kept_in]["MessageRetentionPeriod"] > queue["MessageRetentionPeriod"]
    else:
        kept_in = target(mapping["DestinationConfig"]["OnFailure"]["Destination"])
        assert source == "Table"
        assert mapping["BisectBatchOnFunctionError"] is True
        assert mapping["MaximumRetryAttempts"] > 0
        assert _alarm_metrics_on(function_of(room)) == {"IteratorAge"}
    assert kept_in in resources(QUEUE)
    assert kept_in in alarmed_queues()


def test_parked_events_raise_an_alarm() -> None:
    assert "ParkingQueue" in alarmed_queues()


def test_a_rule_only_fills_the_reacting_rooms_own_queue() -> None:
    fed = {target(mapping["EventSourceArn"]) for mapping in resources(MAPPING).values()} - {"Table"}
    rules = resources(RULE)
    targets = {target(t["Arn"]) for rule in rules.values() for t in rule["Targets"]}
    assert targets == fed


def test_what_a_rule_cannot_hand_over_is_kept_with_the_dead_letters_of_its_room() -> None:
    for rule in resources(RULE).values():
        for filled in rule["Targets"]:
            queue = resources(QUEUE)[target(filled["Arn"])]
            kept_in = target(filled["DeadLetterConfig"]["Arn"])
            assert kept_in == target(queue["RedrivePolicy"]["deadLetterTargetArn"])
            assert kept_in in alarmed_queues()


def test_a_queue_takes_messages_from_its_own_rule_only() -> None:
    filled = {
        (name, target(arn))
        for name, rule in resources(RULE).items()
        for each in rule["Targets"]
        for arn in (each["Arn"], each["DeadLetterConfig"]["Arn"])
    }
    opened = set()
    for policy in resources("AWS::SQS::QueuePolicy").values():
        (queue,) = (target(queue) for queue in policy["Queues"])
        (statement,) = policy["PolicyDocument"]["Statement"]
        assert statement["Effect"] == "Allow"
        assert statement["Action"] == "sqs:SendMessage"
        assert statement["Principal"] == {"Service": "events.amazonaws.com"}
        assert target(statement["Resource"]) == queue
        opened.add((target(statement["Condition"]["ArnEquals"]["aws:SourceArn"]), queue))
    assert opened == filled


@pytest.mark.parametrize("room", rooms())
def test_a_rooms_policy_names_each_action_and_only_this_stacks_resources(room: str) -> None:
    assert "Role" not in properties_of(room)
    for statement in statements_of(room):
        actions, resources = _listed(statement["Action"]), _listed(statement["Resource"])
        assert all(re.fullmatch(r"[a-z0-9]+:[A-Za-z]+", action) for action in actions)
        assert all(names_in(resource) <= set(template()["Resources"]) for resource in resources)
        assert all(names_in(resource) and isinstance(resource, dict) for resource in resources)


def test_no_room_may_call_another_or_delete_an_item() -> None:
    actions = {a for room in rooms() for s in statements_of(room) for a in _listed(s["Action"])}
    assert not {a for a in actions if a.startswith("lambda:") or "Delete" in a} - {
        "sqs:DeleteMessage"
    }


def test_public_pages_are_open_and_everything_else_asks_for_a_member_of_staff() -> None:
    authorizers = resources("AWS::Serverless::HttpApi")["HttpApi"]["Auth"]["Authorizers"]
    open_paths = {path for _, path, event in http_routes() if "Auth" not in event}
    guards = [event["Auth"] for _, _, event in http_routes() if "Auth" in event]
    assert open_paths == PUBLIC_PATHS | OPEN_STAFF_PATHS
    assert guards and all(guard == {"Authorizer": "StaffIdentity"} for guard in guards)
    assert authorizers["StaffIdentity"]["AuthorizationScopes"] == ["casework/desk"]


def test_public_pages_are_read_and_posted_only() -> None:
    methods = {e["Method"] for _, path, e in http_routes() if path in PUBLIC_PATHS}
    assert methods == {"GET", "POST"}


def test_access_logs_hold_the_route_and_never_the_path() -> None:
    logged = resources("AWS::Serverless::HttpApi")["HttpApi"]["AccessLogSettings"]["Format"]
    assert "$context.routeKey" in logged
    assert not re.search(r"\$context\.(path|identity\.sourceIp|authorizer\.claims)", logged)


def test_cases_survive_the_stack_and_can_be_restored() -> None:
    table = template()["Resources"]["Table"]
    assert (table["DeletionPolicy"], table["UpdateReplacePolicy"]) == ("Retain", "Retain")
    recovery = table["Properties"]["PointInTimeRecoverySpecification"]
    assert recovery == {"PointInTimeRecoveryEnabled": True}
    assert table["Properties"]["SSESpecification"] == {"SSEEnabled": True}
    expiry = table["Properties"]["TimeToLiveSpecification"]
    assert expiry == {"AttributeName": "expires_at", "Enabled": True}


@pytest.mark.parametrize("name", PRODUCT_TEMPLATES)
def test_nothing_is_tied_to_one_partition(name: str) -> None:
    text = (ROOT / "infra" / name).read_text("utf-8")
    hosts = re.findall(r"\S*amazonaws\.com\S*", text)
    assert re.findall(r"arn:aws\S*", text) == []
    assert [host for host in hosts if not re.fullmatch(r"[a-z]+\.amazonaws\.com}?", host)] == []


@pytest.mark.parametrize("name", PRODUCT_TEMPLATES)
def test_nothing_is_used_that_the_china_regions_lack(name: str) -> None:
    types = {resource["Type"] for resource in product_template(name)["Resources"].values()}
    assert {kind for kind in types if MISSING_IN_CHINA.match(kind)} == set()
    assert set(all_keys(product_template(name))) & PROPERTIES_MISSING_IN_CHINA == set()


def test_tracing_is_off_unless_asked_for() -> None:
    assert template()["Parameters"]["Tracing"]["Default"] == "Disabled"


def test_names_that_begin_with_a_stack_name_of_45_characters_are_taken() -> None:
    stack = "s" * LONGEST_STACK_NAME
    assert f"at most {LONGEST_STACK_NAME} characters" in (ROOT / "samconfig.toml").read_text()
    named = [*functions().values(), *resources(RULE).values()]
    names = [each.get("FunctionName") or each["Name"] for each in named]
    lengths = {len(name["Fn::Sub"].replace("${AWS::StackName}", stack)) for name in names}
    assert max(lengths) == LONGEST_NAME


def test_the_template_can_be_read_in_one_go() -> None:
    assert len((ROOT / "infra" / "template.yaml").read_text("utf-8").splitlines()) < 600


def _settings_read_by(room: str) -> set[str]:
    source = (ROOT / "functions" / room / "handler.py").read_text("utf-8")
    (settings,) = (
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef) and node.name == "Settings"
    )
    return {
        statement.target.id.upper()
        for statement in settings.body
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
    }


def _alarm_metrics_on(function: str) -> set[str]:
    return {
        alarm["MetricName"]
        for alarm in resources(ALARM).values()
        if any(names_in(dimension["Value"]) == {function} for dimension in alarm["Dimensions"])
    }


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
