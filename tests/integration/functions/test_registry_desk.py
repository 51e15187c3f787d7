"""The registry desk: codes are issued, listed, printed and revoked by administrators alone."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp

from casework.domain.code import code_id
from tests.integration.callers import Caller, code_of, signed_in, visitor
from tests.integration.county import CENTRE_CODE, REVOKED_CODE
from tests.integration.drawings import read_codes
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.callers import Answer
    from tests.integration.house import House
    from tests.integration.wire import Wire

CODES = "/api/registry/codes"
API = "https://msb7k3q9f2.execute-api.cn-northwest-1.amazonaws.com.cn"
STATION = {
    "place": "station",
    "caption_zh": "化工园区护航工作站 <扫码即诉>",
    "caption_en": "Chemical park & station",
}


def issued(**changes: Any) -> Answer:
    """A new code, asked for by the administrator."""
    return signed_in("administrator").post_json(CODES, {**STATION, **changes})


def asks(caller: Caller) -> dict[str, Callable[[], Answer]]:
    """One request of every kind that the registry takes."""
    code = f"{CODES}/{code_id(CENTRE_CODE)}"
    return {
        "list": partial(caller.get, CODES),
        "issue": partial(caller.post_json, CODES, STATION),
        "draw": partial(caller.get, f"{code}/svg"),
        "lay out": partial(caller.get, f"{code}/prints/poster/a4/zh"),
        "link": partial(caller.send, "POST", f"{code}/wechat"),
        "revoke": partial(caller.send, "POST", f"{code}/revocation"),
    }


def test_a_new_code_opens_the_filing_form_at_once(house: House) -> None:
    answer = issued()
    code = answer.json()
    assert answer.status == 201
    assert re.fullmatch(rf"{API}/q/[0-9A-HJKMNP-TV-Z]{{20}}", code["url"])
    assert (code["place"], code["caption_en"]) == ("station", "Chemical park & station")
    assert (code["issued_at"], code["revoked_at"]) == (house.clock.now.isoformat(), None)
    assert visitor().get(code["url"].removeprefix(API)).status == 200


def test_no_two_codes_are_alike(house: House) -> None:
    assert len({issued().json()["url"] for _ in range(20)}) == 20


def test_the_list_has_every_code_revoked_ones_too(house: House) -> None:
    new = issued().json()
    listed = signed_in("administrator").get(CODES).json()["codes"]
    states = {code["id"]: code["revoked_at"] for code in listed}
    assert states == {
        code_id(CENTRE_CODE): None,
        code_id(REVOKED_CODE): house.clock.now.isoformat(),
        new["id"]: None,
    }


def test_a_code_is_printed_with_its_captions_and_scans_to_its_address(house: House) -> None:
    code = issued().json()
    answer = signed_in("administrator").get(f"{CODES}/{code['id']}/svg")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert read_codes(answer.text) == [code["url"]]
    drawing = ElementTree.fromstring(answer.text)  # noqa: S314 - our own drawing
    words = " ".join(drawing.itertext())
    assert STATION["caption_zh"] in words
    assert STATION["caption_en"] in words


def test_a_poster_with_the_code_comes_as_pdf_ready_to_print(house: House) -> None:
    code = issued().json()
    answer = signed_in("administrator").get(f"{CODES}/{code['id']}/prints/poster/a4/zh")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-disposition"] == 'inline; filename="poster-a4-zh.pdf"'
    (page,) = pypdfium2.PdfDocument(answer.body)
    drawn = page.render(scale=2).to_pil().convert("RGB")
    assert [found.text for found in zxingcpp.read_barcodes(drawn)] == [code["url"]]
    assert STATION["caption_zh"] in page.get_textpage().get_text_bounded()


@pytest.mark.parametrize("print_", ["banner/a4/zh", "poster/a3/zh", "poster/a4/fr"])
def test_what_is_not_printed_is_refused_and_named(house: House, print_: str) -> None:
    path = f"{CODES}/{code_id(CENTRE_CODE)}/prints/{print_}"
    answer = signed_in("administrator").get(path)
    wanted = {"banner": "form", "a3": "size", "fr": "language"}
    (wrong,) = (name for part, name in wanted.items() if part in print_)
    assert code_of(answer) == (422, "invalid_input")
    assert [field["field"] for field in answer.json()["fields"]] == [f"path.{wrong}"]


@pytest.mark.usefixtures("cold_rooms")
def test_addresses_begin_as_the_deployment_says(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_BASE_URL", "https://msb.example.gov.cn")
    assert issued().json()["url"].startswith("https://msb.example.gov.cn/q/")


def test_a_revoked_code_opens_nothing_any_more_and_stays_revoked_as_it_was(house: House) -> None:
    path = f"{CODES}/{code_id(CENTRE_CODE)}/revocation"
    first = signed_in("administrator").send("POST", path)
    house.clock.advance(hours=1)
    second = signed_in("administrator").send("POST", path)
    assert (first.status, second.status) == (200, 200)
    assert first.body == second.body
    assert visitor().get(f"/q/{CENTRE_CODE}").status == 404


@pytest.mark.parametrize("path", ["svg", "prints/card/a5/en", "revocation"])
def test_a_code_that_is_not_there_is_not_found(house: House, path: str) -> None:
    method = "POST" if path == "revocation" else "GET"
    stored = house.stored()
    answer = signed_in("administrator").send(method, f"{CODES}/0123456789abcdef/{path}")
    assert code_of(answer) == (404, "not_found")
    assert house.stored() == stored


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"place": "moon"}, "body.place"),
        ({"caption_zh": ""}, "body.caption_zh"),
        ({"caption_zh": "长" * 61}, "body.caption_zh"),
        ({"caption_en": "right\u202eleft"}, "body.caption_en"),
        ({"token": CENTRE_CODE}, "body"),
    ],
)
def test_a_code_that_cannot_be_is_refused(house: House, change: dict[str, Any], field: str) -> None:
    stored = house.stored()
    answer = issued(**change)
    assert code_of(answer) == (422, "invalid_input")
    assert [each["field"] for each in answer.json()["fields"]] == [field]
    assert house.stored() == stored


@pytest.mark.parametrize(
    ("caller", "refusal"),
    [
        (Caller(), (401, "not_signed_in")),
        (signed_in("stranger"), (403, "not_permitted")),
        (signed_in("clerk"), (403, "not_permitted")),
        (signed_in("supervisor"), (403, "not_permitted")),
    ],
    ids=["unsigned", "stranger", "clerk", "supervisor"],
)
def test_nobody_but_an_administrator_touches_codes(
    house: House, caller: Caller, refusal: tuple[int, str]
) -> None:
    stored = house.stored()
    answers = {name: code_of(ask()) for name, ask in asks(caller).items()}
    assert answers == dict.fromkeys(answers, refusal)
    assert house.stored() == stored


def test_a_body_over_the_limit_is_refused(house: House) -> None:
    answer = signed_in("administrator").post_json(CODES, b"{" + b" " * 65_536)
    assert code_of(answer) == (413, "body_too_large")


def test_when_the_store_is_away_every_answer_says_so(house: House, wire: Wire) -> None:
    requests = asks(signed_in("administrator"))
    with wire.failing(unreachable("dynamodb")):
        answers = {name: code_of(ask()) for name, ask in requests.items()}
    assert answers == dict.fromkeys(answers, (503, "store_unavailable"))


def test_when_a_write_fails_nothing_is_revoked_or_issued(house: House, wire: Wire) -> None:
    requests = asks(signed_in("administrator"))
    stored = house.stored()
    with wire.failing(unreachable("dynamodb", "PutItem", "UpdateItem")):
        for name in ("issue", "revoke"):
            assert code_of(requests[name]()) == (503, "store_unavailable")
    assert house.stored() == stored
