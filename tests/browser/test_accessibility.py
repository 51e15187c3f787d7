"""axe-core finds nothing serious on any page; and it would, were there anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from tests.browser.pages import PAGES
from tests.browser.visiting import DESK_EN, PHONE_ZH, Person, Screen, sit_down

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.browser.county import County
    from tests.e2e.harness import Deployed

GRAVE = {"serious", "critical"}


@pytest.fixture(params=[PHONE_ZH, DESK_EN], ids=["phone-zh", "desk-en"])
def reader(
    chromium: Browser, deployed: Deployed, request: pytest.FixtureRequest
) -> Iterator[Person]:
    """Someone whose browser runs scripts, because axe is one; the pages have none."""
    screen: Screen = request.param
    context, person = sit_down(chromium, screen, deployed.url, scripts=True)
    yield person
    context.close()


def findings(person: Person) -> dict[str, list[str]]:
    """Places by rule, for the rules that axe calls serious or critical."""
    violations = Axe().run(person.page).response["violations"]
    return {
        violation["id"]: [node["html"] for node in violation["nodes"]]
        for violation in violations
        if violation["impact"] in GRAVE
    }


@pytest.mark.parametrize("name", PAGES)
def test_nothing_keeps_anybody_from_using_a_page(reader: Person, county: County, name: str) -> None:
    PAGES[name](reader, county)
    assert findings(reader) == {}


def test_a_fault_would_be_found(reader: Person) -> None:
    reader.page.set_content('<html lang="zh"><title>x</title><main><h1>x</h1><input></main>')
    assert list(findings(reader)) == ["label"]
