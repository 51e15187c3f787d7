"""What people do, one use case after the other, each handed to a ledger that notes its cost."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from casework.domain.enterprise_messages import NotDeliverableError
from casework.domain.publication import outbound
from casework.domain.reach_events import NotReachedReason
from tests.integration.at_wechat import in_wechat
from tests.integration.callers import signed_in, visitor
from tests.integration.county import CENTRE_CODE, CHEMICAL_PARK, LOAN, STAFF, UNKNOWN_CODE
from tests.integration.desk_people import at_the_desk
from tests.integration.file_use_cases import files
from tests.integration.house import HANDLING, Link, filled
from tests.integration.mail_use_cases import mails
from tests.integration.payloads import payload
from tests.integration.stack import rooms
from tests.integration.wechat_use_cases import official_account

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from casework.domain.events import Event
    from tests.integration.house import House

FORM = f"/q/{CENTRE_CODE}"


class Asked(Protocol):
    """A request to AWS, recorded."""

    @property
    def parameters(self) -> Mapping[str, Any]:
        """What was asked."""


def is_of_the_registry(asked: Asked) -> bool:
    """Whether a request looks up a member of staff, as every request of staff does."""
    return "STAFF#" in str(asked.parameters.get("Key", ""))


def is_of_the_use_case(asked: Asked) -> bool:
    """Whether a request is counted where it is caused; look-ups of staff have a row of their
    own.
    """
    return not is_of_the_registry(asked)


def is_of_the_page(asked: Asked) -> bool:
    """Whether a request is a page's own; session and registry have a row of their own."""
    return not str(asked.parameters.get("Key", "")).startswith(
        ("{'PK': {'S': 'SESSION#", "{'PK': {'S': 'STAFF#")
    )


class Ledger(Protocol):
    """Runs use cases and writes down what each costs."""

    def note(
        self,
        name: str,
        ask: Callable[[], Any],
        counts: Callable[[Asked], bool] = is_of_the_use_case,
    ) -> Any:
        """Run one use case, write down its requests that count, hand back its answer."""


def warm(house: House) -> None:
    """Let every room serve a request: configuration and secret are there afterwards."""
    case = house.resolved()
    visitor().get(case.path)
    visitor().get(house.rating_path(case))
    in_wechat(house).follow()
    rooms()["DepartmentRoutingFunction"].room().configuration.catalogue()
    rooms()["AttachmentCheckFunction"].room().configuration.file_policy()
    for name in ("DeadlineExpiry", "DeadlineSweep", "DepartmentNotification"):
        rooms()[f"{name}Function"].room().configuration.calendar()
    telling = rooms()["EnterpriseNotificationFunction"].room()
    assert telling.configuration.calendar() and telling.mint
    taking_in = rooms()["MailIntakeFunction"].room()
    assert taking_in.configuration.quota_policy() and taking_in.mint()
    for name in ("SupervisionNotice", "LetterPress", "LetterVerification"):
        rooms()[f"{name}Function"].room().configuration.letter_policy()
    for name in ("LetterPress", "LetterVerification"):
        assert rooms()[f"{name}Function"].room().mint()


def announce(case_id: str) -> Any:
    """Hand the filing of a case to the routing room."""
    event = payload("department_routing__case_filed")
    record = event["Records"][0]
    record["body"] = record["body"].replace("E8MY09Q4P0HG", case_id)
    return rooms()["DepartmentRoutingFunction"].handle(event, None)


def envelope_of(event: Event) -> dict[str, Any]:
    """An event as the bus hands it to a room."""
    sent = outbound(event)
    return {"detail-type": sent.type, "detail": dict(sent.detail)}


def hand(room: str, body: Mapping[str, Any]) -> None:
    """Hand a message to a room that reacts."""
    event = payload("deadline_expiry__timer_fired")
    event["Records"][0]["body"] = json.dumps(body)
    assert rooms()[f"{room}Function"].handle(event, None) == {"batchItemFailures": []}


def life_of_a_case(ledger: Ledger) -> Link:
    """From the scan to the rating; the link of the case."""
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
    return link


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
    official_account(house, ledger)
    mails(house, ledger, is_of_the_page)
    files(house, ledger)


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


def _enterprises(house: House, ledger: Ledger) -> None:
    """What the platform tells who filed, and who did not ask for it."""
    for name, notify_by in (("an enterprise", "sms"), ("nobody who did not ask", "none")):
        link = house.route(house.file(notify_by=notify_by))
        assigned = envelope_of(house.case_file(link.case_id).events[-1])
        ledger.note(f"tell {name}", partial(hand, "EnterpriseNotification", assigned))
    link = house.route(house.file(notify_by="email", contact_email="li@firm.example"))
    assigned = envelope_of(house.case_file(link.case_id).events[-1])
    house.outside.troubles.append(NotDeliverableError(NotReachedReason.REFUSED))
    ledger.note(
        "an enterprise that cannot be told", partial(hand, "EnterpriseNotification", assigned)
    )


def supervision(house: House, ledger: Ledger) -> None:
    """What the platform does by itself with a case that nobody verifies (P7)."""
    house.pump.relay()  # its queues and the topic are there from now on
    link = house.assigned("transport")
    file = house.case_file(link.case_id)
    assigned = envelope_of(file.events[-1])
    ledger.note("arm a timer", partial(hand, "DeadlineTimer", assigned))
    ledger.note("tell the departments of a case", partial(hand, "DepartmentNotification", assigned))
    ledger.note("tell them again", partial(hand, "DepartmentNotification", assigned))
    _enterprises(house, ledger)
    house.clock.advance(days=2)
    ledger.note("sweep, eight shards, up to ten things due", partial(hand, "DeadlineSweep", {}))
    settle = partial(hand, "DeadlineExpiry", {"case_id": link.case_id})
    ledger.note("settle a case", settle)
    ledger.note("settle it again", settle)
    miss = house.case_file(link.case_id).events[-1]
    ledger.note("a miss joins the line", partial(hand, "SupervisionNotice", envelope_of(miss)))
    wanted = ("event_id", "case_id", "stage", "unit", "round")
    request = {name: str(outbound(miss).detail[name]) for name in wanted}
    ledger.note("number and issue a letter", partial(hand, "SupervisionNotice", request))
    issued = house.case_file(link.case_id).events[-1]
    ledger.note("print a letter", partial(hand, "LetterPress", envelope_of(issued)))
    (letter,) = house.case(link.case_id).letters
    path = f"/api/desk/cases/{link.case_id}/letters/{letter.id}"
    transport = signed_in("transport")
    ledger.note("read a letter", partial(transport.get, path))
    page = f"/desk/cases/{link.case_id}/letters/{letter.id}"
    handler = at_the_desk(STAFF["transport"], house.clock.now)
    ledger.note("page: a letter", partial(handler.get, page), is_of_the_page)
    ledger.note("page: a letter for paper", partial(handler.get, f"{page}?print=1"), is_of_the_page)
    mint = rooms()["LetterVerificationFunction"].room().mint()
    token = mint.letter_token(link.case_id, letter.id)
    ledger.note("look a letter up by its code", partial(visitor().get, f"/l/{token}"))
    seen = {"version": house.case(link.case_id).version}
    acknowledge = partial(transport.post_json, f"{path}/acknowledgement", seen)
    assert ledger.note("acknowledge a letter", acknowledge).status == 200
    answer = {"version": house.case(link.case_id).version, "text": "人员外出，已补办。"}
    reply = partial(transport.post_json, f"{path}/answer", answer)
    assert ledger.note("answer a letter", reply).status == 200


def registry(ledger: Ledger) -> None:
    """What administrators do."""
    administrator = signed_in("administrator")
    codes = "/api/registry/codes"
    captions = {"place": "station", "caption_zh": "站", "caption_en": "station"}
    issued = ledger.note("issue a code", partial(administrator.post_json, codes, captions)).json()
    ledger.note("list codes, up to 1 MB of them", partial(administrator.get, codes))
    ledger.note("print a code", partial(administrator.get, f"{codes}/{issued['id']}/svg"))
    poster = f"{codes}/{issued['id']}/prints/poster/a4/zh"
    administrator.get(poster)  # a container reads the configuration once
    ledger.note("print a poster", partial(administrator.get, poster))
    other = administrator.post_json(codes, captions).json()["id"]
    administrator.send("POST", f"{codes}/{other}/wechat")  # and the account's secret
    link = partial(administrator.send, "POST", f"{codes}/{issued['id']}/wechat")
    assert ledger.note("have WeChat make a code", link).status == 200
    ledger.note("have WeChat make it again", link)
    revoke = partial(administrator.send, "POST", f"{codes}/{issued['id']}/revocation")
    ledger.note("revoke a code", revoke)
    ledger.note("revoke it again", revoke)


def shared(house: House, ledger: Ledger) -> None:
    """What is asked once for many requests, and by every request of staff."""
    clerk = signed_in("clerk")
    ledger.note(
        "staff registry, each request of staff",
        partial(clerk.get, "/api/desk/cases"),
        is_of_the_registry,
    )
    for name in ("ScanIntakeFunction", "DepartmentRoutingFunction"):
        rooms()[name].room.cache_clear()
    room = rooms()["ScanIntakeFunction"].room()
    ledger.note(
        "configuration of pages and desk, every 5 minutes",
        lambda: (room.configuration.organisation(), room.configuration.policy()),
    )
    ledger.note("secret, once a container", lambda: room.mint.master)
    router = rooms()["DepartmentRoutingFunction"].room()
    ledger.note("configuration of routing, every 5 minutes", router.configuration.catalogue)
    house.pump.relay()
    relay = rooms()["EventRelayFunction"]
    ledger.note(
        "relay, every ten events", partial(relay.handle, payload("event_relay__case_filed"), None)
    )
