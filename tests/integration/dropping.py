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


def outbox_id(case_id: str) -> str:
    """The message id of an e-mail of ours about a case."""
    mint = rooms()["MailIntakeFunction"].room().mint()
    return f"{mint.mail_reference(case_id)}.201@county.example"
