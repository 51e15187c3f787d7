"""Browser tests: Debian's, or whatever Chromium the machine has, at the deployment that the
end-to-end tests use too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.county import County, settle
from tests.browser.desk_county import DeskCounty, settle_the_desk
from tests.browser.desk_people import Staff
from tests.browser.visiting import LAUNCH, SCREENS, Person, Screen, chromium_path, sit_down
from tests.e2e.harness import Deployed, deployed_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def deployed(pytestconfig: pytest.Config) -> Deployed:
    """The deployment of this test run, shared with the end-to-end tests."""
    return deployed_once(pytestconfig)


@pytest.fixture(scope="session")
def county(deployed: Deployed) -> County:
    """A case for each state; a test that changes a case makes its own."""
    return settle(deployed)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all; every person gets a profile of their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=LAUNCH)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def bench(chromium: Browser) -> Iterator[Page]:
    """A page on which scripts run, because axe is one."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def staff(chromium: Browser, deployed: Deployed) -> Staff:
    """Whoever signs in at the console."""
    return Staff(chromium, deployed)


@pytest.fixture(scope="session")
def desk_county(county: County) -> DeskCounty:
    """A case for each state that the console shows; a test that changes a case makes its own."""
    return settle_the_desk(county)


@pytest.fixture(params=SCREENS, ids=[screen.name for screen in SCREENS])
def screen(request: pytest.FixtureRequest) -> Screen:
    """Each window in each language."""
    chosen: Screen = request.param
    return chosen


@pytest.fixture
def person(chromium: Browser, deployed: Deployed, screen: Screen) -> Iterator[Person]:
    """Someone at each screen; nothing but pages may be loaded, and no page may complain."""
    context, someone = sit_down(chromium, screen, deployed.url)
    yield someone
    context.close()
    assert someone.complaints == []
    assert someone.loaded == []
