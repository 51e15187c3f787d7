"""A day of each role at the deployed console, over HTTP: what the role finds, does, and is refused,
with the execution roles' policies enforced.
"""

from __future__ import annotations

import csv
import gzip
import http.client
import re
from typing import TYPE_CHECKING

import pytest

from infra.local.after_deploy import DOMAIN
from tests.e2e.asking import Asker
from tests.e2e.casework import UNSURE, blank_form, desk, file_case, filed, marker, routed, send
from tests.e2e.console_sessions import at_the_desk
from tests.e2e.logs import logged

if TYPE_CHECKING:
    from infra.local.console import Colleague, Shown
    from tests.e2e.casework import Filed
    from tests.e2e.harness import Deployed

COMPLAINT = "县司法局窗口工作人员收了材料一直不办，态度恶劣，推诿扯皮，要投诉他们。"
DEVICE_QUOTA = 20
VERIFIED = {"finding": "confirmed", "text": "借条真实，欠款属实。"}
RESOLVED = {"outcome": "settled", "text": "双方达成还款协议。", "reply.text": "已安排调解。"}


def waiting(deployed: Deployed, **changes: str) -> Filed:
    """A case that waits for a clerk."""
    case = file_case(deployed, **{"what_happened": UNSURE, "category": "", **changes})
    assert routed(deployed, case)["status"] == "triage"
    return case


def assigned(deployed: Deployed) -> Filed:
    """A case before the justice bureau."""
    case = file_case(deployed)
    assert routed(deployed, case)["lead"] == "justice"
    return case


def status(person: Colleague, path: str) -> int:
    """The status of a page, whatever it is."""
    return person.browser.get(path).status


def entry(**changes: str) -> dict[str, str]:
    """What a clerk types while somebody is on the telephone."""
    return {
        "channel": "telephone",
        "contact_phone": "13512340000",
        "contact_name": "周先生",
        "enterprise_name": "龙固镇示范面粉有限公司",
        "what_happened": UNSURE,
        **changes,
    }


def receipt_of(page: Shown) -> str:
    """The tracking page behind the receipt that the clerk's page links to."""
    found = re.search(r'href="(/t/[^"]+)/filed"', page.text)
    assert found, page.words[:400]
    return found[1]


def test_a_clerk_takes_a_call_sees_the_earlier_case_and_answers_at_once(
    deployed: Deployed,
) -> None:
    clerk, words = at_the_desk(deployed, "clerk"), marker()
    phone = f"135{secrets_digits()}"
    first = clerk.open("/desk/intake").form("/desk/intake")
    filed_once = clerk.send(first, entry(contact_phone=phone, then="file"))
    tracking = receipt_of(filed_once)
    second = filed_once.form("/desk/intake")
    looked = clerk.send(second, entry(contact_phone=phone, then="look"))
    assert tracking.removeprefix("/t/").partition("-")[0] in looked.text
    answered = clerk.send(
        looked.form("/desk/intake"),
        entry(contact_phone=phone, what_happened=f"{UNSURE}{words}", then="answer", answer=words),
    )
    page = Asker(deployed).get(receipt_of(answered)).body.decode()
    assert words in page
    found = clerk.send(clerk.open("/desk/search").form("/desk/search"), {"telephone": phone})
    assert found.path == "/desk/search"
    assert found.text.count('href="/desk/cases/') >= 2
    assert logged(deployed, phone) == {}


def secrets_digits() -> str:
    """Eight digits that no other test dials."""
    return f"{int(marker()[2:10], 16) % 10**8:08d}"


def test_a_clerk_assigns_several_cases_together_and_exports_and_prints_the_list(
    deployed: Deployed,
) -> None:
    clerk = at_the_desk(deployed, "clerk")
    cases = [waiting(deployed) for _ in range(2)]
    page = clerk.open("/desk/cases?list=triage")
    offered = re.findall(r'name="cases" value="([^"]+)"', page.text)
    ticked = [each for each in offered if each.partition(".")[0] in {c.case_id for c in cases}]
    assert len(ticked) == len(cases)
    form = page.form("/desk/assignments")
    sent = [*form.filled({}), ("lead", "justice"), *(("cases", each) for each in ticked)]
    told = clerk.browser.post(form.action, sent)
    assert "2" in told.words
    assert {desk(deployed, "clerk").case(c.case_id)["lead"] for c in cases} == {"justice"}
    assert status(clerk, "/desk/print/cases?list=triage") == 200
    lines = list(csv.reader(exported(deployed, clerk, "/desk/export/cases?list=triage")))
    assert all(len(line) == len(lines[0]) for line in lines)
    assert status(clerk, f"/desk/print/cases/{cases[0].case_id}") == 200


def exported(deployed: Deployed, person: Colleague, path: str) -> list[str]:
    """The lines of a file for a spreadsheet, unpacked."""
    connection = http.client.HTTPConnection("127.0.0.1", deployed.port, timeout=60)
    cookie = f"session={person.browser.cookies['session']}"
    headers = {
        "Host": f"{DOMAIN}:{deployed.port}",
        "Cookie": cookie,
        "User-Agent": person.browser.user_agent,
        "Accept-Encoding": "gzip",
    }
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    assert (answer.status, answer.headers["Content-Encoding"]) == (200, "gzip")
    return gzip.decompress(content).decode("utf-8-sig").splitlines()


def test_a_handler_takes_a_case_from_the_list_to_its_resolution(deployed: Deployed) -> None:
    case, handler = assigned(deployed), at_the_desk(deployed, "handler-justice")
    assert case.case_id in handler.open("/desk/cases?list=department").text
    handler.do(case.case_id, "handler", {"staff": "handler-justice"})
    assert case.case_id in handler.open("/desk/cases?list=mine").text
    handler.do(case.case_id, "verification", VERIFIED)
    handler.do(case.case_id, "notes", {"text": "双方都接了电话。"})
    done = handler.do(case.case_id, "resolution", RESOLVED)
    assert done.path.endswith("?done=resolution")
    assert desk(deployed, "clerk").case(case.case_id)["status"] == "resolved"
    assert status(handler, f"/desk/cases/{waiting(deployed).case_id}") == 404
    assert status(handler, "/desk/oversight/board") == 403
    assert status(handler, "/desk/intake") == 403


def test_a_department_lead_returns_a_case_on_a_legal_ground_and_a_supervisor_decides(
    deployed: Deployed,
) -> None:
    case, lead = assigned(deployed), at_the_desk(deployed, "lead-justice")
    words = "应由市场监管部门依法处理。"
    form = lead.case(case.case_id).form("/return")
    refused = lead.browser.post(form.action, form.filled({"text": words}))
    assert refused.status in {409, 422}
    assert refused.form("/return").held["text"] == [words]
    asked = {"ground": "other_body_by_law", "suggested": "market_regulation", "text": words}
    lead.do(case.case_id, "return", asked)
    supervisor = at_the_desk(deployed, "supervisor")
    assert case.case_id in supervisor.open("/desk/cases?list=decide").text
    decision = {"accepted": "yes", "lead": "market_regulation", "text": "依据成立。"}
    supervisor.do(case.case_id, "return-decision", decision)
    assert desk(deployed, "clerk").case(case.case_id)["lead"] == "market_regulation"
    assert status(lead, f"/desk/cases/{case.case_id}") == 404


def test_a_supervisor_lifts_a_case_and_has_the_boards_and_the_register_open(
    deployed: Deployed,
) -> None:
    case, supervisor = assigned(deployed), at_the_desk(deployed, "supervisor")
    lifting: dict[str, str | list[str]] = {
        "reason": "stuck",
        "coordinator": "centre",
        "departments": ["justice"],
        "text": "双方分歧大，长期不结。",
    }
    supervisor.do(case.case_id, "special", lifting)
    assert case.case_id in supervisor.open("/desk/oversight/special").text
    board = supervisor.open("/desk/oversight/board")
    assert 'href="/desk/oversight/board?refresh=off"' in board.text
    assert "县司法局" in board.words
    assert status(supervisor, "/desk/oversight/register") == 200
    lines = exported(deployed, supervisor, "/desk/oversight/register.csv")
    assert len(lines) >= 1
    supervisor.do(case.case_id, "special/conclusion", {"text": "双方和解。"})
    assert not supervisor.may(case.case_id, "verification")


def test_an_inspector_alone_sees_a_complaint_and_releases_what_the_body_may_read(
    deployed: Deployed,
) -> None:
    case = file_case(deployed, what_happened=COMPLAINT, category="")
    seen = routed(deployed, case)
    assert (seen["status"], seen["triage_reason"]) == ("triage", "about_public_body")
    inspector = at_the_desk(deployed, "inspector")
    body, summary = at_the_desk(deployed, "lead-justice"), "反映窗口办理慢，请自查。"
    assert status(body, f"/desk/cases/{case.case_id}") == 404
    clerk = at_the_desk(deployed, "clerk")
    clerk.do(case.case_id, "assignment", {"lead": "inspection", "co_handlers": []})
    assert case.case_id in inspector.open("/desk/cases?list=department").text
    inspector.do(case.case_id, "summary", {"body": "justice", "text": summary})
    page = body.case(case.case_id)
    assert summary in page.text
    assert COMPLAINT not in page.text
    assert status(inspector, "/desk/oversight/register") == 200


def test_a_leader_sees_the_boards_and_every_case_and_handles_none(deployed: Deployed) -> None:
    case, leader = assigned(deployed), at_the_desk(deployed, "leader")
    for path in ("/desk/oversight/board", "/desk/oversight/special", "/desk/cases?list=decide"):
        assert leader.open(path).status == 200
    page = leader.case(case.case_id)
    assert not [each for each in page.forms if each.endswith(("/verification", "/resolution"))]
    refused = leader.browser.post(f"/desk/cases/{case.case_id}/verification", [("version", "2")])
    assert refused.status == 403
    assert desk(deployed, "clerk").case(case.case_id)["status"] == "assigned"


def test_an_administrator_keeps_subscriptions_and_codes_and_sees_no_case(
    deployed: Deployed,
) -> None:
    case, office = assigned(deployed), at_the_desk(deployed, "administrator")
    assert office.open("/desk/cases").path == "/desk/registry/subscriptions"
    made = {"department": "housing", "protocol": "email", "endpoint": "housing@example.org"}
    page = office.open("/desk/registry/subscriptions")
    assert "***@example.org" in office.send(page.form("/subscriptions"), made).text
    codes = office.open("/desk/registry/codes")
    code = {"place": "poster", "caption_zh": "工业园海报", "caption_en": "Park poster"}
    assert "工业园海报" in office.send(codes.form("/desk/registry/codes"), code).text
    assert status(office, f"/desk/cases/{case.case_id}") in {403, 404}
    assert status(office, "/desk/oversight/board") == 403


@pytest.mark.parametrize("path", ["/desk/nothing", "/desk/oversight/nothing", "/desk/registry/no"])
def test_an_address_that_leads_nowhere_is_said_so_on_a_page(deployed: Deployed, path: str) -> None:
    shown = at_the_desk(deployed, "supervisor").browser.get(path)
    assert shown.status == 404
    assert "<h1>" in shown.text


def test_what_one_device_files_beyond_its_quota_is_taken_marked_and_waits_for_a_person(
    deployed: Deployed,
) -> None:
    phone = Asker(deployed)
    path = deployed.seeded.filing_path
    cases = [filed(phone.post_form(path, blank_form(deployed))) for _ in range(DEVICE_QUOTA + 1)]
    last = routed(deployed, cases[-1])
    assert (last["status"], last["triage_reason"]) == ("triage", "over_quota")
    assert routed(deployed, cases[-2])["lead"] == "justice"
    another = filed(send(deployed, blank_form(deployed)))
    assert routed(deployed, another)["lead"] == "justice"
