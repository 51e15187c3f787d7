"""Printed codes in a store: found by token or id, revoked once, unknown and revoked ones alike."""

from datetime import timedelta

import pytest

from casework.domain.code import code_id
from casework.domain.errors import ConflictError, NotFoundError
from tests.builders import CODE_TOKEN, NOW, intake_code
from tests.county import County

CODE = intake_code()


def test_a_code_is_found_by_its_token_and_by_its_id(county: County) -> None:
    assert county.codes.active(CODE_TOKEN) == CODE
    assert county.codes.get(CODE.id) == CODE


@pytest.mark.parametrize(
    "token", ["", "x", "0" * 20, "不是码", CODE_TOKEN.lower(), CODE.id, CODE_TOKEN + "0"]
)
def test_an_unknown_or_malformed_token_is_not_found(county: County, token: str) -> None:
    with pytest.raises(NotFoundError):
        county.codes.active(token)


def test_an_unknown_id_is_not_found(county: County) -> None:
    with pytest.raises(NotFoundError):
        county.codes.get("0" * 16)
    with pytest.raises(NotFoundError):
        county.codes.revoke("0" * 16, NOW)
    assert county.codes.all() == (CODE,)


def test_a_token_is_given_to_one_code_only(county: County) -> None:
    with pytest.raises(ConflictError):
        county.codes.add(intake_code(caption_en="Another"))
    assert county.codes.get(CODE.id) == CODE


def test_the_very_same_code_may_be_added_again(county: County) -> None:
    county.codes.add(CODE)
    assert county.codes.all() == (CODE,)


def test_a_code_is_revoked_once_and_stays_on_record(county: County) -> None:
    revoked = county.codes.revoke(CODE.id, NOW)
    assert revoked.revoked_at == NOW
    assert county.codes.revoke(CODE.id, NOW + timedelta(days=1)) == revoked
    assert county.codes.get(CODE.id) == revoked
    assert county.codes.all() == (revoked,)
    with pytest.raises(NotFoundError):
        county.codes.active(CODE_TOKEN)


def test_every_code_is_listed_in_order_of_id(county: County) -> None:
    tokens = [f"{number:020}" for number in range(6)]
    for token in tokens:
        county.codes.add(intake_code(token))
    ids = [code.id for code in county.codes.all()]
    assert ids == sorted([CODE.id, *map(code_id, tokens)])


def test_a_code_is_linked_once_and_stays_so_when_it_is_revoked(county: County) -> None:
    linked = county.codes.link(CODE.id, "http://weixin.qq.com/q/1")
    assert linked.wechat_url == "http://weixin.qq.com/q/1"
    assert county.codes.link(CODE.id, "http://weixin.qq.com/q/2") == linked
    assert county.codes.active(CODE_TOKEN) == linked
    assert county.codes.revoke(CODE.id, NOW).wechat_url == linked.wechat_url


def test_an_unknown_code_is_not_linked(county: County) -> None:
    with pytest.raises(NotFoundError):
        county.codes.link("0" * 16, "http://weixin.qq.com/q/1")
    assert county.codes.all() == (CODE,)
