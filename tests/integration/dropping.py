"""A mail server that drops e-mails into the intake bucket, and what our own outbox put on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.integration.stack import rooms

if TYPE_CHECKING:
    from tests.integration.house import House


def drop(house: House, key: str, mail: bytes) -> None:
    """Put an e-mail where mail servers put them; the bucket is there from the first time on."""
    stack = house.pump.stack
    stack.client("s3").put_object(Bucket=stack.names["IntakeBucket"], Key=key, Body=mail)


def kept(house: House) -> list[str]:
    """The keys of the e-mails that lie there."""
    stack = house.pump.stack
    found = stack.client("s3").list_objects_v2(Bucket=stack.names["IntakeBucket"])
    return [each["Key"] for each in found.get("Contents", ())]


def outbox_id(case_id: str) -> str:
    """The message id of an e-mail of ours about a case."""
    desk = rooms()["MailIntakeFunction"].room()
    return f"{desk.mint().mail_reference(desk.cases.get(case_id))}.201@county.example"
