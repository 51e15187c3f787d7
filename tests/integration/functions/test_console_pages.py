"""The console's pages by role: what each person finds first, what nobody else's address opens, and
what every page carries.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from casework.domain.staff import Role, StaffMember
from tests.integration.console import forms_on, has_a_route, is_a_desk_page, links_on
from tests.integration.copies import copied
from tests.integration.county import CHEMICAL_PARK, LOAN, NOW, STAFF
from tests.integration.desk_people import at_the_desk, words_of
from tests.integration.use_cases import hand

if TYPE_CHECKING:
    from tests.integration.county import Form
    from tests.integration.desk_people import AtTheDesk
    from tests.integration.house import House

LEADER = StaffMember("staff-leader", "领导小组", Role.LEADER, "leading_group", NOW, None)
STRIP = re.compile(r"受理 (\d+) = 直接答复 (\d+) \+ 转办 (\d+) \+ 其他 (\d+) \+ 待分流 (\d+)")
SECRETS = (LOAN.contact_name, LOAN.contact_phone, LOAN.enterprise_name, "13800000000")


def desk(house: House, who: str) -> AtTheDesk:
    return at_the_desk({**STAFF, "leader": LEADER}[who], house.clock.now)


def strip_on(words: str) -> tuple[int, ...]:
    found = STRIP.search(words)
    assert found, words
    return tuple(map(int, found.groups()))


def cases_on(page: str) -> list[str]:
    """The cases of a list, in its order."""
    return list(dict.fromkeys(re.findall(r'href="/desk/cases/([0-9A-Z]{12})"', page)))


def test_each_role_begins_with_its_own_list_and_the_counts_above_it(house: House) -> None:
    led = house.assigned("transport", "justice").case_id
    queued = house.triaged().case_id
    lists = {
        "clerk": ("待分流", [queued]),
        "transport": ("本部门", [led]),
        "justice": ("本部门", [led]),
        "justice-lead": ("本部门", [led]),
        "emergency": ("本部门", []),
        "inspector": ("本部门", []),
        "supervisor": ("待裁定", []),
        "leader": ("待裁定", []),
    }
    for who, (title, cases) in lists.items():
        answer = desk(house, who).get("/desk/cases")
        assert (answer.status, cases_on(answer.text)) == (200, cases), who
        assert f"<h1>{title}</h1>" in answer.text, who
        assert strip_on(words_of(answer)) == (2, 0, 1, 0, 1), who
        assert is_a_desk_page(answer)
    administrator = desk(house, "administrator").get("/desk/cases")
    assert administrator.status == 303
    assert administrator.location.startswith("/desk/registry/")


def test_boards_and_search_open_for_who_oversees_and_for_nobody_else(house: House) -> None:
    opened = {
        "/desk/oversight/board": {"inspector", "supervisor", "leader"},
        "/desk/oversight/special": {"inspector", "supervisor", "leader"},
        "/desk/search": {"clerk", "inspector", "supervisor", "leader"},
        "/desk/intake": {"clerk"},
    }
    people = [*STAFF, "leader"]
    people.remove("tomorrow")
    people.remove("yesterday")
    for path, allowed in opened.items():
        answers = {who: desk(house, who).get(path) for who in people}
        assert {who for who, answer in answers.items() if answer.status == 200} == allowed, path
        refused = [answer for who, answer in answers.items() if who not in allowed]
        assert {answer.status for answer in refused} == {403}
        assert all(is_a_desk_page(answer) for answer in answers.values())


def test_the_board_shows_each_unit_and_its_lights(house: House) -> None:
    case_id = house.assigned("transport").case_id
    house.clock.advance(days=2)
    hand("DeadlineExpiry", {"case_id": case_id})
    answer = desk(house, "supervisor").get("/desk/oversight/board")
    row = re.search(r"<tr>(?:(?!</tr>).)*县交通运输局.*?</tr>", answer.text, re.DOTALL)
    assert row
    told = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", row[0]))
    assert "待核实 1" in told
    assert re.search(r"黄灯 (\S+ )?1", told)
    assert "unit=transport" in row[0]
    assert strip_on(words_of(answer)) == (1, 0, 1, 0, 0)
    listed = desk(house, "supervisor").get("/desk/cases?unit=transport")
    assert len(cases_on(listed.text)) == 1


def test_the_board_has_itself_loaded_again_each_minute_until_told_to_stop(house: House) -> None:
    supervisor, board = desk(house, "supervisor"), "/desk/oversight/board"
    running = supervisor.get(board)
    assert running.headers["refresh"] == "60"
    assert f'href="{board}?refresh=off"' in running.text
    still = supervisor.get(f"{board}?refresh=off")
    assert "refresh" not in still.headers
    assert f'href="{board}"' in still.text
    for path in (board, f"{board}?refresh=off", "/desk/cases"):
        assert "http-equiv" not in supervisor.get(path).text
    assert "refresh" not in supervisor.get("/desk/cases?refresh=60").headers


def test_a_list_is_narrowed_by_its_address_and_the_next_page_keeps_that(house: House) -> None:
    copied(house, house.file().case_id, 26)
    late = house.triaged().case_id
    clerk = desk(house, "clerk")
    first = clerk.get("/desk/cases")
    (following,) = set(re.findall(r'href="(\?[^"]*start=[^"]+)"', first.text))
    second = clerk.get(f"/desk/cases{following.replace('&amp;', '&')}")
    shown = [cases_on(page.text) for page in (first, second)]
    assert [len(cases) for cases in shown] == [25, 3]
    assert len({*shown[0], *shown[1]}) == 28
    assert cases_on(clerk.get("/desk/cases?stage=triage").text) == [late]
    assert cases_on(clerk.get("/desk/cases?stage=assigned").text) == []
    assert len(cases_on(clerk.get("/desk/cases?light=none").text)) == 25
    assert cases_on(clerk.get("/desk/cases?light=yellow").text) == []


HOSTILE = [
    *("", "x", "'\"><script>alert(1)</script>", "../../etc/passwd", "码" * 300, "%00", "a" * 4000),
    *("eyJQSyI6MX0=", "decide:inspection", "@staff-transport", "special:centre", "9" * 5000),
]


@pytest.mark.parametrize("who", ["clerk", "supervisor"])
def test_hostile_addresses_open_a_page_and_say_nothing_back(house: House, who: str) -> None:
    case_id = house.triaged().case_id
    person = desk(house, who)
    of_lists = ("start", "list", "stage", "light", "unit", "lang", "assigned", "refused", "problem")
    of_cases = ("do", "done", "draft", "lang")
    for value in HOSTILE:
        for path, names in (("/desk/cases", of_lists), (f"/desk/cases/{case_id}", of_cases)):
            answer = person.get(f"{path}?{'&'.join(f'{each}={quote(value)}' for each in names)}")
            assert answer.status == 200, (path, value)
            assert "<script>alert" not in answer.text
            assert is_a_desk_page(answer)


def test_what_became_of_cases_is_told_only_of_case_numbers(house: House) -> None:
    told = quote("请致电0530-0000000.not_found,E8MY09Q4P0HG.not_found")
    words = words_of(desk(house, "clerk").get(f"/desk/cases?assigned=0&refused={told}"))
    assert "请致电" not in words
    assert "MSB-E8MY-09Q4-P0HG" in words


def test_a_handler_opens_no_other_units_list_by_its_address(house: House) -> None:
    led = house.assigned("transport").case_id
    for who in ("justice", "justice-lead", "clerk"):
        for place in ("transport", "decide:centre", "@staff-transport"):
            page = desk(house, who).get(f"/desk/cases?unit={quote(place)}")
            assert (page.status, led in page.text) == (200, False)
    assert led in desk(house, "supervisor").get("/desk/cases?unit=transport").text


def test_nobody_finds_a_complaint_about_their_own_unit_on_a_superiors_list(house: House) -> None:
    complaint = house.route(house.file(about("县政法护航工作中心"))).case_id
    assert house.case(complaint).about_bodies == ("centre",)
    supervisor = desk(house, "supervisor")
    asked = "cases?unit=inspection"
    for path in (asked, f"print/{asked}", f"export/{asked}", f"cases/{complaint}"):
        assert complaint[:4] not in supervisor.get(f"/desk/{path}").text, path
    inspector = desk(house, "inspector")
    assert complaint in inspector.get("/desk/cases").text
    assert complaint[:4] in inspector.get("/desk/export/cases").text


def test_an_export_holds_the_list_as_its_page_shows_it(house: House) -> None:
    led = house.assigned("transport").case_id
    house.file()
    own = desk(house, "transport").get("/desk/export/cases")
    assert own.headers["content-type"] == "text/csv; charset=utf-8"
    assert (own.status, own.headers["cache-control"]) == (200, "no-store")
    assert [line.partition(",")[0][:8] for line in own.text.splitlines()[1:]] == [f"MSB-{led[:4]}"]
    assert not any(secret in own.text for secret in SECRETS)
    for who, asked in (("justice", "?unit=transport"), ("inspector", "?unit=transport")):
        assert led[:4] not in desk(house, who).get(f"/desk/export/cases{asked}").text
    assert led[:4] in desk(house, "supervisor").get("/desk/export/cases?unit=transport").text
    assert desk(house, "justice").get("/desk/export/cases?list=special").status == 403
    assert len(desk(house, "clerk").get("/desk/export/cases?stage=triage").text.splitlines()) == 1


def about(body: str) -> Form:

    return replace(
        LOAN,
        what_happened=f"{body}工作人员态度恶劣，推诿扯皮，故意刁难，还索要好处费。",
        category="",
    )


def test_a_case_that_is_not_mine_looks_like_one_that_does_not_exist(house: House) -> None:
    theirs = house.assigned("transport").case_id
    justice = desk(house, "justice")
    missing = justice.get("/desk/cases/000000000000")
    assert (missing.status, is_a_desk_page(missing)) == (404, True)
    for path in (f"/desk/cases/{theirs}", "/desk/cases/x", f"/desk/cases/{theirs}0", "/desk/none"):
        answer = justice.get(path)
        assert (answer.status, answer.text) == (404, missing.text), path
    posted = [
        justice.post(f"/desk/cases/{case}/verification", {"version": "3", "text": "x"})
        for case in (theirs, "000000000000")
    ]
    assert [answer.status for answer in posted] == [404, 404]
    assert posted[0].text == posted[1].text


def test_paper_shows_the_same_cases_and_as_much_of_them(house: House) -> None:
    led = house.assigned("transport", "justice").case_id
    confidential = house.triaged(confidential=True).case_id
    clerk, transport = desk(house, "clerk"), desk(house, "transport")
    listed = clerk.get("/desk/print/cases")
    assert listed.status == 200
    assert f"MSB-{confidential[:4]}" in listed.text
    assert strip_on(words_of(listed)) == (2, 0, 1, 0, 1)
    page = transport.get(f"/desk/print/cases/{led}")
    assert (page.status, LOAN.enterprise_name in page.text) == (200, True)
    assert forms_on(page.text) == {}
    assert transport.get(f"/desk/print/cases/{confidential}").status == 404
    assert all(is_a_desk_page(each) for each in (listed, page))


def test_every_link_and_form_of_every_page_leads_to_a_page_of_ours(house: House) -> None:
    house.file(CHEMICAL_PARK)
    case_id = house.assigned("transport", "justice").case_id
    house.clock.advance(days=4)
    house.pump.sweep()
    house.pump.carry()
    pages = ("/desk/cases", f"/desk/cases/{case_id}", "/desk/search", "/desk/intake")
    boards = ("/desk/oversight/board", "/desk/oversight/special", "/desk/cases?list=triage")
    dead = set()
    for who in ("clerk", "transport", "supervisor", "leader"):
        person = desk(house, who)
        for path in (*pages, *boards):
            text = person.get(path).text
            dead |= {link for link in links_on(text) if not has_a_route("GET", bare(link))}
            forms = {form.action for form in forms_on(text).values() if form.method == "post"}
            dead |= {action for action in forms if not has_a_route("POST", bare(action))}
    assert dead == set()


def bare(link: str) -> str:
    return link.partition("?")[0]


def test_the_language_that_an_address_asks_for_stays(house: House) -> None:
    person = desk(house, "clerk")
    asked = person.get("/desk/cases?lang=en")
    assert 'lang="en"' in asked.text
    (kept,) = asked.cookies
    assert kept.startswith("lang=en; ") or "=en;" in kept
    again = person.get(
        "/desk/cases", cookie=f"{person.caller.headers['cookie']}; {kept.split(';')[0]}"
    )
    assert '<html lang="en">' in again.text
    assert '<html lang="zh-CN">' in person.get("/desk/cases").text


def test_no_address_on_any_page_names_anybody(house: House) -> None:
    case_id = house.assigned("transport").case_id
    for path in ("/desk/cases", f"/desk/cases/{case_id}"):
        text = desk(house, "transport").get(path).text
        assert LOAN.enterprise_name in text or path == "/desk/cases"
        links = " ".join(re.findall(r'(?:href|action)="((?!tel:)[^"]*)"', text))
        assert not any(secret in links for secret in SECRETS)
