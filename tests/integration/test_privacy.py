"""What people write stays with the case (DESIGN 3): every text field of every form and API is
filled with a marker, and the markers are looked for in everything else.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from casework.domain.case import case_number
from casework.domain.credit_code import check_character
from casework.domain.enterprise_messages import GatewayUnavailableError
from casework.domain.errors import ConfigurationError
from tests.integration import callers
from tests.integration.at_wechat import file_from, in_wechat
from tests.integration.callers import Answer, Caller, signed_in, visitor
from tests.integration.county import CENTRE_CODE, STAFF, Form
from tests.integration.desk_people import at_the_desk
from tests.integration.dropping import drop, outbox_id
from tests.integration.house import Link, filled
from tests.integration.marked_words import (
    CALLED,
    DRAFTED,
    MARK,
    PHONE,
    erased_words,
    kept_words,
    play_tales,
    work_at_the_console,
)
from tests.integration.template import resources
from tests.integration.uploading import send_file
from tests.integration.wire import unreachable
from tests.mails import Mail, text_part
from tests.sample_files import archive, document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from _pytest.capture import CaptureResult

    from tests.integration.house import House
    from tests.integration.outside import Told
    from tests.integration.wire import Call, Wire

FORM_PATH = f"/q/{CENTRE_CODE}"
CREDIT_CODE = "91371724MA3QXX7KX"
FILED = Form(
    what_happened="标记甲：张某借钱不还，有借条，希望调解",
    enterprise_name="标记乙有限公司",
    contact_name="标记丙",
    contact_phone=PHONE,
    category="contract_debt",
    township="dushan",
    credit_code=CREDIT_CODE + check_character(CREDIT_CODE + "0"),
)
STEPS = {
    "addition": "标记丁补充",
    "released": "标记戊放行",
    "report": "标记己反馈",
    "excuse": "标记庚免除",
    "verification": "标记辛核实",
    "reply": "标记壬回复",
    "resolution": "标记癸办结",
    "rating": "标记子评价",
    "answer": "标记丑答复",
    "other": "标记寅另有说法",
    "mail": "标记卯来信：有人借钱不还，请调解",
    "mail_answer": "标记辰回信补充",
}
OPENID = "oMarkedSender000000000000001"
MAILED_FROM = "marked.sender@example.com"
TOLD_AT = "marked.reader@example.com"
MARKERS = {MARK, "13987654321", PHONE, FILED.credit_code, OPENID, MAILED_FROM, TOLD_AT}
KEEPING = {"PARTICULARS", "DRAFT", "SENDER"}
"""Kinds of item that hold what people wrote, or who they are: a draft for twelve hours, a sender of
the official account for a day.
"""

NAMES = {member.name for member in STAFF.values()}


def marked(text: str) -> set[str]:
    """Which markers stand in a text."""
    return {marker for marker in MARKERS if marker in text}


@dataclass
class Overheard:
    """Everything that the rooms said while the story was played."""

    answers: list[Answer]
    items: list[dict[str, Any]]
    bus: list[dict[str, Any]]
    queues: dict[str, list[str]]
    calls: list[Call]
    output: str
    told: list[Told]


HEARD: list[Overheard] = []


@pytest.fixture
def overheard(
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Overheard:
    """The story, once with everything going well and once with everything failing; played for the
    first test and remembered.
    """
    if not HEARD:
        house, wire = request.getfixturevalue("house"), request.getfixturevalue("wire")
        answers = listen(monkeypatch)
        play(house)
        write_in_wechat(house)
        write_e_mails(house)
        send_files(house)
        play_tales(house)
        work_at_the_console(house)
        fail(house, wire)
        HEARD.append(take_down(house, wire, answers, capsys.readouterr()))
    return HEARD[0]


def listen(monkeypatch: pytest.MonkeyPatch) -> list[Answer]:
    """A list that every answer is added to."""
    answers: list[Answer] = []
    passed_on = callers.Caller.send

    def send(self: Caller, *arguments: Any, **named: Any) -> Answer:
        answers.append(passed_on(self, *arguments, **named))
        return answers[-1]

    monkeypatch.setattr(callers.Caller, "send", send)
    return answers


def take_down(
    house: House, wire: Wire, answers: list[Answer], output: CaptureResult[str]
) -> Overheard:
    """What is left of the story."""
    return Overheard(
        answers=answers,
        items=house.items(),
        bus=house.pump.on_the_bus(),
        queues={name: house.pump.waiting(name) for name in resources("AWS::SQS::Queue")},
        calls=list(wire.calls),
        output=output.out + output.err,
        told=house.outside.told,
    )


def play(house: House) -> None:
    """A confidential case with everything that can be written about it, and a direct answer."""
    fields = filled(FILED, house.form_key(), confidential=True)
    asked = {"notify_by": "email", "contact_email": TOLD_AT}
    link = Link.of(visitor().post(FORM_PATH, fields | asked))
    house.pump.carry()
    act = partial(house.act, case_id=link.case_id)
    assign = partial(act, "clerk", step="assignment", lead="justice")
    done = [
        assign(co_handlers=["transport", "emergency"], released_text=STEPS["released"]),
        act("transport", step="task-report", text=STEPS["report"]),
        act("justice", step="excuse", unit="emergency", reason=STEPS["excuse"]),
        act("justice", step="verification", finding="confirmed", text=STEPS["verification"]),
        act("justice", step="reply", text=STEPS["reply"]),
        visitor().post(link.path, addition(house, link)),
        act("justice", step="resolution", outcome="settled", text=STEPS["resolution"]),
    ]
    path = house.rating_path(link)
    rating = {"lang": "zh", "grade": "dissatisfied", "text": STEPS["rating"], "reasons": "attitude"}
    done.append(visitor().post(path, rating))
    visitor().post(path, rating)
    visitor().get(f"{link.path}?text=0001.0")
    visitor().get(f"{link.path}/filed")
    answered = house.triaged(FILED, confidential=True)
    done.append(house.act("clerk", answered.case_id, "answer", text=STEPS["answer"]))
    house.pump.carry()
    assert {answer.status for answer in done} == {200, 303}


def write_in_wechat(house: House) -> None:
    """A case of a follower of the official account, who then asks about it and says more."""
    user = in_wechat(house, OPENID)
    link = file_from(house, user, FILED)
    assert link.case_id in str(user.send_text("进度").links)
    for text in (case_number(link.case_id), STEPS["other"], PHONE):
        reply = user.send_text(text)
        assert reply.text and marked(reply.text) == set()
    user.leave()


def send_files(house: House) -> None:
    """A document by a marked author that tells marked things, and one that is refused; both are
    opened or not, and told of.
    """
    link = house.assigned()
    for content in (document(body=MARK), archive({f"{MARK}.exe": PHONE.encode()})):
        send_file(link, content)
        house.pump.carry()
    for path in (f"{link.path}/files", f"{link.path}/files/1", link.path):
        visitor().get(path)
    signed_in("clerk").get(f"/api/desk/cases/{link.case_id}/files/1")


def write_e_mails(house: House) -> None:
    """A case by e-mail, an addition, and one that nobody could take in, in good times and bad."""
    written = Mail(sender=MAILED_FROM, name="标记巳", subject="标记午")
    first = written.but(body=text_part(STEPS["mail"]))
    drop(house, "mail/1", bytes(first))
    link = house.file_and_route()
    answered = ("In-Reply-To", f"<{outbox_id(link.case_id)}>")
    answer = written.but(message_id="2@x", body=text_part(STEPS["mail_answer"]))
    drop(house, "mail/2", bytes(answer.with_fields(answered)))
    drop(house, "mail/3", bytes(first.with_fields(("X-Spam-Flag", "YES"))))
    drop(house, "mail/4", bytes(first.with_fields(("Auto-Submitted", "auto-replied"))))
    house.pump.carry()
    clerk = at_the_desk(STAFF["clerk"], house.clock.now)
    assert clerk.get("/desk/mail").status == 200


def addition(house: House, link: Link) -> Mapping[str, str]:
    """The addition form, filled in."""
    return {"form_key": house.addition_key(link), "lang": "zh", "text": STEPS["addition"]}


def fail(house: House, wire: Wire) -> None:
    """The same texts on every way that goes wrong."""
    key = house.form_key()
    fields = filled(FILED, key)
    link = Link.of(visitor().post(FORM_PATH, fields))
    again = {**fields, "what_happened": f"{FILED.what_happened}{STEPS['other']}"}
    desk = f"/api/desk/cases/{link.case_id}"
    asks: list[Callable[[], Answer]] = [
        lambda: visitor().post(FORM_PATH, again),
        lambda: visitor().post(FORM_PATH, {**fields, "contact_phone": "标记"}),
        lambda: visitor().post(FORM_PATH, {**fields, "form_key": "标记"}),
        lambda: visitor().post(FORM_PATH, "what_happened=标记".encode() + b"\xff"),
        lambda: visitor().post(f"/t/标记?text={STEPS['other']}", {"text": STEPS["addition"]}),
        lambda: visitor().post("/e/标记", {"text": STEPS["rating"], "grade": "标记"}),
        lambda: signed_in("clerk").post_json(f"{desk}/assignment", {"lead": "标记"}),
        lambda: signed_in("clerk").post_json(f"{desk}/answer", "标记".encode()),
        lambda: signed_in("clerk").post_json(f"{desk}/answer", {"version": 9, "text": "标记"}),
        lambda: signed_in("administrator").post_json("/api/registry/codes", {"place": "标记"}),
        lambda: signed_in("clerk").get("/api/desk/cases?start=标记"),
        lambda: signed_in("clerk").post_json("/api/desk/search", {"telephone": "标记"}),
        lambda: signed_in("clerk").post_json("/api/desk/cases", {"contact_name": "标记"}),
        lambda: visitor().post(link.path, {"act": "object", "objection": "标记", "lang": "zh"}),
    ]
    for ask in asks:
        assert ask().status >= 400
    with wire.failing(unreachable("dynamodb")):
        for ask in (*asks, lambda: visitor().post(FORM_PATH, fields)):
            assert ask().status >= 400
    with wire.failing(unreachable("events")):
        house.pump.relay()
    house.outside.troubles += [ConfigurationError("the key"), GatewayUnavailableError()]
    house.file(FILED, notify_by="sms")
    house.pump.carry()
    house.file(FILED)
    house.pump.relay()
    late = Mail(sender=MAILED_FROM, message_id="5@x", body=text_part(STEPS["mail"]))
    drop(house, "mail/5", bytes(late))
    with wire.failing(unreachable("dynamodb")):
        house.pump.carry()


def test_the_markers_are_there_to_be_found(overheard: Overheard) -> None:
    texts = [str(item) for item in overheard.items if item["kind"]["S"] == "PARTICULARS"]
    found = "".join(texts)
    typed = [FILED.what_happened, FILED.enterprise_name, FILED.contact_name, "13987654321"]
    kept = [text for name, text in STEPS.items() if name != "other"]
    everything = (*typed, FILED.credit_code, *kept, *kept_words(), CALLED["answer"])
    assert [text for text in everything if text not in found] == []


def test_messages_to_enterprises_hold_nothing_that_anybody_wrote(overheard: Overheard) -> None:
    assert {each.way for each in overheard.told} == {"email", "wechat"}
    assert TOLD_AT in {each.address for each in overheard.told}
    said = "\n".join(each.id + each.words for each in overheard.told)
    assert marked(said) | {name for name in NAMES if name in said} == set()


def test_what_was_erased_is_nowhere(overheard: Overheard) -> None:
    everything = json.dumps(overheard.items, ensure_ascii=False)
    assert [words for words in erased_words() if words in everything] == []


def test_a_draft_holds_what_was_typed_and_no_export_does(overheard: Overheard) -> None:
    drafts = [item for item in overheard.items if item["kind"]["S"] == "DRAFT"]
    assert [DRAFTED in str(item) for item in drafts] == [True]
    names = [answer.headers.get("content-disposition", "") for answer in overheard.answers]
    files = dict(zip(names, overheard.answers, strict=True))
    assert marked(files['attachment; filename="triage.csv"'].text) == set()


def test_nothing_but_the_particulars_holds_what_people_wrote(overheard: Overheard) -> None:
    leaks = {
        (item["PK"]["S"], item["SK"]["S"]): marked(json.dumps(item, ensure_ascii=False))
        for item in overheard.items
        if item["kind"]["S"] not in KEEPING
    }
    assert {key: found for key, found in leaks.items() if found} == {}


def test_nothing_people_wrote_leaves_for_the_bus_or_a_queue(overheard: Overheard) -> None:
    assert len(overheard.bus) >= 12
    assert overheard.queues["ParkingQueue"] != []
    assert overheard.queues["DepartmentRoutingDeadLetters"] != []
    assert marked(json.dumps(overheard.bus, ensure_ascii=False)) == set()
    assert [name for name, found in overheard.queues.items() if marked("".join(found))] == []


def test_nothing_people_wrote_is_sent_to_aws_but_as_particulars(overheard: Overheard) -> None:
    for call in overheard.calls:
        sent = call.parameters
        items = sent.get("TransactItems", [])
        kept = [item for item in items if _kind_of(item) not in KEEPING]
        rest = {**sent, "TransactItems": kept} if items else sent
        if _kind_of({"Put": sent}) in KEEPING:
            continue
        assert marked(json.dumps(rest, ensure_ascii=False)) == set(), call.operation
    texts = [item for call in overheard.calls for item in call.parameters.get("TransactItems", [])]
    assert "PARTICULARS" in {_kind_of(item) for item in texts}


def _kind_of(item: dict[str, Any]) -> str:
    return str(item.get("Put", {}).get("Item", {}).get("kind", {}).get("S", ""))


def test_logs_and_metrics_tell_of_the_failures_and_nothing_people_wrote(
    overheard: Overheard,
) -> None:
    assert "request failed" in overheard.output
    assert "reaction failed" in overheard.output
    assert "EventsParked" in overheard.output
    assert marked(overheard.output) == set()
    escaped = {marker.encode("ascii", "backslashreplace").decode() for marker in MARKERS}
    assert [marker for marker in escaped if marker in overheard.output] == []


def test_logs_name_no_path_no_token_and_no_member_of_staff(overheard: Overheard) -> None:
    assert not re.search(r"/[qte]/[0-9A-Z-]{12,}", overheard.output)
    assert CENTRE_CODE not in overheard.output
    assert [name for name in NAMES if name in overheard.output] == []


def test_no_address_or_header_carries_what_people_wrote(overheard: Overheard) -> None:
    assert len(overheard.answers) > 40
    for answer in overheard.answers:
        assert [pair for pair in answer.headers.items() if marked(str(pair))] == []
        pages = answer.text if "html" in answer.headers.get("content-type", "") else ""
        addresses = re.findall(r'(?:href|action|src|formaction)="([^"]*)"', pages)
        assert [each for each in addresses if marked(each)] == []


def test_staff_are_named_in_the_registry_and_nowhere_else(overheard: Overheard) -> None:
    others = [item for item in overheard.items if item["kind"]["S"] != "STAFF"]
    texts = json.dumps([others, overheard.bus], ensure_ascii=False)
    assert [name for name in NAMES if name in texts] == []
