"""What the replay command works on: the stack of this process as it finds a deployed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infra.replay import Place
from infra.waiting import WAITING
from tests.integration.stack import BUS_NAME, STACK_NAME
from tests.integration.template import resources

if TYPE_CHECKING:
    from tests.integration.stack import Stack


def logical(queue: str) -> str:
    """The template's resource of a queue that the command calls `parking`."""
    wanted = {"Fn::Sub": f"${{AWS::StackName}}-{queue}"}
    found = resources("AWS::SQS::Queue").items()
    (name,) = (name for name, properties in found if properties["QueueName"] == wanted)
    return name


def place(stack: Stack) -> Place:
    """The stack as outputs and names tell it."""
    queues = {name for each in WAITING for name in (each.queue, each.to) if name}
    urls = {name: stack.names[logical(name)] for name in queues}
    assert all(url.endswith(f"/{STACK_NAME}-{name}") for name, url in urls.items())
    return Place(stack.region, stack.names["Table"], BUS_NAME, urls)
