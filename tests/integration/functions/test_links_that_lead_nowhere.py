"""Unknown, revoked and malformed codes, tokens and paths: one answer, byte for byte, in both public
rooms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from casework.web.wording import wording
from tests.integration.callers import visitor
from tests.integration.county import CENTRE_CODE, LOAN, REVOKED_CODE, UNKNOWN_CODE
from tests.integration.house import filled

if TYPE_CHECKING:
    from tests.integration.house import House

LEADING_NOWHERE = [
    f"/q/{UNKNOWN_CODE}",
    f"/q/{REVOKED_CODE}",
    f"/q/{CENTRE_CODE[:-1]}",
    f"/q/{CENTRE_CODE.lower()}",
    f"/q/{CENTRE_CODE}/",
    f"/q/{CENTRE_CODE}%00",
    "/q/",
    "/q/x/y",
    "/q/..%2f..%2fetc",
    "/q/二维码",
    "/t/AAAAAAAAAAAA-AAAAAAAAAAAAAAAAAAAA",
    "/t/AAAAAAAAAAAA",
    "/t/AAAAAAAAAAAA-AAAAAAAAAAAAAAAAAAAA/filed",
    "/t/AAAAAAAAAAAA-AAAAAAAAAAAAAAAAAAAA?text=0001.0",
    "/t/AAAAAAAAAAAA-AAAAAAAAAAAAAAAAAAAA/other",
    "/e/AAAAAAAAAAAA-AAAAAAAAAAAAAAAAAAAA",
    "/e/-",
]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_whatever_leads_nowhere_gets_one_and_the_same_answer(house: House, method: str) -> None:
    known = visitor().get(f"/q/{UNKNOWN_CODE}")
    fields = filled(LOAN, house.form_key()) | {"grade": "satisfied", "text": "有借条"}
    body = urlencode(fields).encode() if method == "POST" else b""
    answers = {path: visitor().send(method, path, body=body) for path in LEADING_NOWHERE}
    assert known.status == 404
    assert wording("zh")("This link leads nowhere") in known.text
    assert {path: answer for path, answer in answers.items() if answer != known} == {}


def test_a_link_with_a_right_case_and_a_wrong_secret_betrays_nothing(house: House) -> None:
    link = house.file()
    guess = f"{link.case_id}-{'A' * 20}"
    unknown = visitor().get(f"/t/{UNKNOWN_CODE}")
    for path in (f"/t/{guess}", f"/t/{guess}/filed", f"/e/{guess}", f"/e/{link.token}"):
        assert visitor().get(path).body == unknown.body
