"""Every request to AWS of every use case is cut in every way, and nothing is lost, doubled or
different afterwards (DESIGN 2).
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

import casework.services
from casework.adapters.dynamodb.configuration import CALENDAR
from casework.adapters.dynamodb.configuration_import import plan_import
from casework.domain.case import case_number
from casework.domain.enterprise_messages import NotDeliverableError
from casework.domain.reach_events import NotReachedReason
from casework.web.pages.wechat_answers import busy_text
from infra.provision import FILES, POLICY_FILES
from tests.integration.at_wechat import file_from, in_wechat
from tests.integration.callers import Answer, signed_in, visitor
from tests.integration.county import CENTRE_CODE, CHEMICAL_PARK, LOAN
from tests.integration.every_operation import TALES
from tests.integration.faults.at_the_console import (
    a_clerks_console,
    a_session_and_what_was_typed_in_it,
    more_filings_than_the_quota,
    told,
)
from tests.integration.faults.by_mail import e_mails
from tests.integration.faults.files_of_a_case import files_of_a_case
from tests.integration.faults.line import Way
from tests.integration.faults.story import TABLE
from tests.integration.house import HANDLING, TOGETHER, Link, filled
from tests.integration.stack import rooms

if TYPE_CHECKING:
    from collections.abc import Callable

    from infra.local.wechat_user import WeChatUser
    from tests.integration.faults.story import Story

FORM = f"/q/{CENTRE_CODE}"
CODES, SUBSCRIPTIONS = "/api/registry/codes", "/api/registry/subscriptions"
STATION = {"place": "station", "caption_zh": "工作站", "caption_en": "A station of its own"}
STEPS = ("verify_case", "reply_to_case", "resolve_case")
SERVICES = Path(next(iter(casework.services.__path__)))
NOTICE = {
    "year": 2027,
    "title": "关于2027年部分节假日安排的通知（测试虚构）",
    "document": "测试〔2026〕1号",
    "dated": "2026-11-10",
    "days_off": [{"name": "元旦", "first": "2027-01-01", "last": "2027-01-04"}],
    "make_up_days": [],
}
NOT_USE_CASES = {
    *("acting_by_link", "acting_once", "commanding", "commanding_on_two"),
    *("deciding_again", "decided_request"),
    *("disclosing", "disclosing_oversight", "disclosing_words"),
}
"""What use cases share."""


def command(
    story: Story, subject: str, case_id: str, step: str, **body: Any
) -> Callable[[], Answer]:
    """A command of a member of staff, the same however often it is sent."""
    version = story.house.case(case_id).version
    return partial(
        signed_in(subject).post_json,
        f"/api/desk/cases/{case_id}/{step}",
        {"version": version, **body},
        idempotency_key=f"{step.rpartition('/')[2]}-{version}",
    )


def from_the_scan_to_the_rating(story: Story) -> None:
    house = story.house
    story.person("prepare_filing", partial(visitor().get, FORM))
    key = house.form_key()
    filed = story.person("file_case", partial(visitor().post, FORM, filled(LOAN, key)))
    link = Link.of(filed)
    story.relay("relay_events")
    story.reactions(route_case="DepartmentRoutingQueue", arm_timer="DeadlineTimerQueue")
    story.reactions(notify_departments="DepartmentNotificationQueue")
    added = {"form_key": house.addition_key(link), "lang": "zh", "text": "补充"}
    story.person("supplement_case", partial(visitor().post, link.path, added))
    clerk = signed_in("clerk")
    story.person("list_cases", partial(clerk.get, "/api/desk/cases"))
    story.person("view_case", partial(clerk.get, f"/api/desk/cases/{link.case_id}"))
    for use_case, (step, body) in zip(STEPS, HANDLING, strict=True):
        story.person(use_case, command(story, "justice", link.case_id, step, **body))
    story.person("track_case", partial(visitor().get, link.path))
    rating = {"lang": "zh", "grade": "satisfied"}
    path = house.rating_path(link)
    story.person("rate_case", partial(visitor().post, path, rating), told_already=409)


def what_the_desk_does_besides(story: Story) -> None:
    house = story.house
    case_id = house.triaged().case_id
    units = {"lead": "transport", "co_handlers": ["justice", "emergency"]}
    story.person("assign_case", command(story, "clerk", case_id, "assignment", **units))
    report = command(story, "justice", case_id, "task-report", text="已清理")
    story.person("report_task", report)
    excused = {"unit": "emergency", "reason": "无关"}
    excuse = command(story, "transport", case_id, "excuse", **excused)
    story.person("excuse_co_handler", excuse)
    other = house.triaged().case_id
    story.person("answer_case", command(story, "clerk", other, "answer", text="可以调解"))
    third = house.assigned().case_id
    together = command(story, "justice", third, "resolution", **TOGETHER)
    story.person("resolve_case: all steps together", together)


def a_missed_deadline_and_its_letter(story: Story) -> None:
    house = story.house
    link = house.file_and_route(CHEMICAL_PARK)
    for hours in (24, 15):
        house.pump.carry()
        house.clock.advance(hours=hours)
        house.pump.sweep()
    story.reactions(sweep_deadlines="DeadlineSweepQueue", settle_case="DeadlineExpiryQueue")
    story.reactions(**{"issue_supervision_notice: queue for a number": "SupervisionNoticeQueue"})
    story.reactions(issue_supervision_notice="NumberingQueue")
    case = house.case(link.case_id)
    (letter,) = case.letters
    story.reactions(
        press_letter="LetterPressQueue",
        **{"notify_departments: at night": "DepartmentNotificationQueue"},
    )
    house.clock.advance(days=2, hours=9)
    house.pump.sweep()
    story.reactions(**{"notify_departments: in the morning": "DepartmentNotificationQueue"})
    lead = house.handler_of(str(case.lead))
    path = f"letters/{letter.id}"
    look = partial(signed_in(lead).get, f"/api/desk/cases/{case.id}/{path}")
    story.person("look_up_letter: at the desk", look)
    token = rooms()["LetterPressFunction"].room().mint().letter_token(case.id, letter.id)
    story.person("look_up_letter", partial(visitor().get, f"/l/{token}"))
    received = command(story, lead, case.id, f"{path}/acknowledgement")
    story.person("answer_letter: acknowledge", received)
    answered = command(story, lead, case.id, f"{path}/answer", text="人员外出，已整改。")
    story.person("answer_letter", answered)


def what_an_enterprise_is_told(story: Story) -> None:
    """The call to the service outside is cut as the requests to AWS are. It is Monday, so that
    people may be told on each of the next days.
    """
    house = story.house
    house.clock.advance(days=4)
    queue = "EnterpriseNotificationQueue"
    story.chill("EnterpriseNotificationFunction")
    link = house.file(notify_by="sms")
    story.reactions(**{"notify_enterprise: filed or assigned": queue})
    step, body = HANDLING[0]
    assert house.act("justice", link.case_id, step, **body).status == 200
    house.clock.advance(hours=12)
    step, body = HANDLING[1]
    assert house.act("justice", link.case_id, step, **body).status == 200
    story.reactions(**{"notify_enterprise: at night": queue})
    house.clock.advance(hours=12)
    house.pump.sweep()
    story.reactions(**{"notify_enterprise: in the morning": queue})
    house.outside.troubles.extend([NotDeliverableError(NotReachedReason.REFUSED)] * 9)
    step, body = HANDLING[2]
    assert house.act("justice", link.case_id, step, **body).status == 200
    story.reactions(**{"notify_enterprise: it does not arrive": queue})


def in_rooms_that_were_just_started(story: Story) -> None:
    """Configuration and secret are read once in a container: these requests are cut, too."""
    house = story.house
    story.chill("ScanIntakeFunction")
    story.person("prepare_filing: first in its room", partial(visitor().get, FORM))
    link = house.file()
    story.chill("DepartmentRoutingFunction")
    story.reactions(**{"route_case: first in its room": "DepartmentRoutingQueue"})
    story.chill("CaseDeskFunction")
    step, body = HANDLING[0]
    verify = command(story, "justice", link.case_id, step, **body)
    story.person("verify_case: first in its room", verify)


def a_newer_calendar(story: Story) -> None:
    """The notice for the next year comes while a case runs towards it."""
    house = story.house
    house.clock.now = datetime(2026, 12, 24, 1, 41, tzinfo=UTC)
    link = house.file_and_route()
    table = json.loads((POLICY_FILES / FILES[CALENDAR]).read_text("utf-8"))
    newer = {**table, "version": "newer", "notices": [*table["notices"], NOTICE]}
    plan_import({CALENDAR: json.dumps(newer)}).commit()
    look_at_it = json.dumps({"case_id": link.case_id, "calendar": "newer"})
    queue = house.stack.names["DeadlineExpiryQueue"]
    house.stack.client("sqs").send_message(QueueUrl=queue, MessageBody=look_at_it)
    story.chill("DeadlineExpiryFunction")
    story.reactions(**{"settle_case: under a newer calendar": "DeadlineExpiryQueue"})
    story.chill("DeadlineExpiryFunction")
    assert house.case(link.case_id).versions.calendar == "newer"


def codes_and_subscriptions(story: Story) -> None:
    administrator = signed_in("administrator")
    code = story.person("manage_codes", issue_code_once)
    codes = f"{CODES}/{code.json()['id']}"
    story.person("manage_codes: list", partial(administrator.get, CODES))
    story.person("manage_codes: draw", partial(administrator.get, f"{codes}/svg"))
    story.person("manage_codes: lay out", partial(administrator.get, f"{codes}/prints/card/a5/zh"))
    link = partial(administrator.send, "POST", f"{codes}/wechat")
    story.person("manage_codes: link", link)
    revoke = partial(administrator.send, "POST", f"{codes}/revocation")
    story.person("manage_codes: revoke", revoke)
    wanted = {"department": "transport", "protocol": "email", "endpoint": "a@jt.example"}
    subscribe = partial(administrator.post_json, SUBSCRIPTIONS, wanted)
    made = story.person("manage_subscriptions", subscribe).json()
    story.person("manage_subscriptions: list", partial(administrator.get, SUBSCRIPTIONS))
    for step, told_already in (("test", 200), ("removal", 404)):
        ask = partial(administrator.send, "POST", f"{SUBSCRIPTIONS}/{made['id']}/{step}")
        story.person(f"manage_subscriptions: {step}", ask, told_already)


def what_is_asked_in_wechat(story: Story) -> None:
    user = in_wechat(story.house)
    scanned = user.message(MsgType="event", Event="SCAN", EventKey=CENTRE_CODE)
    story.person("answer_wechat: a scanned code", partial(brought_again, user, scanned))
    link = file_from(story.house, user)
    asked = user.message(MsgType="text", Content="进度", MsgId="1")
    told = story.person("answer_wechat: progress", partial(brought_again, user, asked))
    assert case_number(link.case_id) in told.text
    numbered = user.message(MsgType="text", Content=link.case_id, MsgId="2")
    again = story.person("answer_wechat: a number", partial(brought_again, user, numbered))
    assert brought_again(user, numbered) == again


def brought_again(user: WeChatUser, message: bytes) -> Answer:
    """What the platform gets for a message, which it brings again when there was no answer; and so
    does the person when told that we are busy.
    """
    reply = user.deliver(message)
    status = 503 if reply.text == busy_text() else reply.status
    return Answer(status, {}, (reply.text or "").encode(), ())


Plot: TypeAlias = "Callable[[Story], None]"
PLOTS: dict[Plot, set[str]] = {
    from_the_scan_to_the_rating: {
        *("prepare_filing", "file_case", "relay_events", "route_case", "arm_timer"),
        *("notify_departments", "supplement_case", "list_cases", "view_case"),
        *("verify_case", "reply_to_case", "resolve_case", "track_case", "rate_case"),
    },
    what_the_desk_does_besides: {
        *("assign_case", "report_task", "excuse_co_handler", "answer_case", "resolve_case"),
    },
    a_missed_deadline_and_its_letter: {
        *("sweep_deadlines", "settle_case", "issue_supervision_notice", "press_letter"),
        *("notify_departments", "look_up_letter", "answer_letter"),
    },
    what_an_enterprise_is_told: {"notify_enterprise"},
    files_of_a_case: {
        *("offer_upload", "check_attachment", "open_attachment", "read_attachment"),
        "erase_attachments",
    },
    e_mails: {"take_in_mail", "see_to_mail"},
    in_rooms_that_were_just_started: {"prepare_filing", "route_case", "verify_case"},
    a_newer_calendar: {"settle_case"},
    codes_and_subscriptions: {"manage_codes", "manage_subscriptions"},
    a_clerks_console: {
        *("check_session", "search_cases", "enter_case", "assign_cases", "export_cases"),
        *("show_special", "show_board", "list_judicial_contacts", "list_colleagues"),
    },
    a_session_and_what_was_typed_in_it: {"sign_in_staff", "keep_draft"},
    more_filings_than_the_quota: {"file_case"},
    what_is_asked_in_wechat: {"answer_wechat"},
    **dict(map(told, TALES)),
}
"""Stories, each with the use cases whose requests are cut in it."""


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.__name__)
def test_every_cut_is_survived(
    story: Story, plot: Plot, record_property: Callable[[str, object], None]
) -> None:
    story.tell(plot)
    record_property(TABLE, [row.shown for row in story.rows])
    assert [(row.use_case, row.astray) for row in story.rows if row.astray] == []
    assert [row.use_case for row in story.rows if not row.tried] == []
    assert {row.use_case.partition(":")[0] for row in story.rows} == PLOTS[plot]


def test_every_use_case_is_in_a_story() -> None:
    services = {path.stem for path in SERVICES.glob("*.py")} - {"__init__"}
    assert set().union(*PLOTS.values()) == services - NOT_USE_CASES


def test_what_is_not_safe_to_repeat_is_found(story: Story) -> None:
    """A code that is asked for again without a look at the list is a second code."""
    issue = partial(signed_in("administrator").post_json, CODES, STATION)
    story.person("manage_codes: in haste", issue)
    (row,) = story.rows
    cut = {place.partition(": ")[0] for place in row.astray}
    assert cut == {
        f"1 PutItem, {way}" for way in (Way.LOST, Way.TIMED_OUT_AFTER, Way.CRASHED_AFTER)
    }
    assert all("codes_in_use" in place for place in row.astray)


def issue_code_once() -> Answer:
    """Who missed the answer looks at the list before asking for a second code."""
    administrator = signed_in("administrator")
    listed = administrator.get(CODES)
    if listed.status >= 500:
        return listed
    made = [code for code in listed.json()["codes"] if code["caption_en"] == STATION["caption_en"]]
    if made:
        body = json.dumps(made[0]).encode()
        return Answer(200, {}, body, ())
    return administrator.post_json(CODES, STATION)
