"""Has every case looked at that waits for an instant: after a restore, or when timers were lost.

    python -m infra.rearm STACK

It walks the due index and queues each case for the room that settles it: what has passed meanwhile
is recorded, and what a newer working-day table moves is moved. What happens next needs no timer:
the hourly sweep finds it.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import boto3  # type: ignore[import-untyped]

from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.due_index import DynamoDueIndex
from casework.ports import DueKind
from casework.services.sweep_deadlines import in_batches


def queue_waiting(sqs: Any, queue_url: str, calendar: str | None = None) -> int:
    """Queue every waiting case of the bound table, to be counted by a version of the working-day
    table if one is named; returns how many.

    Raises RuntimeError naming the first entry that the queue did not take; run it again then.
    """
    waiting = (entry for entry in DynamoDueIndex().waiting() if entry.kind is DueKind.CASE)
    count = 0
    for batch in in_batches(waiting):
        answer = sqs.send_message_batch(
            QueueUrl=queue_url,
            Entries=[
                {"Id": str(place), "MessageBody": _body(entry.id, calendar)}
                for place, entry in enumerate(batch)
            ],
        )
        if failed := answer.get("Failed"):
            raise RuntimeError(f"the queue did not take {failed[0]['Id']}: {failed[0]['Code']}")
        count += len(batch)
    return count


def bind_stack(session: boto3.Session, stack: str) -> tuple[Any, str]:
    """Bind a stack's table; its SQS client and the queue of the room that settles cases."""
    described = session.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    outputs = {each["OutputKey"]: each["OutputValue"] for each in described["Outputs"]}
    table.bind(outputs["TableName"], session.region_name)
    return session.client("sqs"), outputs["ExpiryQueueUrl"]


def _body(case_id: str, calendar: str | None) -> str:
    return json.dumps({"case_id": case_id, **({"calendar": calendar} if calendar else {})})


def main(arguments: list[str]) -> int:
    """Queue the waiting cases of the stack that the first argument names."""
    if len(arguments) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    count = queue_waiting(*bind_stack(boto3.Session(), arguments[0]))
    sys.stdout.write(f"{count} cases are looked at.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
