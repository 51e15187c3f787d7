"""Filing from a printed code to the receipt, with every mistake on the way that people make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.pages import TYPED
from tests.browser.visiting import DESK_ZH, FILED, decode, each_width_and_language, sit_down
from tests.e2e.asking import Asker
from tests.e2e.casework import marker, texts_with

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.county import County
    from tests.browser.visiting import Person
    from tests.e2e.harness import Deployed

CREDIT_CODE = "91371724MA3C0R4X1Y"
FORM_TITLE = {"zh": "企业遇到难事，在这里说", "en": "Trouble running your business? Tell us here"}
RECEIVED = {"zh": "诉求已收到", "en": "We have your case"}
NUMBER = re.compile(r"MSB(-[0-9A-HJKMNP-TV-Z]{4}){3}")


@pytest.fixture(scope="module")
def printed(chromium: Browser, deployed: Deployed) -> bytes:
    """A photograph of the service centre's code as an administrator prints it."""
    office = Asker(deployed, deployed.token("administrator"))
    codes = office.get("/api/registry/codes").json()["codes"]
    (centre,) = (code["id"] for code in codes if code["url"] == deployed.filing_url)
    drawing = office.get(f"/api/registry/codes/{centre}/svg").body.decode()
    context, printer = sit_down(chromium, DESK_ZH, deployed.url)
    printer.page.set_content(f'<body style="width:420px">{drawing}</body>')
    picture = printer.find("svg").screenshot()
    context.close()
    return picture


def test_the_printed_code_opens_the_form_in_the_language_of_the_phone(
    person: Person, printed: bytes
) -> None:
    address = decode(printed)
    assert urlsplit(address).netloc == urlsplit(person.base_url).netloc
    response = person.page.goto(address)
    assert response is not None
    assert response.status == 200
    assert person.heading() == FORM_TITLE[person.screen.language]


def test_a_case_is_filed_and_found_again_by_link_and_by_code(
    person: Person, county: County
) -> None:
    words = marker()
    person.open(county.filing)
    person.fill(TYPED | {"what_happened": f"{words}\n借款到期不还。"})
    person.find("details > summary").first.click()
    person.find("#category").select_option("contract_debt")
    person.find("#township").select_option("dushan")
    person.fill({"credit_code": CREDIT_CODE})
    person.submit()
    assert person.heading() == RECEIVED[person.screen.language]
    number = NUMBER.search(person.find(".number").inner_text())
    assert number
    link = person.find("a.link").inner_text()
    assert decode(person.find(".scan svg").screenshot()) == link
    person.page.goto(link)
    assert number[0] in person.find(".over").inner_text()
    person.find(f"{FILED} > summary").click()
    assert words in person.find(FILED).inner_text()
    assert texts_with(county.deployed, words) == 1


def test_wrong_input_is_summed_up_with_links_to_the_fields_and_nothing_typed_is_lost(
    person: Person, county: County
) -> None:
    wrong = {
        "what_happened": "不",
        "contact_name": "王先生",
        "contact_phone": "12345",
        "credit_code": "91371724MA3C0R4X1A",
    }
    person.open(county.filing)
    person.find("details > summary").first.click()
    person.fill(wrong)
    person.find("#confidential").check()
    person.submit()
    assert person.focused() == "div.summary"
    blamed = ["what_happened", "enterprise_name", "contact_phone", "credit_code"]
    links = person.find(".summary a")
    assert [link.get_attribute("href") for link in links.all()] == [f"#{name}" for name in blamed]
    for link, name in zip(links.all(), blamed, strict=True):
        link.click()
        assert person.focused() == name
        assert person.find(f"#{name}").get_attribute("aria-invalid") == "true"
        assert person.find(f"#{name}-error").is_visible()
    kept = {name: person.find(f"#{name}").input_value() for name in wrong}
    assert kept == wrong
    assert person.find("#confidential").is_checked()


@each_width_and_language
def test_a_mistake_put_right_files_the_case(person: Person, county: County) -> None:
    words = marker()
    person.open(county.filing)
    person.fill(TYPED | {"what_happened": f"{words}，请帮忙。", "contact_phone": "1380000"})
    person.submit()
    assert person.find(".summary a").count() == 1
    person.fill({"contact_phone": TYPED["contact_phone"]})
    person.submit()
    assert person.heading() == RECEIVED[person.screen.language]
    assert texts_with(county.deployed, words) == 1


@each_width_and_language
def test_markup_and_foreign_scripts_are_shown_as_typed_and_never_run(
    person: Person, county: County
) -> None:
    hostile = "<script>document.title='x'</script><b>粗</b> & \"引号\" {{ 7*7 }} 𠮷 مرحبا"
    person.open(county.filing)
    person.fill(TYPED | {"what_happened": hostile})
    person.submit()
    person.page.goto(person.find("a.link").inner_text())
    person.find(f"{FILED} > summary").click()
    assert hostile in person.find(f"{FILED} .written").inner_text()
    assert person.find("main script").count() == 0
    assert person.page.title() != "x"


@each_width_and_language
@pytest.mark.parametrize(
    "place", ["filing", "receipt", "assigned", "resolved", "rating", "rated", "nowhere"]
)
def test_the_language_switch_keeps_its_place(person: Person, county: County, place: str) -> None:
    person.open(
        {
            "filing": county.filing,
            "receipt": f"{county.assigned.tracking}/filed",
            "assigned": county.assigned.tracking,
            "resolved": county.resolved.tracking,
            "rating": county.rating(county.resolved),
            "rated": county.rating(county.rated),
            "nowhere": "/q/nowhere",
        }[place]
    )
    path = person.path()
    heading = person.heading()
    other = {"zh": "en", "en": "zh"}[person.screen.language]
    person.press(".masthead a")
    assert person.path() == f"{path}?lang={other}"
    assert person.find("html").get_attribute("lang") == {"zh": "zh-CN", "en": "en"}[other]
    assert person.heading() != heading
    person.press(".masthead a")
    assert person.heading() == heading


@each_width_and_language
def test_the_language_stays_through_the_whole_of_a_filing(person: Person, county: County) -> None:
    other = {"zh": "en", "en": "zh"}[person.screen.language]
    person.open(county.filing)
    person.press(".masthead a")
    person.submit()
    assert person.find("html").get_attribute("lang") == {"zh": "zh-CN", "en": "en"}[other]
    person.fill(TYPED)
    person.submit()
    assert person.heading() == RECEIVED[other]
    person.press("main a.button")
    assert person.find("html").get_attribute("lang") == {"zh": "zh-CN", "en": "en"}[other]
