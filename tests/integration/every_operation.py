"""Every operation of a case beyond its ordinary way, in tales: a new operation is one more line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from casework.domain.event_facts import Way
from casework.domain.lifecycle import perform
from casework.domain.reach_events import NotReachedReason
from casework.domain.reaching import RecordNotReached
from casework.services.commanding import context_of
from casework.services.notify_enterprise import NOTIFIER
from tests.integration.callers import visitor
from tests.integration.county import LOAN
from tests.integration.house import TOGETHER
from tests.integration.stack import rooms
from tests.integration.tales import OTHER, TODAY, Tale, by_link, desk, oversight

if TYPE_CHECKING:
    from tests.integration.house import House, Link

GRANTED: dict[str, Any] = {"accepted": True}
RUDE = "工作人员态度恶劣，推诿扯皮，故意刁难，还索要好处费。"
SUED = "银行已经向县人民法院起诉我公司，法院已立案，要查封我公司账户，请协调。"
ABOUT_THE_CENTRE = replace(LOAN, what_happened=f"县政法护航工作中心{RUDE}", category="")
BEFORE_A_COURT = replace(LOAN, what_happened=SUED, category="")


def assigned(house: House) -> tuple[Link, ...]:
    """The article's first case, which the justice bureau has."""
    return (house.assigned(),)


def with_vehicles(house: House) -> tuple[Link, ...]:
    """A case of two bodies, and another one."""
    return house.assigned("transport", "justice"), house.triaged()


def triaged(house: House) -> tuple[Link, ...]:
    """Two cases that a clerk has to look at."""
    return house.triaged(), house.triaged()


def resolved(house: House) -> tuple[Link, ...]:
    """A case of which the lead says that it is done."""
    return (house.resolved(),)


def rated(house: House) -> tuple[Link, ...]:
    """A rated case, whose enterprise was called."""
    link = house.assigned()
    assert house.act("justice", link.case_id, "contact", confirmed=True).status == 200
    assert house.act("justice", link.case_id, "resolution", **TOGETHER).status == 200
    rating = {"lang": "zh", "grade": "dissatisfied"}
    assert visitor().post(house.rating_path(link), rating).status == 303
    return (link,)


def confidential(house: House) -> tuple[Link, ...]:
    """A confidential case that a department has."""
    link = house.triaged(confidential=True)
    body = {"lead": "justice", "released_text": "有企业反映借款未还。"}
    assert house.act("clerk", link.case_id, "assignment", **body).status == 200
    return (link,)


def passed_on(house: House) -> tuple[Link, ...]:
    """A case whose lead wanted to be rid of it without a legal ground."""
    link = house.assigned()
    body = {"ground": "no_competence", "text": "人手紧张"}
    assert house.act("justice-lead", link.case_id, "return", **body).status == 200
    no: dict[str, Any] = {"accepted": False, "groundless": True, "text": "没有法律依据"}
    assert house.oversee("supervisor", link.case_id, "return-decision", **no).status == 200
    return (link,)


def before_a_court(house: House) -> tuple[Link, ...]:
    """A matter with a procedure of its own."""
    link = house.triaged(BEFORE_A_COURT)
    body = {"lead": "justice", "not_a_complaint": True}
    assert house.act("clerk", link.case_id, "assignment", **body).status == 200
    return (link,)


def about_the_centre(house: House) -> tuple[Link, ...]:
    """A complaint that inspectors read."""
    return (house.file_and_route(ABOUT_THE_CENTRE),)


def not_told(house: House) -> tuple[Link, ...]:
    """A case whose enterprise could not be told, at whatever hour."""
    link = house.assigned()
    ports = rooms()["EnterpriseNotificationFunction"].room().ports
    case = ports.cases.get(link.case_id)
    context = context_of(case, house.clock.now, NOTIFIER, "tell", ports.configuration)
    failed = RecordNotReached(Way.SMS, NotReachedReason.REFUSED)
    ports.cases.save(perform(case, (failed,), context), ())
    return (link,)


PROLONGED = (
    desk("request_return", "justice-lead", "return", "text", ground="other_body_by_law"),
    oversight(
        *("decide_return", "supervisor", "return-decision", "text"), **GRANTED, lead="transport"
    ),
    desk("request_extension", "transport", "extension", "text", days=3),
    oversight("decide_extension", "supervisor", "extension-decision", "text", **GRANTED),
    desk(
        *("request_suspension", "transport", "suspension", "text"),
        reason="expert_appraisal",
        days=5,
    ),
    oversight("decide_suspension", "supervisor", "suspension-decision", "text", **GRANTED),
    desk("lift_suspension", "transport", "lifting"),
    desk("name_handler", "transport", "handler", staff="staff-transport"),
    desk("add_note", "transport", "notes", "text"),
    desk("ask_enterprise", "transport", "question", "text"),
    by_link("supplement_case: as an answer", "add", "text"),
)
SUPERVISED = (
    desk("link_cases", "clerk", "links", other=OTHER, kind="related"),
    desk("open_green_channel", "clerk", "green-channel", "text", organ="court"),
    oversight("open_one_matter", "supervisor", "one-matter", "text", coordinator="centre"),
    oversight("lift_case", "supervisor", "special", "text", coordinator="centre", reason="stuck"),
    oversight(
        *("lift_case: its team", "supervisor", "special/team"),
        coordinator="centre",
        departments=["transport", "justice"],
    ),
    desk("agree_action", "supervisor", "actions", "text", department="justice", until="2026-03-16"),
    desk("report_action", "justice", "actions/1/report", "text"),
    oversight("conclude_special_supervision", "supervisor", "special/conclusion", "text"),
)
CONTESTED = (
    by_link("contest_case: object", "object", "objection"),
    oversight("decide_objection", "supervisor", "objection-decision", "text", upheld=False),
)
DECLINED = (
    desk("decline_case", "clerk", "decline", "text", reason="not_an_enterprises"),
    by_link("contest_case: ask for a review", "ask_review", "review"),
    oversight("decide_review: declined", "supervisor", "decline-review", "text", overturned=True),
)
WITHDRAWN = (
    desk("record_contact", "justice", "contact", "text", confirmed=True),
    by_link("withdraw_case", "withdraw", "withdrawal"),
    oversight(
        "decide_review: withdrawn", "supervisor", "withdrawal-review", "text", pressure=False
    ),
)
TAKEN_BACK = (
    by_link("withdraw_case: the rating", "withdraw_rating"),
    oversight("decide_review: the rating", "supervisor", "rating-review", "text", pressure=True),
)
FALSE = (
    desk("record_contact: not theirs", "justice", "contact", "text", confirmed=False),
    desk("record_contact: a false report", "justice", "false-report", "text"),
    oversight(
        *("record_contact: decide on it", "supervisor", "false-report-decision", "text"), **GRANTED
    ),
)
DATA = (
    by_link("ask_about_data: correct", "correct", "wrong", "right"),
    desk(
        *("decide_about_data: correct", "clerk", "correction"),
        *("enterprise_name", "contact_name", "contact_phone"),
    ),
    by_link("ask_about_data: correct again", "correct", "wrong", "right"),
    desk("decide_about_data: correct nothing", "clerk", "correction-refusal", "text"),
    by_link("ask_about_data: erase", "erase"),
    desk("decide_about_data: erase nothing", "clerk", "erasure-refusal", "text"),
    by_link("withdraw_case: before the erasure", "withdraw", "withdrawal"),
    by_link("ask_about_data: erase at last", "erase"),
    desk("decide_about_data: erase", "clerk", "erasure"),
)
TOLD_OTHERWISE = (desk("record_reached", "clerk", "reached", "text", on=TODAY),)
IN_CONFIDENCE = (
    desk("request_reveal", "justice-lead", "reveal", "text"),
    oversight("decide_reveal", "supervisor", "reveal-decision", "text"),
    desk("ask_enterprise: in confidence", "justice", "question", "text"),
    by_link("supplement_case: in confidence", "add", "text"),
    desk("relay_answer", "clerk", "relay", "text"),
)
PASSIVE = (
    oversight("propose_red_light", "supervisor", "red-light", "reason", unit="justice"),
    desk("state_case", "justice-lead", "red-lights/1/statement", "text"),
    oversight(
        *("decide_red_light: sign", "supervisor-2", "red-lights/1/signature", "reasons"),
        referred_to="inspection",
    ),
    desk("appeal_red_light", "justice-lead", "red-lights/1/appeal", "text"),
    oversight(
        *("appeal_red_light: decide", "leader", "red-lights/1/appeal-decision", "reasons"),
        upheld=True,
    ),
)
NOT_PASSIVE = (
    oversight(*("propose_red_light: another", "supervisor", "red-light", "reason"), unit="justice"),
    oversight(
        *("exclude_evidence", "supervisor-2", "red-lights/1/exclusion", "reasons"),
        evidence="groundless_return:1",
    ),
    desk("state_case: after it", "justice-lead", "red-lights/1/statement", "text"),
    oversight("decide_red_light: dismiss", "supervisor-2", "red-lights/1/dismissal", "reasons"),
)
PROCEDURE = (
    desk("confirm_procedure", "clerk", "procedure"),
    desk(
        *("record_judicial_contact", "clerk", "judicial-contacts", "organ_name", "text"),
        kind="letter",
        organ="court",
        on="2026-03-12",
    ),
    desk(
        *("guide_to_procedure", "justice", "guidance", "body", "reference", "period", "text"),
        days=15,
    ),
)

TALES = (
    Tale("returned, prolonged and at rest", assigned, PROLONGED),
    Tale("under special supervision", with_vehicles, SUPERVISED),
    Tale("contested and confirmed", resolved, CONTESTED),
    Tale("confirmed", resolved, (by_link("contest_case: confirm", "confirm"),)),
    Tale("declined and reviewed", triaged, DECLINED),
    Tale("withdrawn and reviewed", assigned, WITHDRAWN),
    Tale("the rating taken back", rated, TAKEN_BACK),
    Tale("not the reporter's", assigned, FALSE),
    Tale("corrected and erased", assigned, DATA),
    Tale("told by telephone", not_told, TOLD_OTHERWISE),
    Tale("in confidence", confidential, IN_CONFIDENCE),
    Tale("a red light", passed_on, PASSIVE),
    Tale("no red light", passed_on, NOT_PASSIVE),
    Tale("before a court", before_a_court, PROCEDURE),
    Tale("merged", triaged, (desk("merge_case", "clerk", "merge", into=OTHER),)),
    Tale("handled directly", triaged, (desk("take_direct_handling", "clerk", "direct-handling"),)),
    Tale(
        *("a complaint", about_the_centre),
        (oversight("release_summary", "inspector", "summary", "text", body="centre"),),
    ),
)
