"""Printed codes: random, listed with the revoked ones, revoked once, an administrator's only."""

import pytest

from casework.domain.code import CodePurpose, PlaceKind, code_id, is_token
from casework.domain.errors import NotFoundError, NotPermittedError
from casework.domain.staff import Role
from casework.services.manage_codes import (
    find_code,
    issue_code,
    link_code,
    list_codes,
    revoke_code,
    token_of_form,
)
from tests.builders import NOW, administrator, intake_code, member
from tests.county import County
from tests.wechat_fakes import CodesOfThePlatform

CAPTIONS = ("扫码即诉", "Scan to file")


def test_a_new_code_has_a_random_token_and_is_there_to_be_scanned(county: County) -> None:
    admin, codes = administrator(), county.codes
    first = issue_code(admin, PlaceKind.STATION, CAPTIONS, NOW, codes=codes)
    second = issue_code(admin, PlaceKind.STATION, CAPTIONS, NOW, codes=codes)
    assert is_token(first.token)
    assert first.token != second.token
    assert first.id == code_id(first.token)
    assert (first.purpose, first.place) == (CodePurpose.INTAKE, PlaceKind.STATION)
    assert (first.caption_zh, first.caption_en, first.issued_at) == (*CAPTIONS, NOW)
    assert codes.active(first.token) == first


def test_the_token_of_a_form_makes_one_code_however_often_it_is_sent(county: County) -> None:
    admin, codes = administrator(), county.codes
    token = token_of_form("secret", "form")
    first = issue_code(admin, PlaceKind.STATION, CAPTIONS, NOW, codes=codes, token=token)
    county.pass_time(minutes=1)
    again = issue_code(admin, PlaceKind.STATION, CAPTIONS, county.now, codes=codes, token=token)
    assert again == first
    assert (first.token, first.issued_at) == (token, NOW)


def test_the_token_of_a_form_is_its_own_and_its_session_s() -> None:
    token = token_of_form("secret", "form")
    assert is_token(token)
    others = {token_of_form("secret", "another form"), token_of_form("another secret", "form")}
    assert len({token, *others}) == 3


def test_a_list_has_every_code_in_order_of_id_revoked_ones_too(county: County) -> None:
    admin, codes = administrator(), county.codes
    issued = issue_code(admin, PlaceKind.POSTER, CAPTIONS, NOW, codes=codes)
    revoked = revoke_code(admin, intake_code().id, NOW, codes=codes)
    assert list_codes(admin, codes=codes) == tuple(
        sorted([issued, revoked], key=lambda code: code.id)
    )


def test_a_revoked_code_opens_nothing_and_can_still_be_found(county: County) -> None:
    admin, codes = administrator(), county.codes
    revoked = revoke_code(admin, intake_code().id, NOW, codes=codes)
    county.pass_time(days=1)
    assert revoked.revoked_at == NOW
    assert revoke_code(admin, revoked.id, county.now, codes=codes) == revoked
    assert find_code(admin, revoked.id, codes=codes) == revoked
    with pytest.raises(NotFoundError):
        codes.active(revoked.token)


def test_an_unknown_code_is_neither_found_nor_revoked(county: County) -> None:
    admin, codes = administrator(), county.codes
    with pytest.raises(NotFoundError):
        find_code(admin, "0" * 16, codes=codes)
    with pytest.raises(NotFoundError):
        revoke_code(admin, "0" * 16, NOW, codes=codes)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_nobody_else_touches_codes(county: County, role: Role) -> None:
    person, codes = member(role, "centre"), county.codes
    with pytest.raises(NotPermittedError):
        issue_code(person, PlaceKind.STATION, CAPTIONS, NOW, codes=codes)
    with pytest.raises(NotPermittedError):
        list_codes(person, codes=codes)
    with pytest.raises(NotPermittedError):
        find_code(person, intake_code().id, codes=codes)
    with pytest.raises(NotPermittedError):
        revoke_code(person, intake_code().id, NOW, codes=codes)
    with pytest.raises(NotPermittedError):
        link_code(person, intake_code().id, codes=codes, platform=CodesOfThePlatform())
    assert codes.all() == (intake_code(),)


def test_wechat_makes_one_code_for_a_code_however_often_it_is_asked(county: County) -> None:
    admin, codes, platform = administrator(), county.codes, CodesOfThePlatform()
    code = intake_code()
    linked = link_code(admin, code.id, codes=codes, platform=platform)
    assert link_code(admin, code.id, codes=codes, platform=platform) == linked
    assert linked.wechat_url == f"http://weixin.qq.com/q/{code.token}"
    assert platform.asked == [code.token]
    assert codes.active(code.token) == linked


def test_wechat_makes_none_for_a_code_that_is_revoked_or_unknown(county: County) -> None:
    admin, codes, platform = administrator(), county.codes, CodesOfThePlatform()
    revoke_code(admin, intake_code().id, NOW, codes=codes)
    for identity in (intake_code().id, "0" * 16):
        with pytest.raises(NotFoundError):
            link_code(admin, identity, codes=codes, platform=platform)
    assert platform.asked == []
