"""The template keeps the house's rules; that it is valid at all is for cfn-lint."""

from __future__ import annotations

import ast
import re
import tomllib
from datetime import timedelta
from typing import Any

import pytest

from casework.adapters.eventbridge_scheduler import EventBridgeScheduler, TimerTarget
from tests.integration.template import functions, resources, template
from tests.integration.template_reading import (
    ROOT,
    all_keys,
    function_of,
    listed,
    mappings_of,
    names_in,
    product_template,
    properties_of,
    rooms,
    statements_of,
)

QUEUE, RULE = "AWS::SQS::Queue", "AWS::Events::Rule"
PRODUCT_TEMPLATES = ("template.yaml", "alarms.yaml")
PUBLIC_PATHS = {
    "/q/{proxy+}": {"GET", "POST"},
    "/t/{proxy+}": {"GET", "POST"},
    "/e/{proxy+}": {"GET", "POST"},
    "/l/{proxy+}": {"GET"},
    "/wechat": {"GET", "POST"},
}
OPEN_STAFF_PATHS = {"/api/openapi.json", "/sign-in/{proxy+}"}
BEHIND_A_SESSION = {"/desk/{proxy+}", "/desk/oversight/{proxy+}", "/desk/registry/{proxy+}"}
"""The console: its rooms ask for the session that a cookie stands for, which no authorizer of the
API knows (DESIGN 8); `functions/test_console_sessions.py` holds them to it.
"""
COMMON_VARIABLES = {
    "DEPLOYMENT",
    "POWERTOOLS_LOG_LEVEL",
    "POWERTOOLS_METRICS_NAMESPACE",
    "POWERTOOLS_SERVICE_NAME",
}
FROM_THE_RUNTIME = {"AWS_REGION"}
LONGEST_STACK_NAME, LONGEST_NAME, LONGEST_QUEUE_NAME = 40, 64, 80
"""Of functions, rules and timers; their names begin with the stack's, as do those of queues."""

LONGEST_BUCKET_NAME = 63

LINES_PER_ROOM = 65
"""A room with its rights, queue, dead letters and rule; what is stored and the layers come before
the first one.
"""
WITHOUT_A_RESOURCE = ("registry_desk", {"sns:Unsubscribe", "sns:GetSubscriptionAttributes"})
"""SNS knows no subscriptions as resources of a policy (Service Authorization Reference)."""

OUTSIDE_SECRET = re.compile(
    r"arn:\$\{AWS::Partition\}:secretsmanager:\$\{AWS::Region\}:\$\{AWS::AccountId\}:secret:"
    r"\$\{(WeChat|Sms|Smtp)SecretId\}-\?{6}"
)
"""Secrets Manager ends the name of every secret with six signs of its own."""

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


def http_routes() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (room, event["Properties"]["Path"], event["Properties"])
        for room in rooms()
        for event in properties_of(room).get("Events", {}).values()
    ]


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
    assert told == settings_read_by(room) - FROM_THE_RUNTIME


@pytest.mark.parametrize("room", rooms())
def test_a_room_answers_http_or_reacts_but_not_both(room: str) -> None:
    assert bool(properties_of(room).get("Events")) != bool(mappings_of(room))


@pytest.mark.parametrize("room", rooms())
def test_a_rooms_policy_names_each_action_and_only_this_stacks_resources(room: str) -> None:
    assert "Role" not in properties_of(room)
    for statement in statements_of(room):
        actions, resources = listed(statement["Action"]), listed(statement["Resource"])
        assert all(re.fullmatch(r"[a-z0-9]+:[A-Za-z]+", action) for action in actions)
        if resources == ["*"]:
            assert (room, set(actions)) == WITHOUT_A_RESOURCE
        else:
            assert all(is_of_this_stack(resource) for resource in resources)


def is_of_this_stack(resource: Any) -> bool:
    """Made by the template; or, as timers are, made by a room under a name that begins with the
    stack's; or the secret of an outside service, by the name that the stack was given.
    """
    if not isinstance(resource, dict):
        return False
    names, address = names_in(resource), str(resource.get("Fn::Sub"))
    by_name = bool(re.search(r"(/|:::)\$\{AWS::StackName\}-", address)) or bool(
        OUTSIDE_SECRET.fullmatch(address)
    )
    return by_name or (bool(names) and names <= set(template()["Resources"]))


def test_no_room_may_call_another_or_delete_anything_but_messages_timers_and_files() -> None:
    actions = {a for room in rooms() for s in statements_of(room) for a in listed(s["Action"])}
    assert {a for a in actions if a.startswith("lambda:")} == set()
    assert {a for a in actions if "Delete" in a or "Purge" in a or "Remove" in a} == {
        "sqs:DeleteMessage",
        "scheduler:DeleteSchedule",
        "s3:DeleteObject",
    }


def test_public_pages_are_open_and_everything_else_asks_for_a_member_of_staff() -> None:
    authorizers = resources("AWS::Serverless::HttpApi")["HttpApi"]["Auth"]["Authorizers"]
    open_paths = {path for _, path, event in http_routes() if "Auth" not in event}
    guards = [event["Auth"] for _, _, event in http_routes() if "Auth" in event]
    assert open_paths == set(PUBLIC_PATHS) | OPEN_STAFF_PATHS | BEHIND_A_SESSION
    assert guards and all(guard == {"Authorizer": "StaffIdentity"} for guard in guards)
    assert authorizers["StaffIdentity"]["AuthorizationScopes"] == ["casework/desk"]


def test_public_pages_are_read_and_posted_only_and_letters_only_read() -> None:
    methods: dict[str, set[str]] = {path: set() for path in PUBLIC_PATHS}
    for _, path, event in http_routes():
        if path in PUBLIC_PATHS:
            methods[path].add(event["Method"])
    assert methods == PUBLIC_PATHS


def test_access_logs_hold_the_route_and_never_the_path() -> None:
    logged = resources("AWS::Serverless::HttpApi")["HttpApi"]["AccessLogSettings"]["Format"]
    assert "$context.routeKey" in logged
    assert not re.search(r"\$context\.(path|identity\.sourceIp|authorizer\.claims)", logged)


@pytest.mark.parametrize(
    ("layer", "users"),
    [
        ("FilesLayer", {"attachment_check"}),
        ("DocumentsLayer", {"letter_press", "registry_desk"}),
        ("EncryptionLayer", {"wechat_callback"}),
    ],
)
def test_what_reads_draws_or_encrypts_is_only_in_the_rooms_that_do(
    layer: str, users: set[str]
) -> None:
    layered = {room for room in rooms() if "Layers" in properties_of(room)}
    assert {room for room in layered if {"Ref": layer} in properties_of(room)["Layers"]} == users
    assert {"Ref": layer} not in template()["Globals"]["Function"]["Layers"]


@pytest.mark.parametrize("name", PRODUCT_TEMPLATES)
def test_nothing_is_tied_to_one_partition(name: str) -> None:
    text = (ROOT / "infra" / name).read_text("utf-8")
    hosts = re.findall(r"\S*amazonaws\.com\S*", text)
    assert re.findall(r"arn:aws\S*", text) == []
    assert [host for host in hosts if not re.fullmatch(r"[a-z0-9]+\.amazonaws\.com}?", host)] == []


@pytest.mark.parametrize("name", PRODUCT_TEMPLATES)
def test_nothing_is_used_that_the_china_regions_lack(name: str) -> None:
    types = {resource["Type"] for resource in product_template(name)["Resources"].values()}
    assert {kind for kind in types if MISSING_IN_CHINA.match(kind)} == set()
    assert set(all_keys(product_template(name))) & PROPERTIES_MISSING_IN_CHINA == set()


def test_tracing_is_off_unless_asked_for() -> None:
    assert template()["Parameters"]["Tracing"]["Default"] == "Disabled"


def test_names_that_begin_with_the_longest_stack_name_are_taken() -> None:
    assert f"at most {LONGEST_STACK_NAME} characters" in (ROOT / "samconfig.toml").read_text()
    named = [*functions().values(), *resources(RULE).values()]
    names = [each.get("FunctionName") or each["Name"] for each in named]
    assert max(map(longest, names)) == LONGEST_NAME
    assert max(longest(queue["QueueName"]) for queue in resources(QUEUE).values()) <= (
        LONGEST_QUEUE_NAME
    )


def longest(name: dict[str, str]) -> int:
    return len(name["Fn::Sub"].replace("${AWS::StackName}", "s" * LONGEST_STACK_NAME))


def test_a_timers_name_is_taken_up_to_the_last_version_that_a_case_can_have() -> None:
    """An event's id has room for six digits of a case's version."""
    target = TimerTarget("s" * LONGEST_STACK_NAME, "", "", "", timedelta(0), timedelta(0))
    name = EventBridgeScheduler(None, target).name("E8MY09Q4P0HG", 999_999)
    assert len(name) == LONGEST_NAME
    assert name.startswith("s" * LONGEST_STACK_NAME + "-due-E8MY09Q4P0HG-")


def test_every_stack_of_the_configuration_has_a_name_that_leaves_room() -> None:
    environments = tomllib.loads((ROOT / "samconfig.toml").read_text("utf-8"))
    names = [
        environment["deploy"]["parameters"]["stack_name"]
        for environment in environments.values()
        if isinstance(environment, dict)
    ]
    assert len(names) == 4
    assert max(map(len, names)) <= LONGEST_STACK_NAME
    assert all(name == name.lower() for name in names)


def test_buckets_named_after_the_longest_stack_name_are_taken() -> None:
    buckets = resources("AWS::S3::Bucket").values()
    names = [each["BucketName"] for each in buckets if "BucketName" in each]
    in_full = [name["Fn::Sub"].replace("${AWS::AccountId}", "1" * 12) for name in names]
    assert in_full
    assert max(longest({"Fn::Sub": name}) for name in in_full) <= LONGEST_BUCKET_NAME


def test_the_template_s_rooms_can_be_read_one_by_one() -> None:
    text = (ROOT / "infra" / "template.yaml").read_text("utf-8")
    _, parts = text.split("\n  # ---- scan_intake:", 1)
    told, _ = parts.split("\nOutputs:", 1)
    assert len(told.splitlines()) <= LINES_PER_ROOM * len(functions())


def settings_read_by(room: str) -> set[str]:
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
