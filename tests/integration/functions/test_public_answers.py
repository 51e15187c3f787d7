"""What every answer to the public carries, whatever it says: nothing is cached, leaked, loaded or
remembered.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.integration.callers import visitor
from tests.integration.county import CENTRE_CODE, CHEMICAL_PARK, LOAN, UNKNOWN_CODE
from tests.integration.house import Link, filled
from tests.integration.stack import rooms
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.callers import Answer, Caller
    from tests.integration.house import House
    from tests.integration.wire import Wire

FORM = f"/q/{CENTRE_CODE}"
CARRIED = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex, nofollow",
}
BLANK = {"cache-control": "private, no-cache"}
"""Of the form with nothing in it: the back button shows it again, key and all."""

LARGEST_ON_THE_WIRE = 15 * 1024


def answers(house: House, wire: Wire, phone: Caller) -> dict[str, Answer]:
    """One answer of every kind that the public rooms give."""
    key = house.form_key()
    link = Link.of(phone.post(FORM, filled(LOAN, key)))
    done = house.resolved()
    rating = house.rating_path(done)
    asked: dict[str, Callable[[], Answer]] = {
        "form": partial(phone.get, FORM),
        "form with errors": partial(phone.post, FORM, {"form_key": key}),
        "filed again": partial(phone.post, FORM, filled(LOAN, key)),
        "already filed": partial(phone.post, FORM, filled(CHEMICAL_PARK, key)),
        "receipt": partial(phone.get, f"{link.path}/filed"),
        "tracking": partial(phone.get, done.path),
        "addition with errors": partial(phone.post, link.path, {"text": ""}),
        "text": partial(phone.get, f"{link.path}?text=0001.0"),
        "too early to rate": partial(phone.get, rating_of(link)),
        "rating": partial(phone.get, rating),
        "rating with errors": partial(phone.post, rating, {}),
        "rated": partial(phone.post, rating, {"grade": "satisfied"}),
        "rated before": partial(phone.post, rating, {"grade": "satisfied"}),
        "thanks": partial(phone.get, rating),
        "nowhere": partial(phone.get, f"/q/{UNKNOWN_CODE}"),
        "too large": partial(phone.post, FORM, b"a" * 70_000),
    }
    found = {name: ask() for name, ask in asked.items()}
    with wire.failing(unreachable("dynamodb")):
        found["away"] = phone.get(FORM)
        found["form away"] = phone.post(FORM, filled(LOAN, key))
        rooms()["ScanIntakeFunction"].room.cache_clear()
        found["bare"] = phone.get(FORM)
    return found


def rating_of(link: Link) -> str:
    """The rating address of a case whose page does not offer it yet."""
    mint = rooms()["EvaluationCaptureFunction"].room().mint
    return f"/e/{mint.rating_token(link.case_id)}"


GIVEN: dict[str, Answer] = {}


@pytest.fixture
def given(request: pytest.FixtureRequest) -> dict[str, Answer]:
    """The answers, asked for once: they do not change by being looked at."""
    if not GIVEN:
        house, wire = request.getfixturevalue("house"), request.getfixturevalue("wire")
        GIVEN.update(answers(house, wire, visitor()))
    return GIVEN


def test_every_answer_has_the_status_that_its_kind_has(given: dict[str, Answer]) -> None:
    statuses: dict[int, set[str]] = {}
    for name, answer in given.items():
        statuses.setdefault(answer.status, set()).add(name)
    assert statuses == {
        200: {"form", "receipt", "tracking", "text", "too early to rate", "rating", "thanks"},
        303: {"filed again", "rated"},
        404: {"nowhere"},
        409: {"already filed", "rated before"},
        413: {"too large"},
        422: {"form with errors", "addition with errors", "rating with errors"},
        503: {"away", "form away", "bare"},
    }


def test_no_answer_but_the_blank_form_may_be_kept_and_none_sniffed_indexed_or_named_elsewhere(
    given: dict[str, Answer],
) -> None:
    for name, answer in given.items():
        expected = CARRIED | (BLANK if name == "form" else {})
        assert {key: answer.headers.get(key) for key in CARRIED} == expected, name


def test_no_answer_sets_a_cookie(given: dict[str, Answer]) -> None:
    assert [answer.cookies for answer in given.values()] == [[]] * len(given)
    assert all("set-cookie" not in answer.headers for answer in given.values())


def test_the_content_policy_of_every_page_allows_its_own_style_and_nothing_else(
    given: dict[str, Answer],
) -> None:
    pages = [answer for name, answer in given.items() if answer.status != 303 and name != "bare"]
    assert len(pages) == len(given) - 3
    for page in pages:
        (style,) = re.findall(r"<style>(.*?)</style>", page.text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert page.headers["content-security-policy"] == (
            f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'"
        )


def test_no_page_loads_anything_or_runs_a_script(given: dict[str, Answer]) -> None:
    for name, answer in given.items():
        assert re.findall(r'<script|\son\w+=|src="|url\(|style="|@import', answer.text) == [], name
        linked = re.findall(r'<link[^>]*href="([^"]*)"', answer.text)
        assert all(each.startswith("data:image/svg+xml,") for each in linked), name


def test_every_page_is_compressed_and_small_on_the_wire(given: dict[str, Answer]) -> None:
    pages = {name: answer for name, answer in given.items() if answer.status != 303}
    assert {answer.headers["content-encoding"] for answer in pages.values()} == {"gzip"}
    sizes = {name: len(answer.body) for name, answer in pages.items()}
    assert {name: size for name, size in sizes.items() if size > LARGEST_ON_THE_WIRE} == {}


@pytest.mark.parametrize("accepted", ["identity", "br", "gzip;q=0", ""])
def test_a_browser_that_does_not_take_gzip_gets_plain_text(house: House, accepted: str) -> None:
    answer = visitor(accept_encoding=accepted).get(FORM)
    assert "content-encoding" not in answer.headers
    assert answer.body.startswith(b"<!doctype html>")


def test_redirects_stay_on_the_site_and_have_no_body(given: dict[str, Answer]) -> None:
    for name in ("filed again", "rated"):
        assert re.fullmatch(r"/[te]/[^/].*", given[name].location)
        assert given[name].body == b""
