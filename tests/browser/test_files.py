"""Photos and papers sent from a browser: one by the plain form, several at once by the script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.county import assigned_case
from tests.browser.visiting import DESK_EN, PHONE_ZH, each_width_and_language, sit_down
from tests.e2e.casework import desk
from tests.sample_files import paper, photo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, FilePayload

    from tests.browser.county import County
    from tests.browser.visiting import Person

CHECK_MS = 30_000
"""A check starts a process, and the queue asks for work every few seconds."""

ACCEPTED = {"zh": "附件已通过检查并接收", "en": "Your files were checked and accepted"}
TOO_LARGE = {"zh": "超过25 MB，未上传。", "en": "Larger than 25 MB: not sent."}
PHOTO: FilePayload = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo()}
PAPER: FilePayload = {"name": "合同.pdf", "mimeType": "application/pdf", "buffer": paper()}
PROGRAM: FilePayload = {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"MZ\x90\x00"}
HUGE: FilePayload = {
    "name": "huge.jpg",
    "mimeType": "image/jpeg",
    "buffer": bytes(25 * 1024 * 1024 + 1),
}


@pytest.fixture(params=[PHONE_ZH, DESK_EN], ids=lambda screen: screen.name)
def scripted(request: pytest.FixtureRequest, chromium: Browser, county: County) -> Iterator[Person]:
    """Someone whose browser runs scripts."""
    context, someone = sit_down(chromium, request.param, county.deployed.url, scripts=True)
    yield someone
    context.close()
    assert someone.complaints == []


def until_checked(person: Person, number: int) -> None:
    """Reload, as the page asks for, until so many files are on the list."""
    for _ in range(20):
        if person.find("#state .files li").count() >= number:
            return
        person.page.wait_for_timeout(CHECK_MS / 20)
        person.page.reload()


@each_width_and_language
def test_one_photo_by_the_plain_form(person: Person, county: County) -> None:
    case = assigned_case(county.deployed)
    person.open(f"{case.tracking}/files?lang={person.screen.language}")
    person.find("#file").set_input_files(PHOTO)
    person.submit()
    assert "sent=" in person.path()
    until_checked(person, 1)
    assert ACCEPTED[person.screen.language] in person.find(".notice").inner_text()
    with person.page.expect_download() as opening:
        person.find("#state .files a").click()
    assert opening.value.suggested_filename == "附件1.jpg"
    (kept,) = desk(county.deployed, "clerk").case(case.case_id)["files"]
    assert (kept["state"], kept["media"]) == ("checked", "image/jpeg")
    person.loaded.clear()


def test_several_at_once_each_with_its_progress_and_its_end(
    scripted: Person, county: County
) -> None:
    case = assigned_case(county.deployed)
    scripted.open(f"{case.tracking}/files?lang={scripted.screen.language}")
    assert scripted.find("#file").get_attribute("multiple") is not None
    scripted.find("#file").set_input_files([PHOTO, HUGE, PAPER])
    scripted.find("main button").first.click()
    said = scripted.find("#progress")
    said.get_by_text(TOO_LARGE[scripted.screen.language]).wait_for()
    scripted.find("#state .files li").nth(1).wait_for(timeout=CHECK_MS)
    names = [each["media"] for each in desk(county.deployed, "clerk").case(case.case_id)["files"]]
    assert names == ["image/jpeg", "application/pdf"]


def test_what_is_refused_says_why_without_a_reload(scripted: Person, county: County) -> None:
    case = assigned_case(county.deployed)
    scripted.open(f"{case.tracking}/files?lang={scripted.screen.language}")
    scripted.find("#file").set_input_files(PROGRAM)
    scripted.find("main button").first.click()
    reason = scripted.find("#state .files p")
    reason.wait_for(timeout=CHECK_MS)
    words = {"zh": "不接收这类文件", "en": "This kind of file is not accepted"}
    assert words[scripted.screen.language] in reason.inner_text()


def test_what_is_cancelled_is_not_sent(scripted: Person, county: County) -> None:
    case = assigned_case(county.deployed)
    scripted.open(f"{case.tracking}/files?lang={scripted.screen.language}")
    scripted.page.route("**/files", lambda route: None)  # the network hangs
    scripted.find("#file").set_input_files([PHOTO, PAPER])
    scripted.find("main button").first.click()
    for _ in range(2):
        scripted.find("#progress .stop").first.click()
    assert scripted.find("#progress progress").count() == 0
    assert desk(county.deployed, "clerk").case(case.case_id)["files"] == []
