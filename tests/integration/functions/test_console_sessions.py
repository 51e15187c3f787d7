"""Who is at the console: sessions that are over, stolen or of another role, forms of other sessions
and other sites. Nothing is done, and what was typed is kept where it is ours.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from casework.adapters.dynamodb.sessions import DynamoSessions
from casework.adapters.dynamodb.staff import DynamoStaff
from casework.domain.session import key_of_token, opaque_token, start_session
from casework.domain.staff import Role, StaffMember
from casework.entrypoints.staff_session import SESSION
from tests.integration.callers import ISSUER, Answer, Caller
from tests.integration.console import events_of, is_a_desk_page, open_operations
from tests.integration.county import LOAN, STAFF
from tests.integration.desk_people import BROWSER, AtTheDesk, at_the_desk, words_of
from tests.integration.reading import typed
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from tests.integration.house import House
    from tests.integration.wire import Wire

TYPED = "经核实，借条真实；联系人电话13800000000。"
HALF_A_DAY = timedelta(hours=12)
SEARCH = {"telephone": "13800000000", "enterprise": LOAN.enterprise_name}


def desk(house: House, who: str) -> AtTheDesk:
    return at_the_desk(STAFF[who], house.clock.now)


def verify(person: AtTheDesk, case_id: str, **headers: str) -> Answer:
    fields = {"version": "2", "finding": "confirmed", "text": TYPED}
    return person.post(f"/desk/cases/{case_id}/verification", fields, **headers)


def signed_in_again(house: House, member: StaffMember, *others: str) -> AtTheDesk:
    """The same browser after another sign-in, with the cookies that it was given meanwhile."""
    token = opaque_token(b"again" + member.id.encode().ljust(27, b"\0"))
    session = start_session((ISSUER, member.id), member, BROWSER, "another", house.clock.now)
    DynamoSessions().add(str(key_of_token(token)), session)
    cookies = "; ".join([f"{SESSION}={token}", *others])
    headers = {"accept-language": "zh-CN", "user-agent": BROWSER, "cookie": cookies}
    return AtTheDesk(Caller(headers), session.csrf_token)


def cookie_of(answer: Answer) -> str:
    (cookie,) = answer.cookies
    return str(cookie.partition(";")[0])


NOBODY = Caller({"user-agent": BROWSER, "accept-language": "zh-CN"})


def test_without_a_session_every_page_leads_to_the_sign_in_and_back_to_itself(house: House) -> None:
    case_id = house.assigned().case_id
    pages = (
        *("/desk/cases", "/desk/cases?list=triage&stage=triage", "/desk/search", "/desk/intake"),
        *(f"/desk/cases/{case_id}", f"/desk/cases/{case_id}?do=reply", "/desk/export/cases"),
        *("/desk/oversight/board", "/desk/oversight/special", "/desk/print/cases"),
        f"/desk/print/cases/{case_id}",
    )
    for path in pages:
        answer = NOBODY.get(path)
        quoted = path.replace("/", "%2F").replace("?", "%3F").replace("=", "%3D")
        to = quoted.replace("&", "%26")
        assert (answer.status, answer.location) == (303, f"/sign-in/start?to={to}")
        assert answer.headers["cache-control"] == "no-store"


def test_a_form_of_nobody_leads_to_the_sign_in_and_keeps_and_does_nothing(house: House) -> None:
    case_id = house.assigned().case_id
    before = house.stored()
    for path in (f"cases/{case_id}/verification", "search", "intake", "assignments"):
        answer = NOBODY.post(f"/desk/{path}", {"text": TYPED, **SEARCH})
        assert answer.status == 303
        assert answer.location.startswith("/sign-in/start?to=%2Fdesk%2F")
        assert answer.cookies == []
        assert "1380000" not in answer.location
    assert house.stored() == before


def test_what_was_typed_when_the_session_was_over_stands_in_the_open_form_again(
    house: House,
) -> None:
    person = desk(house, "justice")
    house.clock.advance(hours=12)
    case_id = house.assigned().case_id
    answer = verify(person, case_id)
    back = f"%2Fdesk%2Fcases%2F{case_id}%3Fdraft%3D1"
    assert (answer.status, answer.location) == (303, f"/sign-in/start?to={back}&ask=1")
    assert events_of(house, case_id)[-1] == "CaseAssigned"
    again = signed_in_again(house, STAFF["justice"], cookie_of(answer))
    page = again.get(f"/desk/cases/{case_id}?draft=1")
    assert (page.status, open_operations(page.text)) == (200, ["verification"])
    assert typed(page.text, "do-verification-text") == TYPED
    assert verify(again, case_id).status == 303
    assert events_of(house, case_id)[-1] == "CaseVerified"


def test_a_draft_is_nobody_elses_and_of_no_other_page(house: House) -> None:
    person, other_case = desk(house, "justice"), house.assigned().case_id
    house.clock.advance(hours=12)
    case_id = house.assigned().case_id
    kept = cookie_of(verify(person, case_id))
    lead = signed_in_again(house, STAFF["justice-lead"], kept)
    DynamoStaff().put(ISSUER, STAFF["justice-lead"].id, STAFF["justice-lead"])
    assert TYPED not in lead.get(f"/desk/cases/{case_id}?draft=1").text
    again = signed_in_again(house, STAFF["justice"], kept)
    assert TYPED not in again.get(f"/desk/cases/{other_case}?draft=1").text
    assert TYPED not in again.get(f"/desk/cases/{case_id}").text


def test_what_a_clerk_had_typed_on_the_telephone_comes_back_too(house: House) -> None:
    clerk = desk(house, "clerk")
    house.clock.advance(hours=12)
    answer = clerk.post("/desk/intake", {"then": "file", "what_happened": TYPED, "form_key": "x"})
    assert answer.location == "/sign-in/start?to=%2Fdesk%2Fintake%3Fdraft%3D1&ask=1"
    again = signed_in_again(house, STAFF["clerk"], cookie_of(answer))
    assert typed(again.get("/desk/intake?draft=1").text, "what_happened") == TYPED


@pytest.mark.parametrize("why", ["expired", "account closed", "role changed", "other browser"])
def test_a_session_that_is_not_good_any_more_opens_and_does_nothing(house: House, why: str) -> None:
    person, member, headers = desk(house, "justice"), STAFF["justice"], dict[str, str]()
    case_id = house.assigned().case_id
    if why == "expired":
        house.clock.advance(hours=12)
    elif why == "account closed":
        DynamoStaff().put(ISSUER, member.id, replace(member, until=house.clock.now))
    elif why == "role changed":
        DynamoStaff().put(ISSUER, member.id, replace(member, role=Role.DEPARTMENT_LEAD))
    else:
        headers["user-agent"] = "Mozilla/5.0 (stolen)"
    opened = person.get(f"/desk/cases/{case_id}", **headers)
    assert opened.status == 303
    assert opened.location == f"/sign-in/start?to=%2Fdesk%2Fcases%2F{case_id}&ask=1"
    assert verify(person, case_id, **headers).status == 303
    assert events_of(house, case_id)[-1] == "CaseAssigned"
    still_good = person.get("/desk/cases").status == 200
    assert not still_good, "what was ended stays ended, in its own browser too"


@pytest.mark.parametrize("csrf", ["", "0" * 64, "of a colleague"])
def test_a_form_without_this_sessions_token_is_shown_again_and_not_done(
    house: House, csrf: str
) -> None:
    case_id, clerk = house.triaged().case_id, desk(house, "clerk")
    stolen = replace(clerk, csrf=desk(house, "justice").csrf if csrf.startswith("of") else csrf)
    before = house.stored()
    answer = stolen.post(f"/desk/cases/{case_id}/answer", {"version": "2", "text": TYPED})
    assert (answer.status, open_operations(answer.text)) == (403, ["answer"])
    assert typed(answer.text, "do-answer-text") == TYPED
    intake = stolen.post("/desk/intake", {"then": "file", "what_happened": TYPED})
    assert (intake.status, typed(intake.text, "what_happened")) == (403, TYPED)
    search = stolen.post("/desk/search", SEARCH)
    assert (search.status, typed(search.text, "telephone")) == (403, SEARCH["telephone"])
    assert all("您重新登录过" in words_of(each) for each in (answer, intake, search))
    ticks = stolen.post("/desk/assignments", {"lead": "justice", "cases": f"{case_id}.2"})
    assert ticks.location == "/desk/cases?list=triage&problem=form_of_another_session"
    assert "您重新登录过" in words_of(clerk.get(ticks.location))
    assert house.stored() == before
    assert clerk.csrf in answer.text, "sent again, it is done"


@pytest.mark.parametrize(
    "headers", [{"sec_fetch_site": "cross-site"}, {"origin": "https://evil.example"}]
)
def test_what_another_site_sends_is_neither_done_nor_shown(
    house: House, headers: dict[str, str]
) -> None:
    case_id, clerk = house.triaged().case_id, desk(house, "clerk")
    before = house.stored()
    answers = [
        clerk.post(f"/desk/cases/{case_id}/answer", {"version": "2", "text": TYPED}, **headers),
        clerk.post("/desk/intake", {"then": "file", "what_happened": TYPED}, **headers),
        clerk.post("/desk/search", {**SEARCH, "enterprise": TYPED}, **headers),
        clerk.post("/desk/assignments", {"lead": "justice", "cases": f"{case_id}.2"}, **headers),
    ]
    for answer in answers:
        assert answer.status == 403
        assert TYPED not in answer.text
        assert "不是从本平台页面发出的" in words_of(answer)
        assert is_a_desk_page(answer)
    assert house.stored() == before


def test_what_cannot_be_kept_now_is_sent_again_and_kept_then(house: House, wire: Wire) -> None:
    case_id, justice = house.assigned().case_id, desk(house, "justice")
    house.clock.advance(hours=12)
    with wire.failing(unreachable("dynamodb", "PutItem")):
        assert verify(justice, case_id).status == 503
    kept = verify(justice, case_id)
    path = f"/desk/cases/{case_id}"
    assert (kept.status, f"to={quote(f'{path}?draft=1', safe='')}" in kept.location) == (303, True)
    again = signed_in_again(house, STAFF["justice"], cookie_of(kept))
    assert TYPED in again.get(f"{path}?draft=1").text


def test_what_is_larger_than_any_form_of_ours_leads_to_the_sign_in_and_is_not_kept(
    house: House,
) -> None:
    case_id, justice = house.assigned().case_id, desk(house, "justice")
    house.clock.advance(hours=12)
    answer = justice.post(f"/desk/cases/{case_id}/verification", {"text": "x" * 70_000})
    assert (answer.status, answer.cookies) == (303, [])
    assert answer.location.startswith("/sign-in/start?")


def test_no_address_that_a_form_leads_to_names_anybody(house: House) -> None:
    clerk, justice = desk(house, "clerk"), desk(house, "justice")
    case_id = house.assigned().case_id
    answers = [verify(justice, case_id)]
    house.clock.advance(hours=12)
    answers += [
        verify(justice, case_id),
        clerk.post("/desk/search", SEARCH),
        clerk.post("/desk/intake", {"then": "file", "contact_phone": "13800000000"}),
        clerk.post("/desk/assignments", {"lead": "justice"}),
    ]
    for answer in answers:
        assert answer.status == 303
        assert not any(word in answer.location for word in ("1380000", "%E7", "王", "家纺"))
