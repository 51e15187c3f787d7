"""The blank filing form: behind an active code only, with a fresh key and today's promise."""

import pytest

from casework.domain.code import code_id
from casework.domain.errors import NotFoundError
from casework.domain.policy import promise
from casework.services.prepare_filing import BlankForm, prepare_filing
from tests.builders import CODE_TOKEN, MINT, NOW, TRIAGE_BY, calendar, intake_code, policy
from tests.county import County


def prepared(county: County, token: str = CODE_TOKEN) -> BlankForm:
    return prepare_filing(
        token, county.now, codes=county.codes, configuration=county.configuration, mint=MINT
    )


def test_a_form_shows_its_code_and_promises_the_latest_dates_of_this_moment(
    county: County,
) -> None:
    form = prepared(county)
    assert form.code == intake_code()
    assert form.promise == promise(NOW, policy(), calendar())
    assert form.promise.triage_by.at == TRIAGE_BY


def test_every_form_has_a_key_of_its_own_that_the_county_takes_back(county: County) -> None:
    first, second = prepared(county), prepared(county)
    assert first.key.text != second.key.text
    assert MINT.accept_form_key(first.key.text, NOW) == first.key


@pytest.mark.parametrize("token", ["", "x", "0" * 20, CODE_TOKEN.lower()])
def test_there_is_no_form_behind_an_unknown_or_malformed_code(county: County, token: str) -> None:
    with pytest.raises(NotFoundError):
        prepared(county, token)


def test_there_is_no_form_behind_a_revoked_code(county: County) -> None:
    county.codes.revoke(code_id(CODE_TOKEN), NOW)
    with pytest.raises(NotFoundError):
        prepared(county)
