"""What every use case asks of AWS, exactly, through the rooms of a warm container; compared with
the table in docs/requests.md.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.callers import signed_in, visitor
from tests.integration.county import CENTRE_CODE, CHEMICAL_PARK, LOAN, UNKNOWN_CODE
from tests.integration.house import HANDLING, Link, filled
from tests.integration.payloads import payload
from tests.integration.stack import rooms

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.house import House
    from tests.integration.wire import Call, Wire

PAGE = Path(__file__).resolve().parents[2] / "docs" / "requests.md"
FORM = f"/q/{CENTRE_CODE}"
OF_A_CASE = 13
"""The budget of DESIGN 9, from the scan to the rating."""

Row = tuple[str, int, str]


class Ledger:
    """Runs requests to rooms and writes down what each cost."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self.rows: list[Row] = []

    def note(self, name: str, ask: Callable[[], Any]) -> Any:
        """Run one use case; registry look-ups have a row of their own and are left out here."""
        with self._wire.recording() as calls:
            answer = ask()
        own = [call for call in calls if not _is_of_the_registry(call)]
        self.rows.append((name, len(own), "; ".join(map(told, own)) or "nothing"))
        return answer


def _is_of_the_registry(call: Call) -> bool:
    return "STAFF#" in str(call.parameters.get("Key", ""))


def told(call: Call) -> str:
    """One request in words: the operation and the kinds of item that it touches."""
    if call.operation == "TransactWriteItems":
        return f"TransactWriteItems ({', '.join(map(_written, call.parameters['TransactItems']))})"
    if call.operation == "BatchGetItem":
        (keys,) = [each["Keys"] for each in call.parameters["RequestItems"].values()]
        return f"BatchGetItem ({len(keys)} items)"
    if call.operation == "Query":
        return f"Query ({call.parameters.get('IndexName', _partition(call))})"
    if "Key" in call.parameters:
        return f"{call.operation} ({_kind(call.parameters['Key'])})"
    return str(call.operation)


def _partition(call: Call) -> str:
    values = call.parameters["ExpressionAttributeValues"].values()
    return str(next(iter(values))["S"]).partition("#")[0]


def _written(item: dict[str, Any]) -> str:
    ((operation, parameters),) = item.items()
    return f"{operation} {_kind(parameters.get('Key') or parameters['Item'])}"


def _kind(key: dict[str, Any]) -> str:
    partition, sort = (str(key[name]["S"]).partition("#")[0] for name in ("PK", "SK"))
    return partition if partition in {"CODE", "STAFF", "CONFIGURATION"} else sort


@pytest.fixture
def ledger(house: House, wire: Wire) -> Ledger:
    """A ledger over rooms that have served a request before: configuration and secret are there."""
    warm = house.resolved()
    visitor().get(warm.path)
    visitor().get(house.rating_path(warm))
    rooms()["DepartmentRoutingFunction"].room().configuration.catalogue()
    return Ledger(wire)


def announce(case_id: str) -> Any:
    """Hand the filing of a case to the routing room."""
    event = payload("department_routing__case_filed")
    record = event["Records"][0]
    record["body"] = record["body"].replace("E8MY09Q4P0HG", case_id)
    return rooms()["DepartmentRoutingFunction"].handle(event, None)


def life_of_a_case(house: House, ledger: Ledger) -> list[Row]:
    """From the scan to the rating."""
    page = ledger.note("scan: the filing page", partial(visitor().get, FORM))
    (key,) = re.findall(r'name="form_key" value="([^"]+)"', page.text)
    filed = ledger.note("file", partial(visitor().post, FORM, filled(LOAN, key)))
    link = Link.of(filed)
    ledger.note("route", partial(announce, link.case_id))
    for version, (step, body) in enumerate(HANDLING, 2):
        path = f"/api/desk/cases/{link.case_id}/{step}"
        send = partial(signed_in("justice").post_json, path, {"version": version, **body})
        ledger.note({"verification": "verify", "resolution": "resolve"}.get(step, step), send)
    path = f"/e/{rooms()['EvaluationCaptureFunction'].room().mint.rating_token(link.case_id)}"
    ledger.note("rating page", partial(visitor().get, path))
    answer = ledger.note(
        "rate", partial(visitor().post, path, {"lang": "zh", "grade": "satisfied"})
    )
    assert answer.status == 303
    return ledger.rows


def public_pages(house: House, ledger: Ledger) -> None:
    """What else the enterprise may do."""
    key = house.form_key()
    link = Link.of(visitor().post(FORM, filled(LOAN, key)))
    ledger.note("the same form again", partial(visitor().post, FORM, filled(LOAN, key)))
    changed = partial(visitor().post, FORM, filled(CHEMICAL_PARK, key))
    ledger.note("the same form with other words", changed)
    ledger.note("a form with a wrong field", partial(visitor().post, FORM, {"form_key": key}))
    ledger.note("a code or token nobody has", partial(visitor().get, f"/q/{UNKNOWN_CODE}"))
    ledger.note("a malformed code or token", partial(visitor().get, "/q/x"))
    ledger.note("receipt", partial(visitor().get, f"{link.path}/filed"))
    ledger.note("tracking page", partial(visitor().get, link.path))
    ledger.note("one text in full", partial(visitor().get, f"{link.path}?text=0001.0"))
    fields = {"form_key": house.addition_key(link), "lang": "zh", "text": "补充"}
    ledger.note("add", partial(visitor().post, link.path, fields))
    ledger.note("the same addition again", partial(visitor().post, link.path, fields))


def desk(house: House, ledger: Ledger) -> None:
    """What staff do besides."""
    link, other = (house.triaged() for _ in range(2))
    path = f"/api/desk/cases/{link.case_id}"
    clerk, transport = signed_in("clerk"), signed_in("transport")
    helpers = {"lead": "transport", "co_handlers": ["justice", "emergency"]}
    steps: list[tuple[str, str, Any, dict[str, Any]]] = [
        ("assign, with two co-handlers", "assignment", clerk, {"version": 2, **helpers}),
        ("report as co-handler", "task-report", signed_in("justice"), {"version": 3, "text": "好"}),
        (
            "excuse a co-handler",
            "excuse",
            transport,
            {"version": 4, "unit": "emergency", "reason": "无关"},
        ),
    ]
    ledger.note("work list of three cases (25 at most)", partial(clerk.get, "/api/desk/cases"))
    ledger.note("work list with nothing on it", partial(transport.get, "/api/desk/cases"))
    ledger.note("case file", partial(clerk.get, path))
    for name, step, caller, body in steps:
        send = partial(caller.post_json, f"{path}/{step}", body, idempotency_key="again")
        assert ledger.note(name, send).status == 200
    ledger.note("a command sent again", send)
    stale = partial(transport.post_json, f"{path}/verification", {"version": 1, **HANDLING[0][1]})
    ledger.note("a command on an old version", stale)
    answer = {"version": 2, "text": "可以调解"}
    path = f"/api/desk/cases/{other.case_id}/answer"
    ledger.note("answer directly", partial(clerk.post_json, path, answer))
    ledger.note("the announcement of a case that is dispatched", partial(announce, link.case_id))


def registry(ledger: Ledger) -> None:
    """What administrators do."""
    administrator = signed_in("administrator")
    codes = "/api/registry/codes"
    captions = {"place": "station", "caption_zh": "站", "caption_en": "station"}
    issued = ledger.note("issue a code", partial(administrator.post_json, codes, captions)).json()
    ledger.note("list codes, up to 1 MB of them", partial(administrator.get, codes))
    ledger.note("print a code", partial(administrator.get, f"{codes}/{issued['id']}/svg"))
    revoke = partial(administrator.send, "POST", f"{codes}/{issued['id']}/revocation")
    ledger.note("revoke a code", revoke)
    ledger.note("revoke it again", revoke)


def shared(house: House, wire: Wire) -> list[Row]:
    """What is asked once for many requests, and by every request of staff."""
    with wire.recording() as calls:
        signed_in("clerk").get("/api/desk/cases")
    staff = [call for call in calls if _is_of_the_registry(call)]
    rows = [("staff registry, each request of staff", len(staff), "; ".join(map(told, staff)))]
    for name in ("ScanIntakeFunction", "DepartmentRoutingFunction"):
        rooms()[name].room.cache_clear()
    with wire.recording() as calls:
        room = rooms()["ScanIntakeFunction"].room()
        assert room.configuration.organisation().version
        assert room.configuration.policy().version
        assert room.mint.master
    rows += [_once(call, "pages and desk") for call in calls]
    with wire.recording() as calls:
        rooms()["DepartmentRoutingFunction"].room().configuration.catalogue()
    rows += [_once(call, "routing") for call in calls]
    house.pump.relay()
    with wire.recording() as calls:
        rooms()["EventRelayFunction"].handle(payload("event_relay__case_filed"), None)
    rows += [("relay, every ten events", len(calls), "; ".join(map(told, calls)))]
    return rows


def _once(call: Call, who: str) -> Row:
    secret = call.service == "secretsmanager"
    name = "secret, once a container" if secret else f"configuration of {who}, every 5 minutes"
    return name, 1, told(call)


def table(rows: list[Row]) -> str:
    """Rows as Markdown."""
    lines = ["| use case | requests | which |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {name} | {count} | {which} |" for name, count, which in rows)])


def test_the_life_of_a_case_takes_exactly_thirteen_requests(house: House, ledger: Ledger) -> None:
    counts = [(name, count) for name, count, _ in life_of_a_case(house, ledger)]
    assert counts == [
        ("scan: the filing page", 1),
        ("file", 1),
        ("route", 2),
        ("verify", 2),
        ("reply", 2),
        ("resolve", 2),
        ("rating page", 1),
        ("rate", 2),
    ]
    assert sum(count for _, count in counts) == OF_A_CASE


def test_the_page_says_what_every_use_case_asks_for(
    house: House, ledger: Ledger, wire: Wire
) -> None:
    of_a_case = [*life_of_a_case(house, ledger), ("**together**", OF_A_CASE, "")]
    besides = Ledger(wire)
    public_pages(house, besides)
    desk(house, besides)
    registry(besides)
    tables = [table(of_a_case), table(besides.rows), table(shared(house, wire))]
    written = re.findall(r"^\|.*?\|$(?:\n\|.*?\|$)*", PAGE.read_text("utf-8"), re.MULTILINE)
    assert written == tables, "\n\n".join(tables)
