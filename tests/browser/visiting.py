"""People at a screen: a phone of 320 pixels or a desk of 1280, in one of the two languages, without
JavaScript, and an eye on whatever a page loads or complains about.
"""

from __future__ import annotations

import re
import secrets
import shutil
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Locator,
        Page,
        Request,
        Response,
    )

LAUNCH = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""For a machine without a screen, a second account or a way out of it."""

PATIENCE_MS = 15_000

FILED = "details:has(.written)"
"""Where a tracking page shows what was filed."""

NAMES = ("chromium", "chromium-browser", "google-chrome")

_OWN_STATUS = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d.*")


@dataclass(frozen=True, slots=True)
class Screen:
    """A window in CSS pixels, and the language that its browser asks for."""

    name: str
    width: int
    height: int
    locale: str

    @property
    def language(self) -> str:
        """The language as our addresses and forms name it."""
        return self.locale.partition("-")[0]


PHONE_ZH = Screen("phone-zh", 320, 640, "zh-CN")
PHONE_EN = Screen("phone-en", 320, 640, "en")
DESK_ZH = Screen("desk-zh", 1280, 800, "zh-CN")
DESK_EN = Screen("desk-en", 1280, 800, "en")
SCREENS = (PHONE_ZH, PHONE_EN, DESK_ZH, DESK_EN)

each_width_and_language = pytest.mark.parametrize(
    "screen", [PHONE_ZH, DESK_EN], ids=lambda screen: screen.name
)
"""For what does not differ between the other two: each width once, each language once."""


@dataclass(slots=True)
class Person:
    """Someone at a screen; `complaints` and `loaded` stay empty as long as all is well."""

    page: Page
    screen: Screen
    base_url: str
    complaints: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    """Addresses that forms were sent to, in order."""

    def open(self, path: str) -> Response:
        """Go to a page of the site, as by a link from elsewhere."""
        response = self.page.goto(self.base_url + path)
        assert response is not None
        return response

    def find(self, selector: str) -> Locator:
        """What stands on the page."""
        return self.page.locator(selector)

    def fill(self, fields: dict[str, str]) -> None:
        """Type into fields, by id."""
        for name, text in fields.items():
            self.find(f"#{name}").fill(text)

    def press(self, selector: str) -> None:
        """Press the first such link or button, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            self.find(selector).first.click()

    def submit(self) -> None:
        """Press the page's first button."""
        self.press("main button")

    def go_back(self) -> None:
        """Press the browser's back button."""
        self.page.go_back()

    def heading(self) -> str:
        """What the page says first."""
        return self.find("h1").inner_text()

    def focused(self) -> str:
        """The id of what has the focus, or else its tag and classes."""
        found: str = self.page.evaluate(
            "(e => e.id || [e.localName, ...e.classList].join('.'))(document.activeElement)"
        )
        return found

    def path(self) -> str:
        """Where the person is, without scheme and host."""
        return self.page.url.removeprefix(self.base_url)


def chromium_path() -> str:
    """The machine's Chromium; fails the test run with what to install when there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("no Chromium on this machine: install the package chromium")
    return found


def user_agent(browser: Browser) -> str:
    """How this Chromium looks as nobody else's: filings are counted by network and browser, and a
    session is good in its own browser alone.
    """
    engine = "AppleWebKit/537.36 (KHTML, like Gecko)"
    chrome = f"Chrome/{browser.version} Safari/537.36"
    return f"Mozilla/5.0 (X11; Linux x86_64) {engine} {chrome} Tests/{secrets.token_hex(8)}"


def sit_down(
    browser: Browser,
    screen: Screen,
    base_url: str,
    *,
    scripts: bool = False,
    agent: str | None = None,
) -> tuple[BrowserContext, Person]:
    """A fresh browser profile; `scripts` for pages that have one, and for what a test itself has to
    run asynchronously.
    """
    context = browser.new_context(
        viewport={"width": screen.width, "height": screen.height},
        locale=screen.locale,
        timezone_id="Asia/Shanghai",
        java_script_enabled=scripts,
        user_agent=agent or user_agent(browser),
        has_touch=screen.width < 600,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    person = Person(context.new_page(), screen, base_url)
    _watch(person)
    return context, person


def decode(picture: bytes) -> str:
    """What the one code in a picture says, read as a scanner reads it."""
    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(picture)))
    return found.text


def _watch(person: Person) -> None:
    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not _OWN_STATUS.fullmatch(message.text):
            person.complaints.append(message.text)

    def see(request: Request) -> None:
        if request.resource_type != "document" or not request.url.startswith(person.base_url):
            person.loaded.append(request.url)
        if request.method == "POST":
            person.posts.append(request.url.removeprefix(person.base_url))

    person.page.on("console", hear)
    person.page.on("pageerror", lambda error: person.complaints.append(str(error)))
    person.page.on("request", see)
