"""A day of each role at the console in Chromium: with the keyboard where hands stay on it, the back
button, two windows, a session that is over, and what comes by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from infra.local.accounts import PASSWORD
from infra.local.console import Browser as OverHttp
from tests.browser.county import RESOLVED, VERIFIED, assigned_case
from tests.browser.visiting import DESK_EN, DESK_ZH, PHONE_ZH, Screen
from tests.e2e.casework import UNSURE, desk, file_case, marker, routed
from tests.e2e.console_sessions import pass_half_a_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import APIResponse, BrowserContext, Page, Route

    from tests.browser.county import County
    from tests.browser.desk_county import DeskCounty
    from tests.browser.desk_people import Staff
    from tests.browser.visiting import Person
    from tests.e2e.casework import Filed

    SitDown = Callable[..., Person]

MOST_STEPS = 60
HERE = "(selector) => document.activeElement === document.querySelector(selector)"


@pytest.fixture
def sit(staff: Staff) -> Iterator[SitDown]:
    """Somebody before the console; no page may complain."""
    contexts: list[tuple[BrowserContext, Person]] = []

    def sit_down(username: str, screen: Screen = DESK_ZH, **how: bool) -> Person:
        contexts.append(staff.sit_down(username, screen, **how))
        return contexts[-1][1]

    yield sit_down
    for context, person in contexts:
        context.close()
        assert person.complaints == []


def tab_to(person: Person, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(MOST_STEPS):
        if person.page.evaluate(HERE, selector):
            return
        person.page.keyboard.press("Tab")
    pytest.fail(f"{selector} cannot be reached with the Tab key")


def told(county: County, case: Filed, kind: str) -> int:
    """How often something happened in a case."""
    timeline = desk(county.deployed, "clerk").file(case.case_id)["timeline"]
    return [event["type"] for event in timeline].count(kind)


def test_a_clerk_enters_and_answers_a_call_with_tab_and_enter_alone(
    sit: SitDown, county: County
) -> None:
    clerk, words, keyboard = sit("clerk"), marker(), None
    clerk.open("/desk/intake")
    keyboard = clerk.page.keyboard
    assert clerk.focused() == "contact_phone", "the entry begins with the first question asked"
    for name, text in (
        ("contact_phone", "13511112222"),
        ("contact_name", "周先生"),
        ("enterprise_name", "龙固镇示范面粉有限公司"),
        ("what_happened", f"{UNSURE}{words}"),
        ("answer", f"{words}请带合同来服务中心。"),
    ):
        tab_to(clerk, f"#{name}")
        keyboard.insert_text(text)
    tab_to(clerk, "button[value=answer]")
    with clerk.page.expect_navigation():
        keyboard.press("Enter")
    assert clerk.find(".notice.good").is_visible()
    link = clerk.find("main a[href^='/t/']").first.get_attribute("href")
    assert link
    clerk.open(link.replace("/filed", ""))
    assert f"{words}请带合同来服务中心。" in clerk.find("main").inner_text()


def test_earlier_cases_of_the_same_telephone_appear_while_the_clerk_types(
    sit: SitDown, county: County
) -> None:
    case = file_case(county.deployed, contact_phone="13533334444")
    hidden = file_case(county.deployed, contact_phone="13533334444", confidential="yes")
    assert routed(county.deployed, case)["lead"] == "justice"
    clerk = sit("clerk", scripts=True)
    clerk.open("/desk/intake")
    clerk.find("#contact_phone").press_sequentially("13533334444")
    clerk.page.wait_for_selector(f"#earlier a[href*='{case.case_id}']")
    assert hidden.case_id not in clerk.find("#earlier").inner_html()
    assert clerk.find("#contact_phone").input_value() == "13533334444"
    assert clerk.path() == "/desk/intake"


def test_a_handler_verifies_and_resolves_on_a_phone_and_the_back_button_does_it_once(
    sit: SitDown, county: County
) -> None:
    case, handler = assigned_case(county.deployed), sit("handler-justice", PHONE_ZH)
    handler.open(f"/desk/cases/{case.case_id}")
    handler.press(".act-row a.act")
    form = "#do-verification"
    handler.find(f"{form} [value={VERIFIED['finding']}]").check()
    handler.find(f"{form} textarea").fill(VERIFIED["text"])
    handler.press(f"{form} form button")
    assert handler.find(".notice.good").is_visible()
    handler.go_back()
    handler.page.reload()
    assert told(county, case, "CaseVerified") == 1
    handler.open(f"/desk/cases/{case.case_id}?do=resolution")
    form = "#do-resolution"
    handler.find(f"{form} [value={RESOLVED['outcome']}]").check()
    for area in handler.find(f"{form} textarea").all():
        area.fill(RESOLVED["text"])
    handler.press(f"{form} form button")
    assert told(county, case, "CaseResolved") == 1
    assert handler.page.evaluate("document.scrollingElement.scrollWidth") <= PHONE_ZH.width


def test_what_was_typed_in_one_window_is_kept_when_another_was_first(
    sit: SitDown, county: County
) -> None:
    case, words = assigned_case(county.deployed), "我也核实过了，借条是真的。"
    first = sit("handler-justice")
    path = f"/desk/cases/{case.case_id}?do=verification"
    first.open(path)
    second: Page = first.page.context.new_page()
    second.goto(first.base_url + path)
    _verify(second, VERIFIED["text"])
    _verify(first.page, words)
    assert first.find("#do-verification textarea").input_value() == words
    changed = first.find(".notice[role=alert]")
    assert changed.is_visible()
    assert "县司法局" in changed.inner_text()
    assert told(county, case, "CaseVerified") == 1


def _verify(page: Page, words: str) -> None:
    page.locator("#do-verification [value=confirmed]").check()
    page.locator("#do-verification textarea").fill(words)
    with page.expect_navigation():
        page.locator("#do-verification form button").click()


def test_a_draft_comes_back_after_the_session_was_over(sit: SitDown, county: County) -> None:
    case, words = assigned_case(county.deployed), f"{marker()}已电话核实。"
    person = sit("lead-justice", anew=True)
    person.open(f"/desk/cases/{case.case_id}?do=verification")
    held = {cookie["name"]: cookie["value"] for cookie in person.page.context.cookies()}
    pass_half_a_day(county.deployed, OverHttp(county.deployed.port, cookies=held))
    _verify(person.page, words)
    assert person.heading() == "请重新登录"
    person.press("main a.button")
    if not person.page.url.startswith(person.base_url):
        person.find("input[name=username]").fill("lead-justice")
        person.find("input[name=password]").fill(PASSWORD)
        person.press("[type=submit]")
    assert person.path().startswith(f"/desk/cases/{case.case_id}?draft=1")
    assert person.find("#do-verification textarea").input_value() == words
    assert told(county, case, "CaseVerified") == 0
    person.press("#do-verification form button")
    assert told(county, case, "CaseVerified") == 1


def test_a_department_lead_states_its_case_and_another_supervisor_decides(
    sit: SitDown, county: County, desk_county: DeskCounty
) -> None:
    case = desk_county.supervised
    lead = sit("lead-justice", DESK_EN)
    lead.open(f"/desk/cases/{case.case_id}?do=red-lights/1/statement")
    lead.find(".do.open textarea").fill("退单申请已认错，当天已派员。")
    lead.press(".do.open form button")
    assert told(county, case, "CaseStated") == 1
    judge = sit("supervisor-2", DESK_EN)
    judge.open(f"/desk/cases/{case.case_id}?do=red-lights/1/dismissal")
    judge.find(".do.open textarea").fill("整改及时，不予亮红灯。")
    judge.press(".do.open form button")
    assert told(county, case, "RedLightDismissed") == 1


def test_a_supervisor_finds_what_to_decide_and_decides_it(
    sit: SitDown, desk_county: DeskCounty
) -> None:
    case, county = desk_county.asked, desk_county.county
    supervisor = sit("supervisor")
    supervisor.open("/desk/cases?list=decide")
    supervisor.press(f"a[href*='{case.case_id}']")
    supervisor.press(".act-row a.act")
    form = "#do-return-decision"
    supervisor.find(f"{form} [name=accepted][value=no]").check()
    supervisor.find(f"{form} textarea[name=text]").fill("没有法律依据。")
    supervisor.press(f"{form} form button")
    assert told(county, case, "RequestRefused") == 1


def fetched(route: Route) -> APIResponse:
    """What the deployment answers; only browsers know the way to its host's name."""
    place = urlsplit(route.request.url)
    here = place._replace(netloc=f"127.0.0.1:{place.port}").geturl()
    return route.fetch(url=here, headers={**route.request.all_headers(), "host": place.netloc})


def test_the_lights_board_refreshes_itself_until_told_to_stop(sit: SitDown) -> None:
    supervisor, board = sit("supervisor"), "/desk/oversight/board"
    loads: list[str] = []

    def sooner(route: Route) -> None:
        loads.append(route.request.url)
        answer = fetched(route)
        headers = answer.headers
        if "refresh" in headers:
            assert headers["refresh"] == "60"
            headers["refresh"] = "1"
        route.fulfill(response=answer, headers=headers)

    supervisor.page.route(f"**{board}*", sooner)
    supervisor.open(board)
    supervisor.page.wait_for_timeout(1_500)
    assert len(loads) > 1
    supervisor.press("main a[href$='refresh=off']")
    supervisor.page.wait_for_url(f"**{board}?refresh=off")
    stopped = len(loads)
    supervisor.page.wait_for_timeout(1_500)
    assert len(loads) == stopped
    supervisor.press(f"main a[href='{board}']")
    supervisor.page.wait_for_timeout(1_500)
    assert len(loads) > stopped + 1


def test_an_inspector_and_a_leader_find_the_register_and_the_boards_in_the_bar(
    sit: SitDown, desk_county: DeskCounty
) -> None:
    inspector = sit("inspector")
    inspector.open("/desk/cases")
    inspector.press("nav a[href='/desk/oversight/register']")
    assert "周边市某区人民法院" in inspector.find("main").inner_text()
    leader = sit("leader", PHONE_ZH)
    leader.open("/desk/cases?list=decide")
    leader.press("nav a[href='/desk/oversight/special']")
    assert leader.find(f"a[href*='{desk_county.supervised.case_id}']").count() > 0


def test_an_administrator_issues_a_code_and_revokes_it(sit: SitDown) -> None:
    office, caption = sit("administrator"), f"{marker()}海报"
    office.open("/desk/registry/codes")
    office.find("main [name=place][value=poster]").check()
    office.find("[name=caption_zh]").fill(caption)
    office.find("[name=caption_en]").fill("Poster")
    office.press("main form[action='/desk/registry/codes'] button")
    row = f"tr:has-text('{caption}')"
    office.press(f"{row} a[href*='revoke=']")
    office.press("form[action*='/revocation'] button")
    assert office.find(f"{row}.gone").count() == 1
