"""What the template deploys besides functions and table, made in the AWS of this process: queues,
bus, rules and the secret.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import boto3  # type: ignore[import-untyped]

from tests.integration.template import functions, resolve, resources, room_of, template

if TYPE_CHECKING:
    from types import ModuleType

SECRET = "the-integration-tests-own-secret-of-sixty-four-characters-000001"
STACK_NAME = BUS_NAME = "mashangban-test"
ISSUER, CLIENT = "https://issuer.example/county", "casework-desk"
DESK = "https://desk.example"
"""Who vouches for staff, our name there, and where staff work."""

ACCOUNT = "123456789012"
PARTITION = "aws-cn"
DOMAIN = "amazonaws.com.cn"
PSEUDO = {
    "AWS::StackName": STACK_NAME,
    "AWS::URLSuffix": DOMAIN,
    "AWS::Partition": PARTITION,
    "AWS::AccountId": ACCOUNT,
}
STREAM = "the table's stream"
WITNESS = "Witness"
"""A queue of the tests that gets whatever is put on the bus."""


@dataclass(frozen=True)
class Stack:
    """The stack's names: `names` holds what a Ref (`Table`) or GetAtt (`Queue.Arn`) stands for."""

    region: str
    names: dict[str, str]

    def client(self, service: str) -> Any:
        """A boto3 client, made once per process: moto answers whichever test calls it."""
        return _client(service, self.region)

    def environment(self, function: str) -> dict[str, str]:
        """The variables that Lambda gives to a function."""
        shared = template()["Globals"]["Function"]["Environment"]["Variables"]
        own = functions()[function]["Environment"]["Variables"]
        return {"AWS_REGION": self.region, **resolve({**shared, **own}, self.names)}

    def resolved(self, kind: str) -> dict[str, dict[str, Any]]:
        """Every resource of a type with its references filled in."""
        return {name: resolve(found, self.names) for name, found in resources(kind).items()}


@cache
def rooms() -> dict[str, ModuleType]:
    """The handler module of every function, by logical id."""
    return {name: import_module(f"functions.{room_of(name)}.handler") for name in functions()}


def named(table_name: str, region: str) -> Stack:
    """The stack beside a table that is there, every other thing named and not yet made."""
    names = {"Table": table_name, "EventBus": BUS_NAME, "Table.StreamArn": STREAM, **PSEUDO}
    names |= {"LettersBucket": "letters", "HttpApi": "api", "AWS::Region": region}
    names["DepartmentTopic"] = f"arn:{PARTITION}:sns:{region}:{ACCOUNT}:{STACK_NAME}-departments"
    names["TimerRole.Arn"] = f"arn:{PARTITION}:iam::{ACCOUNT}:role/timers"
    names |= {"OidcIssuer": ISSUER, "OidcAudience": CLIENT, "StaffBaseUrl": DESK}
    names |= {name: name for name in functions()}
    for name, properties in {
        **resources("AWS::SQS::Queue"),
        WITNESS: {"QueueName": WITNESS},
    }.items():
        queue = resolve(properties["QueueName"], names)
        names[name] = f"https://sqs.{region}.{DOMAIN}/{ACCOUNT}/{queue}"
        names[f"{name}.Arn"] = f"arn:{PARTITION}:sqs:{region}:{ACCOUNT}:{queue}"
    return Stack(region, names)


def make_secret(stack: Stack) -> None:
    """The deployment's secret, always the same, so that payloads can hold signed keys."""
    stack.client("secretsmanager").create_secret(Name="Secret", SecretString=SECRET)
    stack.names["Secret.Id"] = "Secret"


def make_topic(stack: Stack) -> None:
    """The topic that departments subscribe to."""
    stack.client("sns").create_topic(Name=f"{STACK_NAME}-departments")


def make_ways_of_events(stack: Stack) -> None:
    """Queues, bus, rules and the bucket, by which events travel and where they end."""
    stack.client("s3").create_bucket(
        Bucket=stack.names["LettersBucket"],
        CreateBucketConfiguration={"LocationConstraint": stack.region},
    )
    queues = {**stack.resolved("AWS::SQS::Queue"), WITNESS: {"QueueName": WITNESS}}
    for name in sorted(queues, key=lambda name: "RedrivePolicy" in queues[name]):
        _make_queue(stack, name, queues[name])
    stack.client("events").create_event_bus(Name=BUS_NAME)
    for name, properties in stack.resolved("AWS::Events::Rule").items():
        if "EventPattern" not in properties:
            continue  # the pump's own clock stands for schedules
        _make_rule(stack, name, properties["EventPattern"], properties["Targets"])
    everything = {"detail-type": [{"exists": True}]}
    target = {"Id": "queue", "Arn": stack.names[f"{WITNESS}.Arn"]}
    _make_rule(stack, WITNESS, everything, [target])


@cache
def _client(service: str, region: str) -> Any:
    return boto3.client(
        service, region, aws_access_key_id="testing", aws_secret_access_key="testing"
    )


def _make_queue(stack: Stack, name: str, properties: dict[str, Any]) -> None:
    attributes = {
        key: json.dumps(value) if isinstance(value, dict | bool) else str(value)
        for key, value in properties.items()
        if key != "QueueName"
    }
    if "FifoQueue" in attributes:
        attributes["FifoQueue"] = "true"
    made = stack.client("sqs").create_queue(
        QueueName=properties["QueueName"], Attributes=attributes
    )["QueueUrl"]
    if made != stack.names[name]:
        raise LookupError(f"{name} is at {made}; rooms were told {stack.names[name]}")


def _make_rule(
    stack: Stack, name: str, pattern: dict[str, Any], targets: list[dict[str, Any]]
) -> None:
    events = stack.client("events")
    events.put_rule(Name=name, EventBusName=BUS_NAME, EventPattern=json.dumps(pattern))
    events.put_targets(Rule=name, EventBusName=BUS_NAME, Targets=targets)
