"""What goes over the line to AWS and back, and what the payloads of `events/` cause there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import BAD_REQUEST
from io import BytesIO
from typing import TYPE_CHECKING, Any

from botocore import xform_name
from botocore.client import BaseClient
from botocore.endpoint import Endpoint
from botocore.response import StreamingBody

from tests.integration.county import NOW
from tests.integration.payloads import payload
from tests.integration.stack import rooms
from tests.integration.template import room_of
from tests.mails import Mail
from tests.sample_files import picture

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pytest

    from tests.integration.house import House

HANDLED = (
    "scan_intake__open_form",
    "scan_intake__file_case",
    "event_relay__case_filed",
    "department_routing__case_filed",
    "scan_intake__track_case",
    "case_desk__verify_case",
    "case_desk__reply_to_case",
    "case_desk__resolve_case",
    "evaluation_capture__open_rating",
    "sign_in__ask_first",
    "registry_desk__issue_code",
    "oversight_desk__view_special",
)
"""The article's first case (P3), each payload at the state of the case that the next one needs."""

NEGLECTED = (
    "scan_intake__file_case",
    "department_routing__case_filed",
    "deadline_timer__case_filed",
    "deadline_sweep__hourly",
    "deadline_expiry__timer_fired",
    "supervision_notice__deadline_missed",
    "supervision_notice__next_in_line",
    "letter_press__letter_issued",
    "letter_verification__show_letter",
    "department_notification__deadline_missed",
)
"""The same case when nobody verifies it: from the sweep on, after the deadline (P7)."""

CHANNELS = (
    "scan_intake__file_case",
    "attachment_check__file_sent",
    "mail_intake__mail_dropped",
    "enterprise_notification__case_replied",
    "wechat_callback__scan_code",
)
"""What comes and goes besides: a file for the case, an e-mail, news, a message in WeChat."""

LATE = datetime(2026, 3, 13, 16, 0, 30, tzinfo=UTC)
"""Half a minute after 24:00 of 13 March in the county, when verification was due."""


def moment(payload_name: str) -> datetime:
    """When a payload of the stories is handed in."""
    begins = NEGLECTED.index("deadline_sweep__hourly")
    return LATE if payload_name in NEGLECTED[begins:] else NOW


@dataclass(frozen=True)
class Exchange:
    """One request to AWS and its answer: the service's JSON, or what the client was called with,
    but for the bytes of a file, where the service speaks something else.
    """

    service: str
    operation: str
    parameters: dict[str, Any]
    answer: dict[str, Any]

    @property
    def method(self) -> str:
        """The operation as botocore's clients call it."""
        return str(xform_name(self.operation))

    @property
    def is_shared(self) -> bool:
        """Whether a container asks this once for many requests: configuration and secret."""
        return self.service == "secretsmanager" or "CONFIGURATION#" in str(self.parameters)


def record(monkeypatch: pytest.MonkeyPatch) -> list[Exchange]:
    """Everything that this process asks of AWS from now on."""
    exchanges: list[Exchange] = []
    called_with: list[dict[str, Any]] = []
    call, passed_on = BaseClient._make_api_call, Endpoint._send_request

    def note(self: BaseClient, operation: str, parameters: dict[str, Any]) -> Any:
        called_with[:] = [parameters]
        return call(self, operation, parameters)

    def send(self: Endpoint, request: dict[str, Any], model: Any) -> Any:
        answer = passed_on(self, request, model)
        body = request["body"]
        is_json = model.service_model.protocol == "json" and isinstance(body, bytes)
        parameters = json.loads(body) if is_json else _without_files(called_with[0])
        said = {name: value for name, value in answer[1].items() if name != "ResponseMetadata"}
        if "Body" in said:
            said["Body"] = said["Body"].read()
            answer[1]["Body"] = StreamingBody(BytesIO(said["Body"]), len(said["Body"]))
        service = model.service_model.service_name
        exchanges.append(Exchange(service, model.name, parameters, said))
        return answer

    monkeypatch.setattr(BaseClient, "_make_api_call", note)
    monkeypatch.setattr(Endpoint, "_send_request", send)
    return exchanges


def _without_files(parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if name != "Body"}


def play(house: House, exchanges: list[Exchange]) -> Mapping[str, Sequence[Exchange]]:
    """Play the stories, each payload in a cold room; what each caused is in `exchanges`."""
    by_room = {room_of(function): module for function, module in rooms().items()}
    caused: dict[str, Sequence[Exchange]] = {}
    _put_into_the_buckets(house)
    for story in (HANDLED, NEGLECTED, CHANNELS):
        for name in story:
            house.clock.now = moment(name)
            module = by_room[name.partition("__")[0]]
            module.room.cache_clear()
            before = len(exchanges)
            answer = module.handle(payload(name), None)
            if answer.get("batchItemFailures") or answer.get("statusCode", 200) >= BAD_REQUEST:
                raise ValueError(f"{name} does not fit its story: {answer}")
            caused.setdefault(name, exchanges[before:])
        _forget_cases(house)
    return caused


def _put_into_the_buckets(house: House) -> None:
    """What two payloads say was put there: an e-mail, and a file for the case."""
    for name, content in (
        ("mail_intake__mail_dropped", bytes(Mail())),
        ("attachment_check__file_sent", picture("JPEG")),
    ):
        notice = json.loads(payload(name)["Records"][0]["body"])
        key = notice["Records"][0]["s3"]["object"]["key"]
        bucket = "IntakeBucket" if key.startswith("mail/") else "FilesBucket"
        house.stack.client("s3").put_object(Bucket=house.stack.names[bucket], Key=key, Body=content)


def _forget_cases(house: House) -> None:
    """The payloads of every story are about one and the same case."""
    for item in house.items():
        if item["PK"]["S"].startswith("CASE#"):
            key = {name: item[name] for name in ("PK", "SK")}
            house.stack.client("dynamodb").delete_item(
                TableName=house.stack.names["Table"], Key=key
            )
