"""What leads nowhere says the same, to the byte, whyever it leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from casework.domain.tokens import CASE_ID_LENGTH, SECRET_LENGTH
from tests.e2e.asking import Asker, Reply
from tests.e2e.casework import FILING, blank_form, file_case

if TYPE_CHECKING:
    from tests.e2e.harness import Deployed

UNKNOWN_CODE = "0" * SECRET_LENGTH
MALFORMED = ("x", "0", "0" * 400, "..%2F", "%E7%A0%81", "%00", f"{UNKNOWN_CODE}/more", "%3Cb%3E")
OVER_THE_LIMIT = b"what_happened=" + b"a" * (64 * 1024)


@pytest.fixture(scope="module")
def revoked(deployed: Deployed) -> str:
    """The path of a code that opened a form until an administrator revoked it."""
    office = Asker(deployed, deployed.token("administrator"))
    wanted = {"place": "poster", "caption_zh": "旧海报", "caption_en": "Old poster"}
    issued = office.post_json("/api/registry/codes", wanted)
    assert issued.status == 201
    path = f"/q/{issued.json()['url'].rpartition('/')[2]}"
    assert Asker(deployed).get(path).status == 200
    gone = office.post_json(f"/api/registry/codes/{issued.json()['id']}/revocation", {})
    assert (gone.status, gone.json()["revoked_at"] is None) == (200, False)
    return path


@pytest.fixture(scope="module")
def nowhere(deployed: Deployed) -> Reply:
    """What a code that was never issued gets."""
    return Asker(deployed).get(f"/q/{UNKNOWN_CODE}")


def test_an_unknown_code_gets_a_page_that_says_what_to_do(nowhere: Reply) -> None:
    assert nowhere.status == 404
    assert nowhere.headers["content-type"] == "text/html; charset=utf-8"
    assert "电话" in nowhere.body.decode()


def test_a_revoked_code_answers_as_if_it_had_never_been(
    deployed: Deployed, revoked: str, nowhere: Reply
) -> None:
    phone = Asker(deployed)
    assert phone.get(revoked).lasting() == nowhere.lasting()
    form = blank_form(deployed)
    assert phone.post_form(revoked, form).lasting() == nowhere.lasting()
    assert phone.post_form(revoked, {}).lasting() == nowhere.lasting()
    assert phone.post_form(f"/q/{UNKNOWN_CODE}", form).lasting() == nowhere.lasting()


@pytest.mark.parametrize("malformed", MALFORMED)
@pytest.mark.parametrize("page", ["q", "t", "e"])
def test_a_malformed_code_or_token_answers_the_same(
    deployed: Deployed, nowhere: Reply, page: str, malformed: str
) -> None:
    phone = Asker(deployed)
    assert phone.get(f"/{page}/{malformed}").lasting() == nowhere.lasting()
    assert phone.post_form(f"/{page}/{malformed}", FILING).lasting() == nowhere.lasting()


@pytest.mark.parametrize("page", ["t", "e"])
def test_the_number_of_a_real_case_opens_nothing_without_its_secret(
    deployed: Deployed, nowhere: Reply, page: str
) -> None:
    real, phone = file_case(deployed).case_id, Asker(deployed)
    secret = "0" * SECRET_LENGTH
    for token in (f"{real}-{secret}", f"{'0' * CASE_ID_LENGTH}-{secret}"):
        assert phone.get(f"/{page}/{token}").lasting() == nowhere.lasting()
        answer = phone.post_form(f"/{page}/{token}", {"text": "x", "grade": "satisfied"})
        assert answer.lasting() == nowhere.lasting()


def test_the_tracking_secret_does_not_rate_and_the_receipt_needs_it(
    deployed: Deployed, nowhere: Reply
) -> None:
    case, phone = file_case(deployed), Asker(deployed)
    assert phone.get(f"/e/{case.token}").lasting() == nowhere.lasting()
    assert phone.get(f"/t/{case.case_id}-{'0' * SECRET_LENGTH}/filed").lasting() == (
        nowhere.lasting()
    )


def test_a_body_over_the_limit_is_refused_on_pages_and_in_the_api(deployed: Deployed) -> None:
    asker = Asker(deployed, deployed.token("clerk"))
    case = file_case(deployed)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for path in (deployed.seeded.filing_path, case.tracking, f"/e/{case.token}"):
        assert asker.send("POST", path, OVER_THE_LIMIT, form).status == 413
    for path in (f"/api/desk/cases/{case.case_id}/answer", "/api/registry/codes"):
        reply = asker.post_json(path, {"text": "a" * 70_000})
        assert (reply.status, reply.json()["code"]) == (413, "body_too_large")
