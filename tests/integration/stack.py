"""What the template deploys besides functions and table, made in the AWS of this process: queues,
bus, rules and the secret.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

import boto3  # type: ignore[import-untyped]

from casework.adapters.sms_gateway import ShortMessageGateway
from casework.adapters.smtp_mailer import MailServer
from casework.adapters.wechat_account import WeChatAccount
from tests.integration.template import functions, resolve, resources, room_of, template
from tests.snapshots import made_once

if TYPE_CHECKING:
    from types import ModuleType

SECRET = "the-integration-tests-own-secret-of-sixty-four-characters-000001"
STACK_NAME = BUS_NAME = "mashangban-test"
ISSUER, CLIENT = "https://issuer.example/county", "casework-desk"
DESK = "https://desk.example"
"""Who vouches for staff, our name there, and where staff work."""

OFFICIAL_ACCOUNT = WeChatAccount(
    app_id="wx0123456789abcdef",
    app_secret="the-official-accounts-own-secret",
    token="the-token-of-callbacks",
    encoding_aes_key="abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    intake_code="7K3Q9F2M4T8W5V1XBH6C",
)
"""The county's, whose own code is the one at the service centre."""

MAIL_ADDRESS = "escort@county.example"
"""What enterprises write to."""

GATEWAY = ShortMessageGateway("https://sms.example/messages", "the-key-of-the-gateway")
MAIL = MailServer("mail.example", "587", "starttls", "msb@county.example")
"""Who carries short messages and e-mails; nobody answers there (`outside.py` stands in)."""

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
    names |= {"HttpApi": "api", "AWS::Region": region}
    for bucket, properties in resources("AWS::S3::Bucket").items():
        given = properties.get("BucketName", bucket.removesuffix("Bucket").lower())
        names[bucket] = resolve(given, names)
        names[f"{bucket}.Arn"] = f"arn:{PARTITION}:s3:::{names[bucket]}"
    names["Secret.Id"] = "Secret"
    names["WeChatSecretId"] = "OfficialAccount"
    names |= {"SmsSecretId": "ShortMessages", "SmtpSecretId": "MailServer"}
    names["WeChatTemplateId"] = "template-of-the-tests"
    names["DepartmentTopic"] = f"arn:{PARTITION}:sns:{region}:{ACCOUNT}:{STACK_NAME}-departments"
    names["TimerRole.Arn"] = f"arn:{PARTITION}:iam::{ACCOUNT}:role/timers"
    names |= {"OidcIssuer": ISSUER, "OidcAudience": CLIENT, "StaffBaseUrl": DESK}
    names["MailAddress"] = MAIL_ADDRESS
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
    """The deployment's secrets, always the same, so that payloads can hold signed keys."""
    made_once("secret", partial(_make_secrets, stack), "secretsmanager")


def _make_secrets(stack: Stack) -> None:
    secrets = stack.client("secretsmanager")
    secrets.create_secret(Name=stack.names["Secret.Id"], SecretString=SECRET)
    account = json.dumps(asdict(OFFICIAL_ACCOUNT))
    secrets.create_secret(Name=stack.names["WeChatSecretId"], SecretString=account)
    for parameter, service in (("SmsSecretId", GATEWAY), ("SmtpSecretId", MAIL)):
        content = json.dumps(asdict(service))
        secrets.create_secret(Name=stack.names[parameter], SecretString=content)


def make_topic(stack: Stack) -> None:
    """The topic that departments subscribe to."""
    make = partial(stack.client("sns").create_topic, Name=f"{STACK_NAME}-departments")
    made_once("topic", make, "sns")


def make_ways_of_events(stack: Stack) -> None:
    """Queues, bus, rules and buckets, by which events travel and where they end."""
    made_once("ways of events", partial(_make_ways, stack), "events", "s3", "sqs")


def _make_ways(stack: Stack) -> None:
    queues = {**stack.resolved("AWS::SQS::Queue"), WITNESS: {"QueueName": WITNESS}}
    for name in sorted(queues, key=lambda name: "RedrivePolicy" in queues[name]):
        _make_queue(stack, name, queues[name])
    for name, properties in stack.resolved("AWS::S3::Bucket").items():
        _make_bucket(stack, name, properties)
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


def _make_bucket(stack: Stack, name: str, properties: dict[str, Any]) -> None:
    """A bucket, and the queues that hear of what is put into it."""
    s3, bucket = stack.client("s3"), stack.names[name]
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": stack.region})
    told = properties.get("NotificationConfiguration", {}).get("QueueConfigurations", [])
    queues = [
        {
            "QueueArn": each["Queue"],
            "Events": [each["Event"]],
            "Filter": {"Key": {"FilterRules": each["Filter"]["S3Key"]["Rules"]}},
        }
        for each in told
    ]
    if queues:
        s3.put_bucket_notification_configuration(
            Bucket=bucket, NotificationConfiguration={"QueueConfigurations": queues}
        )
    for each in queues:  # S3 says once that it reaches the queue, which is no news to these tests
        stack.client("sqs").purge_queue(QueueUrl=_url_of(stack, each["QueueArn"]))


def _url_of(stack: Stack, queue_arn: str) -> str:
    name = next(name for name, arn in stack.names.items() if arn == queue_arn)
    return stack.names[name.removesuffix(".Arn")]


def _make_rule(
    stack: Stack, name: str, pattern: dict[str, Any], targets: list[dict[str, Any]]
) -> None:
    events = stack.client("events")
    events.put_rule(Name=name, EventBusName=BUS_NAME, EventPattern=json.dumps(pattern))
    events.put_targets(Rule=name, EventBusName=BUS_NAME, Targets=targets)
