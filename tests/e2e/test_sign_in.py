"""Staff sign in at the engine's own hosted page, over HTTP, and out again."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from casework.adapters.dynamodb.codec import load
from casework.adapters.dynamodb.keys import session_pk
from casework.domain.session import StaffSession, key_of_token
from infra.local.accounts import PASSWORD
from infra.local.after_deploy import DOMAIN
from infra.local.sign_in import way_back

if TYPE_CHECKING:
    from tests.e2e.harness import Deployed

START = "/sign-in/start?to=%2Fdesk%2Fcases%3Funit%3Dcentre"
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "null"}


@dataclass
class Browser:
    """Keeps the cookies of one host, every answer's every one."""

    deployed: Deployed
    cookies: dict[str, str] = field(default_factory=dict)

    def send(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """One request; its status and where it leads."""
        connection = http.client.HTTPConnection("127.0.0.1", self.deployed.port, timeout=60)
        headers = {"Host": f"{DOMAIN}:{self.deployed.port}", "User-Agent": "e2e"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = urlencode(form).encode() if form is not None else None
        try:
            connection.request(method, path, body, headers | (FORM if form is not None else {}))
            answer = connection.getresponse()
            answer.read()
            for name, text in answer.getheaders():
                if name.lower() == "set-cookie":
                    self._keep(text)
            return answer.status, answer.getheader("Location", "")
        finally:
            connection.close()

    def _keep(self, text: str) -> None:
        pair, *attributes = text.split("; ")
        name, _, value = pair.partition("=")
        if "Max-Age=0" in attributes:
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value


def stored(browser: Browser) -> tuple[StaffSession, str]:
    """The session of a browser as the table has it, and when it ended."""
    key = session_pk(str(key_of_token(browser.cookies["session"])))
    item = browser.deployed.deployment.engine.client("dynamodb").get_item(
        TableName=browser.deployed.deployment.product.outputs["TableName"],
        Key={"PK": {"S": key}, "SK": {"S": "SESSION"}},
    )["Item"]
    return load(item["data"]["S"], StaffSession), item.get("ended_at", {}).get("S", "")


def signed_in(deployed: Deployed, username: str) -> Browser:
    """Somebody who has been to the hosted page and back."""
    browser = Browser(deployed)
    status, address = browser.send("GET", START)
    assert status == 303
    returned = urlsplit(way_back(address, (username, PASSWORD)))
    assert returned.path == "/sign-in/return"
    outcome = browser.send("GET", f"{returned.path}?{returned.query}")
    assert outcome == (303, "/desk/cases?unit=centre")
    return browser


def test_a_clerk_signs_in_at_the_hosted_page_and_out_again(deployed: Deployed) -> None:
    browser = signed_in(deployed, "clerk")
    assert list(browser.cookies) == ["session"]
    session, ended_at = stored(browser)
    assert (session.staff_id, session.role, session.unit) == ("clerk", "clerk", "centre")
    assert ended_at == ""
    cookies = dict(browser.cookies)
    form = {"csrf": session.csrf_token}
    assert browser.send("POST", "/sign-in/end", form) == (303, "/sign-in/ended")
    assert browser.cookies == {}
    browser.cookies = cookies
    assert stored(browser)[1] != ""
    assert browser.send("GET", "/sign-in/ended")[0] == 200


def test_a_return_is_good_once_and_in_its_own_browser_alone(deployed: Deployed) -> None:
    browser, stranger = Browser(deployed), Browser(deployed)
    _, address = browser.send("GET", START)
    returned = urlsplit(way_back(address, ("clerk", PASSWORD)))
    back = f"{returned.path}?{returned.query}"
    assert stranger.send("GET", back) == (422, "")
    assert browser.send("GET", back)[0] == 303
    assert browser.send("GET", back) == (422, "")


def test_every_account_of_a_local_run_has_a_post(deployed: Deployed) -> None:
    for username, unit in (("lead-transport", "transport"), ("supervisor-2", "centre")):
        assert stored(signed_in(deployed, username))[0].unit == unit
    assert stored(signed_in(deployed, "leader"))[0].role == "leader"
