"""Whose session it is, over HTTP at the deployed console: stolen, over, of another role, without
its token; and two people on one case. Nothing is done, and nothing typed is lost.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest

from casework.domain.staff import Role
from infra.local.accounts import PASSWORD
from infra.local.console import Browser
from infra.local.sign_in import way_back
from tests.e2e.casework import UNSURE, desk, file_case, routed
from tests.e2e.colleagues import colleague
from tests.e2e.console_sessions import at_the_desk, pass_half_a_day, stored

if TYPE_CHECKING:
    from infra.local.page_forms import Form
    from tests.e2e.casework import Filed
    from tests.e2e.harness import Deployed

ANSWER = "请携带合同原件到服务中心二楼窗口。"
TYPED = [("finding", "confirmed"), ("text", "已与双方通话，借条真实。")]


@pytest.fixture(scope="module")
def waiting(deployed: Deployed) -> Filed:
    """A case in triage that no test decides."""
    case = file_case(deployed, what_happened=UNSURE)
    assert routed(deployed, case)["status"] == "triage"
    return case


def answering(form: Form, **changes: str) -> list[tuple[str, str]]:
    """The form of a direct answer, filled in, some fields as they should not be."""
    sent = dict(form.filled({"text": ANSWER}))
    return list({**sent, **changes}.items())


def test_a_stolen_cookie_opens_nothing_and_ends_the_session(
    deployed: Deployed, waiting: Filed
) -> None:
    clerk = at_the_desk(deployed, "clerk-2")
    thief = Browser(deployed.port, cookies=dict(clerk.browser.cookies))
    status, where, _ = thief.ask("GET", f"/desk/cases/{waiting.case_id}", None)
    assert (status, urlsplit(where).path) == (303, "/sign-in/start")
    assert stored(deployed, clerk.browser)[1] != ""
    assert clerk.browser.ask("GET", "/desk/cases", None)[0] == 303


def test_what_was_typed_in_a_session_that_is_over_is_there_after_the_next_sign_in(
    deployed: Deployed,
) -> None:
    case = file_case(deployed)
    assert routed(deployed, case)["lead"] == "justice"
    person = at_the_desk(deployed, "handler-justice")
    browser, path = person.browser, f"/desk/cases/{case.case_id}"
    form = person.case(case.case_id).form("/verification")
    pass_half_a_day(deployed, browser)
    asked = browser.post(form.action, form.filled(dict(TYPED)))
    assert asked.path.startswith(f"/sign-in/start?to={quote(path, safe='')}%3Fdraft%3D1")
    assert desk(deployed, "clerk").case(case.case_id)["status"] == "assigned"
    _, address, _ = browser.ask("GET", asked.path.replace("&ask=1", ""), None)
    returned = urlsplit(way_back(address, ("handler-justice", PASSWORD)))
    again = browser.get(f"{returned.path}?{returned.query}")
    assert again.path == f"{path}?draft=1"
    kept = again.form("/verification")
    assert (kept.held["text"], kept.held["finding"]) == ([TYPED[1][1]], ["confirmed"])
    assert browser.post(kept.action, kept.filled({})).status == 200
    assert desk(deployed, "clerk").case(case.case_id)["status"] == "verified"


def test_a_session_ends_with_the_role_it_was_made_for(deployed: Deployed, waiting: Filed) -> None:
    clerk = at_the_desk(deployed, "clerk-2")
    session = stored(deployed, clerk.browser)[0]
    colleague(deployed, session.subject, Role.HANDLER, "justice")
    try:
        assert clerk.browser.ask("GET", f"/desk/cases/{waiting.case_id}", None)[0] == 303
        assert stored(deployed, clerk.browser)[1] != ""
    finally:
        colleague(deployed, session.subject, Role.CLERK, "centre")


@pytest.mark.parametrize("token", ["", "0" * 64])
def test_a_form_without_the_sessions_token_is_shown_again_and_not_done(
    deployed: Deployed, waiting: Filed, token: str
) -> None:
    clerk = at_the_desk(deployed, "clerk")
    form = clerk.case(waiting.case_id).form("/answer")
    shown = clerk.browser.post(form.action, answering(form, csrf=token))
    assert shown.status == 403
    assert shown.form("/answer").held["text"] == [ANSWER]
    assert desk(deployed, "clerk").case(waiting.case_id)["status"] == "triage"


def test_a_form_that_another_site_sends_is_neither_done_nor_shown(
    deployed: Deployed, waiting: Filed
) -> None:
    clerk = at_the_desk(deployed, "clerk")
    form = clerk.case(waiting.case_id).form("/answer")
    shown = clerk.browser.post(form.action, answering(form), **{"Sec-Fetch-Site": "cross-site"})
    assert shown.status == 403
    assert ANSWER not in shown.text
    assert desk(deployed, "clerk").case(waiting.case_id)["status"] == "triage"


@pytest.mark.parametrize("to", ["https://evil.example/desk", "//evil.example", "/api/desk/cases"])
def test_nobody_is_led_elsewhere_after_a_sign_in(deployed: Deployed, to: str) -> None:
    browser = Browser(deployed.port)
    _, address, _ = browser.ask("GET", f"/sign-in/start?to={quote(to, safe='')}", None)
    returned = urlsplit(way_back(address, ("clerk", PASSWORD)))
    status, where, _ = browser.ask("GET", f"{returned.path}?{returned.query}", None)
    assert (status, where) == (303, "/desk/cases")


def test_of_two_people_on_one_case_the_second_sees_what_changed_and_loses_nothing(
    deployed: Deployed,
) -> None:
    case = file_case(deployed)
    assert routed(deployed, case)["lead"] == "justice"
    handler, lead = (at_the_desk(deployed, name) for name in ("handler-justice", "lead-justice"))
    first = handler.case(case.case_id).form("/verification")
    second = lead.case(case.case_id).form("/verification")
    words = "我也核实过了，借条是真的。"
    handler.send(first, dict(TYPED))
    shown = lead.browser.post(second.action, second.filled({**dict(TYPED), "text": words}))
    assert shown.status == 409
    assert "王强" in shown.text or "核实" in shown.words
    assert shown.form("/verification").held["text"] == [words]
    timeline = desk(deployed, "clerk").file(case.case_id)["timeline"]
    assert [event["type"] for event in timeline].count("CaseVerified") == 1


def test_a_form_sent_twice_is_done_once(deployed: Deployed) -> None:
    case = file_case(deployed)
    routed(deployed, case)
    handler = at_the_desk(deployed, "handler-justice")
    form = handler.case(case.case_id).form("/notes")
    sent = form.filled({"text": "已约双方周三到场。"})
    pages = [handler.browser.post(form.action, sent) for _ in range(2)]
    assert [page.status for page in pages] == [200, 200]
    timeline = desk(deployed, "clerk").file(case.case_id)["timeline"]
    assert [event["type"] for event in timeline].count("NoteAdded") == 1


def test_a_colleague_may_use_two_browsers_and_sign_out_of_one(deployed: Deployed) -> None:
    here, there = (at_the_desk(deployed, "clerk-2") for _ in range(2))
    page = here.open("/desk/cases")
    here.send(replace(page.form("/sign-in/end")), {})
    assert here.browser.ask("GET", "/desk/cases", None)[0] == 303
    assert there.browser.ask("GET", "/desk/cases", None)[0] == 200
