"""Staff at a screen: signed in at the identity provider's page, the session's cookie in a browser
that looks like the one it was given to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from infra.local.console import Browser as OverHttp
from infra.local.console import sign_in
from tests.browser.visiting import Person, Screen, sit_down, user_agent

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

    from tests.e2e.harness import Deployed


@dataclass
class Staff:
    """Everybody who has signed in so far, once for the whole test run."""

    chromium: Browser
    deployed: Deployed
    _browsers: dict[str, OverHttp] = field(default_factory=dict)

    def sit_down(
        self, username: str, screen: Screen, *, scripts: bool = False, anew: bool = False
    ) -> tuple[BrowserContext, Person]:
        """One of the seeded accounts before the console; `anew` with a session of its own."""
        held = self._sign_in(username) if anew else self.over_http(username)
        context, person = sit_down(
            self.chromium, screen, self.deployed.url, scripts=scripts, agent=held.user_agent
        )
        context.add_cookies(
            [
                {
                    "name": "session",
                    "value": held.cookies["session"],
                    "url": self.deployed.url,
                    "httpOnly": True,
                    "sameSite": "Lax",
                }
            ]
        )
        return context, person

    def over_http(self, username: str) -> OverHttp:
        """The same session as a program has it."""
        if username not in self._browsers:
            self._browsers[username] = self._sign_in(username)
        return self._browsers[username]

    def _sign_in(self, username: str) -> OverHttp:
        browser = OverHttp(self.deployed.port, user_agent=user_agent(self.chromium))
        sign_in(self.deployed.deployment, username, browser=browser)
        return browser
