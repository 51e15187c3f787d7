"""The register of contacts with judicial organs: what the platform sends stands there by itself."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from tests.integration.county import STAFF
from tests.integration.desk_people import at_the_desk, words_of

if TYPE_CHECKING:
    from tests.integration.house import House


def test_a_letter_to_a_court_stands_in_the_register_and_its_export(house: House) -> None:
    house.assigned("court", "justice")
    house.live(days=3)
    desk = at_the_desk(STAFF["supervisor"], house.clock.now)
    shown = words_of(desk.get("/desk/oversight/register"))
    assert "2026-03-14 · 发函 · 县人民法院" in shown
    assert "平台发函：县政法护航工作中心〔2026〕1号" in shown
    _, *lines = csv.reader(desk.get("/desk/oversight/register.csv").text.splitlines())
    assert [line[3] for line in lines] == ["县人民法院"]
