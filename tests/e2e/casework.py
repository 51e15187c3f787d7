"""What people of the county do over HTTP: an enterprise files, staff take the steps of a case."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from infra.local.browse import hidden_field
from infra.local.stories.mediation import WHAT_HAPPENED
from tests.e2e.asking import Asker, Reply

if TYPE_CHECKING:
    from tests.e2e.harness import Deployed

LOAN = WHAT_HAPPENED
"""Routed to the justice bureau without a person's help (P3)."""

UNSURE = "公司最近遇到一些难处，情况比较复杂，电话里说不清，希望有人来厂里了解一下。"
"""Names nothing that the duty catalogue knows: a clerk must decide."""

FILING = {
    "lang": "zh",
    "what_happened": LOAN,
    "enterprise_name": "独山镇示范家纺有限公司",
    "contact_name": "王先生",
    "contact_phone": "13800000000",
    "category": "contract_debt",
    "township": "dushan",
}
PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Filed:
    """A filed case, as its enterprise knows it: the path of its tracking page."""

    tracking: str

    @property
    def token(self) -> str:
        """What the tracking link ends with."""
        return self.tracking.rpartition("/")[2]

    @property
    def case_id(self) -> str:
        """The case's id, which the tracking link begins with."""
        return self.token.partition("-")[0]


def blank_form(deployed: Deployed) -> dict[str, str]:
    """A filled-in form with a key of its own, not sent yet."""
    page = Asker(deployed).get(deployed.seeded.filing_path).body.decode()
    return {**FILING, "form_key": hidden_field(page, "form_key")}


def send(deployed: Deployed, form: dict[str, str]) -> Reply:
    """Send a form through the service centre's code."""
    return Asker(deployed).post_form(deployed.seeded.filing_path, form)


def filed(reply: Reply) -> Filed:
    """The case that a form became; the answer must lead to its receipt."""
    assert reply.status == 303, reply.body.decode()
    return Filed(reply.headers["location"].partition("/filed")[0])


def file_case(deployed: Deployed, **changes: str) -> Filed:
    """File a case through the service centre's code; by default the loan of the article."""
    return filed(send(deployed, blank_form(deployed) | changes))


@dataclass(frozen=True, slots=True)
class Desk:
    """A member of staff at the case desk."""

    asker: Asker

    def case(self, case_id: str) -> dict[str, Any]:
        """Where the case stands."""
        case: dict[str, Any] = self.file(case_id)["case"]
        return case

    def file(self, case_id: str) -> dict[str, Any]:
        """The whole file, as far as this person may read it."""
        reply = self.asker.get(f"/api/desk/cases/{case_id}")
        assert reply.status == 200, reply.body.decode()
        file: dict[str, Any] = reply.json()
        return file

    def ask(self, case_id: str, step: str, version: int, **body: Any) -> Reply:
        """Ask for a step on the version that the person looked at, whatever comes of it."""
        path = f"/api/desk/cases/{case_id}/{step}"
        return self.asker.post_json(path, {**body, "version": version})

    def act(self, case_id: str, step: str, **body: Any) -> dict[str, Any]:
        """Look at the case and take a step that succeeds; returns the case after it."""
        reply = self.ask(case_id, step, self.case(case_id)["version"], **body)
        assert reply.status == 200, reply.body.decode()
        case: dict[str, Any] = reply.json()
        return case


def desk(deployed: Deployed, username: str) -> Desk:
    """The desk of one of the seeded accounts, with a token from the real issuer."""
    return Desk(Asker(deployed, deployed.token(username)))


def routed(deployed: Deployed, case: Filed) -> dict[str, Any]:
    """The case once the platform has assigned it or left it to a clerk."""
    clerk, deadline = desk(deployed, "clerk"), time.monotonic() + PATIENCE_SECONDS
    while (seen := clerk.case(case.case_id))["status"] == "submitted":
        assert time.monotonic() < deadline, f"not routed within {PATIENCE_SECONDS} s"
        time.sleep(0.1)
    return seen


def marker() -> str:
    """Words that stand nowhere else, to find again what carries them."""
    return f"标记{secrets.token_hex(8)}"


def texts_with(deployed: Deployed, words: str) -> int:
    """How many stored texts hold these words: one for each case or addition that took them."""
    dynamodb = deployed.deployment.engine.client("dynamodb")
    pages = dynamodb.get_paginator("scan").paginate(
        TableName=deployed.deployment.product.outputs["TableName"],
        FilterExpression="kind = :kind AND contains(#data, :words)",
        ExpressionAttributeNames={"#data": "data"},
        ExpressionAttributeValues={":kind": {"S": "PARTICULARS"}, ":words": {"S": words}},
    )
    return sum(len(page["Items"]) for page in pages)
