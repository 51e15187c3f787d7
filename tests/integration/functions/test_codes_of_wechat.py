"""Codes of the WeChat platform for printed codes: made once, by administrators, over the API and at
the console, and drawn for print.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from casework.domain.code import code_id
from casework.domain.staff import Role
from tests.builders import member
from tests.integration.at_wechat import in_wechat, platform
from tests.integration.callers import code_of, signed_in
from tests.integration.county import CENTRE_CODE, REVOKED_CODE
from tests.integration.desk_people import at_the_desk
from tests.integration.drawings import read_codes

if TYPE_CHECKING:
    from tests.integration.callers import Answer
    from tests.integration.desk_people import AtTheDesk
    from tests.integration.house import House

API = "/api/registry/codes"
CODES = "/desk/registry/codes"
CENTRE = code_id(CENTRE_CODE)
ACT = f"{CODES}/{CENTRE}/wechat"
DRAWING = f"{ACT}/svg"
OTHERS = [role for role in Role if role is not Role.ADMINISTRATOR]


def at_work(house: House, role: Role = Role.ADMINISTRATOR) -> AtTheDesk:
    """Somebody of this role with a session."""
    unit = "transport" if role in {Role.HANDLER, Role.DEPARTMENT_LEAD} else "centre"
    return at_the_desk(member(role, unit, id=f"u-{role}"), house.clock.now)


def linked(identity: str = CENTRE, subject: str = "administrator") -> Answer:
    """A code of WeChat, asked for over the API."""
    return signed_in(subject).send("POST", f"{API}/{identity}/wechat")


def test_wechat_leads_to_a_code_by_a_code_of_its_own(house: House) -> None:
    first, second = linked(), linked()
    assert (first.status, first.body) == (200, second.body)
    assert first.json()["wechat_url"].startswith("http://weixin.qq.com/q/")
    listed = signed_in("administrator").get(API).json()["codes"]
    assert [each for each in listed if each["id"] == CENTRE] == [first.json()]
    assert f"/q/{CENTRE_CODE}?from=" in in_wechat(house).scan(CENTRE_CODE).links[0]


@pytest.mark.parametrize("identity", [code_id(REVOKED_CODE), "0" * 16, "x"])
def test_what_is_not_in_use_gets_none(house: House, identity: str) -> None:
    stored = house.stored()
    assert code_of(linked(identity)) == (404, "not_found")
    assert house.stored() == stored


def test_when_the_platform_does_not_make_it_the_code_stays_as_it_was(house: House) -> None:
    stored = house.items()
    platform().troubles.append(45009)
    assert code_of(linked()) == (503, "wechat_unavailable")
    assert house.items() == stored


@pytest.mark.parametrize("subject", ["clerk", "supervisor", "stranger"])
def test_nobody_else_asks_for_it_over_the_api(house: House, subject: str) -> None:
    stored = house.items()
    assert code_of(linked(subject=subject)) == (403, "not_permitted")
    assert house.items() == stored


@pytest.mark.usefixtures("house", "cold_rooms")
def test_without_an_official_account_it_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WECHAT_SECRET_ID")
    assert code_of(linked()) == (404, "not_found")


def test_it_is_made_by_a_form_and_drawn_for_print(house: House) -> None:
    desk = at_work(house)
    assert desk.get(DRAWING).status == 404
    assert f'action="{ACT}"' in desk.get(f"{CODES}?print={CENTRE}").text
    first, second = (desk.post(ACT) for _ in range(2))
    assert first.location == second.location == f"{CODES}?done=linked&of={CENTRE}"
    (address,) = read_codes(desk.get(DRAWING).text)
    assert address.startswith("http://weixin.qq.com/q/")
    assert f'href="{DRAWING}"' in desk.get(f"{CODES}?print={CENTRE}").text


def test_when_the_platform_does_not_make_it_the_page_says_so(house: House) -> None:
    platform().troubles.append(-1)
    page = at_work(house).post(ACT)
    assert page.status == 503
    assert "微信平台暂时没有办理" in page.text


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_asks_for_it_at_the_console(house: House, role: Role) -> None:
    stored = house.items()
    assert at_work(house, role).post(ACT).status == 403
    assert [item for item in house.items() if item["kind"]["S"] == "CODE"] == [
        item for item in stored if item["kind"]["S"] == "CODE"
    ]
