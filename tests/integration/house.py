"""The whole house in one process: its table, queues and bus, its rooms, the people who call."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from casework.adapters.dynamodb.cases import DynamoCases
from casework.adapters.dynamodb.staff import DynamoStaff
from casework.domain.case import Status
from casework.domain.staff import Role, StaffMember
from tests.integration.callers import ISSUER, Answer, signed_in, visitor
from tests.integration.county import CENTRE_CODE, LOAN, NOW, STAFF, UNCLEAR, Form
from tests.integration.payloads import payload
from tests.integration.pump import Delivery, Pump
from tests.integration.reading import hidden_field, problems
from tests.integration.stack import make_ways_of_events, rooms

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from tests.integration.outside import Outside
    from tests.integration.stack import Stack


@dataclass
class Clock:
    """What every room takes for the current time."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        """In place of `utc_now`."""
        return self.now

    def advance(self, **span: float) -> None:
        """Let time pass: days, hours, minutes."""
        self.now += timedelta(**span)


STEP = timedelta(hours=6)
"""Between two sweeps of a test: every hour would show the same and take six times as long."""


@dataclass
class House:
    """Everything that a story needs."""

    stack: Stack
    clock: Clock
    outside: Outside

    @cached_property
    def pump(self) -> Pump:
        """What carries events; queues, bus and rules are made when it is first asked for."""
        make_ways_of_events(self.stack)
        return Pump(self.stack)

    def file(
        self,
        form: Form = LOAN,
        *,
        confidential: bool = False,
        language: str = "zh",
        **besides: str,
    ) -> Link:
        """Scan, fill in, send; the tracking link of the case. `besides` are further fields, such as
        how to be told.
        """
        fields = filled(form, self.form_key(), confidential=confidential, language=language)
        fields |= besides
        answer = visitor().post(f"/q/{CENTRE_CODE}", fields)
        assert answer.status == 303, problems(answer.text)
        return Link.of(answer)

    def file_and_route(
        self, form: Form = LOAN, *, confidential: bool = False, how: Delivery = Delivery.ONCE
    ) -> Link:
        """A case that the duty catalogue has assigned or queued."""
        link = self.file(form, confidential=confidential)
        self.pump.carry(how)
        return link

    def live(self, *, sweeps: bool = True, timers: bool = True, **span: float) -> None:
        """Let time pass in steps of a few hours or less, with everything that happens by itself."""
        until = self.clock.now + timedelta(**span)
        self.pump.carry()
        while self.clock.now < until:
            self.clock.now = min(until, self.clock.now + STEP)
            if timers:
                self.pump.fire_timers(self.clock.now)
            if sweeps:
                self.pump.sweep()
            self.pump.carry()

    def form_key(self, code: str = CENTRE_CODE) -> str:
        """The key of a freshly opened filing form."""
        return hidden_field(visitor().get(f"/q/{code}").text, "form_key")

    def addition_key(self, link: Link) -> str:
        """The key of a freshly opened tracking page."""
        return hidden_field(visitor().get(link.path).text, "form_key")

    def case(self, case_id: str) -> Case:
        """The snapshot as stored."""
        return DynamoCases().get(case_id)

    def case_file(self, case_id: str) -> CaseFile:
        """The case file as stored."""
        return DynamoCases().file(case_id)

    def stored(self) -> list[tuple[str, ...]]:
        """What is in the table, told by keys, versions and instants: equal when nothing changed."""
        names = ("PK", "SK", "version", "revoked_at", "GSI1SK")
        found = self.stack.client("dynamodb").scan(
            TableName=self.stack.names["Table"], ProjectionExpression=", ".join(names)
        )
        return sorted(tuple(str(item.get(name)) for name in names) for item in found["Items"])

    def items(self) -> list[dict[str, Any]]:
        """Everything in the table, as the store keeps it."""
        pages = self.stack.client("dynamodb").get_paginator("scan")
        found = pages.paginate(TableName=self.stack.names["Table"], ConsistentRead=True)
        return [item for page in found for item in page["Items"]]

    def act(self, subject: str, case_id: str, step: str, **body: Any) -> Answer:
        """A desk command of a member of staff who looked at the case as it is now."""
        command = {"version": self.case(case_id).version, **body}
        return signed_in(subject).post_json(f"/api/desk/cases/{case_id}/{step}", command)

    def oversee(self, subject: str, case_id: str, step: str, **body: Any) -> Answer:
        """A command at the oversight desk, likewise."""
        command = {"version": self.case(case_id).version, **body}
        return signed_in(subject).post_json(f"/api/oversight/cases/{case_id}/{step}", command)

    def handler_of(self, unit: str) -> str:
        """The subject of a handler of any unit, entered in the registry if need be."""
        member = StaffMember(f"staff-{unit}", "承办人", Role.HANDLER, unit, NOW, None)
        DynamoStaff().put(ISSUER, unit, STAFF.get(unit, member))
        return unit

    def route(self, link: Link) -> Link:
        """Announce the filing to the routing room, without the stream, the bus and the queue."""
        event = payload("department_routing__case_filed")
        envelope = json.loads(event["Records"][0]["body"])
        envelope["detail"] |= {"case_id": link.case_id, "event_id": f"{link.case_id}/1/0"}
        event["Records"][0]["body"] = json.dumps(envelope)
        answer = rooms()["DepartmentRoutingFunction"].handle(event, None)
        assert answer == {"batchItemFailures": []}
        return link

    def triaged(self, form: Form = UNCLEAR, *, confidential: bool = False) -> Link:
        """A case that a clerk has to look at."""
        link = self.route(self.file(form, confidential=confidential))
        assert self.case(link.case_id).status is Status.TRIAGE
        return link

    def assigned(self, lead: str = "justice", *co_handlers: str) -> Link:
        """A case that a unit leads: the article's first, or one that the clerk assigned."""
        if (lead, *co_handlers) == ("justice",):
            link = self.route(self.file(LOAN))
            assert self.case(link.case_id).lead == lead
            return link
        link = self.triaged()
        body = {"lead": lead, "co_handlers": list(co_handlers)}
        assert self.act("clerk", link.case_id, "assignment", **body).status == 200
        return link

    def resolved(self) -> Link:
        """The article's first case, verified, replied to and resolved in one step."""
        link = self.assigned()
        assert self.act("justice", link.case_id, "resolution", **TOGETHER).status == 200
        return link

    def rating_path(self, link: Link) -> str:
        """The address under which the tracking page offers the rating."""
        found = re.search(r'href="(/e/[^"?]+)', visitor().get(link.path).text)
        assert found, "the tracking page offers no rating"
        return found[1]


@dataclass(frozen=True)
class Link:
    """A tracking link."""

    token: str

    @classmethod
    def of(cls, answer: Answer) -> Link:
        """The link that an answer to a filing leads to."""
        found = re.fullmatch(r"/t/([^/?]+)/filed\?lang=(zh|en)", answer.location)
        assert found, answer.location
        return cls(found[1])

    @property
    def path(self) -> str:
        """The tracking page."""
        return f"/t/{self.token}"

    @property
    def case_id(self) -> str:
        """The case behind the link."""
        return self.token.partition("-")[0]


HANDLING: tuple[tuple[str, dict[str, Any]], ...] = (
    ("verification", {"finding": "confirmed", "text": "借条真实，欠款属实。"}),
    ("reply", {"text": "已指派人民调解员当面调解。"}),
    ("resolution", {"outcome": "settled", "text": "双方达成还款协议。"}),
)
"""What the lead does with the article's first case."""

TOGETHER: dict[str, Any] = {
    **HANDLING[2][1],
    "reply": {**HANDLING[1][1], "verification": HANDLING[0][1]},
}
"""The same, taken together."""


def filled(
    form: Form, key: str, *, confidential: bool = False, language: str = "zh"
) -> dict[str, str]:
    """The form as a browser sends it."""
    ticked = {"confidential": "yes"} if confidential else {}
    return {"form_key": key, "lang": language, **asdict(form), **ticked}
