"""What goes over the line to AWS and back, and what the payloads of `events/` cause there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore import xform_name
from botocore.endpoint import Endpoint

from tests.integration.payloads import payload
from tests.integration.stack import rooms
from tests.integration.template import room_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pytest

STORY = (
    "scan_intake__open_form",
    "scan_intake__file_case",
    "event_relay__case_filed",
    "department_routing__case_filed",
    "scan_intake__track_case",
    "case_desk__verify_case",
    "case_desk__reply_to_case",
    "case_desk__resolve_case",
    "evaluation_capture__open_rating",
    "registry_desk__issue_code",
)
"""The article's first case (P3), each payload at the state of the case that the next one needs."""


@dataclass(frozen=True)
class Exchange:
    """One request to AWS and its answer, both as the service's JSON."""

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
    passed_on = Endpoint._send_request

    def send(self: Endpoint, request: dict[str, Any], model: Any) -> Any:
        answer = passed_on(self, request, model)
        body = request["body"]
        parameters = json.loads(body) if isinstance(body, bytes) and body[:1] == b"{" else {}
        said = {name: value for name, value in answer[1].items() if name != "ResponseMetadata"}
        service = model.service_model.service_name
        exchanges.append(Exchange(service, model.name, parameters, said))
        return answer

    monkeypatch.setattr(Endpoint, "_send_request", send)
    return exchanges


def play(exchanges: list[Exchange]) -> Mapping[str, Sequence[Exchange]]:
    """Play the story, each payload in a cold room; what each caused is recorded in `exchanges`."""
    by_room = {room_of(function): module for function, module in rooms().items()}
    caused = {}
    for name in STORY:
        module = by_room[name.partition("__")[0]]
        module.room.cache_clear()
        before = len(exchanges)
        module.handle(payload(name), None)
        caused[name] = exchanges[before:]
    return caused
