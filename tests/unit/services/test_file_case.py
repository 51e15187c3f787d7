"""Filing: one case per form, whatever happens to the post or its answer."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from casework.domain.case import Status
from casework.domain.code import code_id
from casework.domain.errors import NotFoundError, StoreUnavailableError
from casework.domain.events import CaseFiled, Channel, Versions
from casework.domain.particulars import ParticularsKind
from casework.domain.tokens import FormKeyRefusedError, TokenMint, sha256_of_secret
from casework.services.file_case import ENTERPRISE, FilingOutcome
from tests.builders import (
    CODE_TOKEN,
    LOAN,
    MINT,
    NOW,
    TRIAGE_BY,
    UNCLEAR,
    a_day_before,
    calendar,
    filing,
    form_key,
    intake_code,
    policy,
)
from tests.county import County
from tests.fakes import InMemoryCases

NEW, REPEATED, DIFFERENT = FilingOutcome.NEW, FilingOutcome.REPEATED, FilingOutcome.DIFFERENT


def test_a_form_becomes_a_case_with_its_clock_its_text_and_its_link(county: County) -> None:
    filed = county.post(LOAN, category="contract_debt", township="dushan", language="en")
    file = county.cases.file(filed.case_id)
    key = MINT.accept_form_key(form_key(), NOW)
    assert filed.outcome is NEW
    assert (filed.case_id, filed.tracking_token) == (MINT.case_id(key), MINT.tracking_token(key))
    assert (file.case.status, file.case.next_due) == (Status.SUBMITTED, a_day_before(TRIAGE_BY))
    assert (file.case.category, file.case.township) == ("contract_debt", "dushan")
    assert (file.case.language, file.case.channel) == ("en", Channel.SCAN)
    assert file.case.versions == Versions(policy().version, calendar().version)
    (event,) = file.events
    assert (event.actor, event.at) == (ENTERPRISE, NOW)
    assert isinstance(event.body, CaseFiled)
    assert event.body.particulars.kind is ParticularsKind.FILING
    assert file.text(event.body.particulars, "what_happened") == LOAN
    assert file.text(event.body.particulars, "contact_phone") == "13800000000"


def test_records_name_the_code_and_keep_only_the_digest_of_the_link(county: County) -> None:
    filed = county.post()
    case = county.cases.get(filed.case_id)
    assert case.place == code_id(CODE_TOKEN)
    assert case.tracking_sha256 == sha256_of_secret(filed.tracking_token)
    record = repr(county.cases.file(filed.case_id))
    assert CODE_TOKEN not in record
    assert filed.tracking_token.partition("-")[2] not in record


def test_a_post_repeated_after_a_lost_answer_finds_the_same_case_and_link(
    county: County, cases: InMemoryCases
) -> None:
    cases.lost_answers = 1
    with pytest.raises(StoreUnavailableError):
        county.post()
    county.pass_time(hours=1)
    again, third = county.post(), county.post()
    assert (again.outcome, third.outcome) == (REPEATED, REPEATED)
    assert again.tracking_token == third.tracking_token
    assert cases.writes == 1


def test_a_double_tap_files_once(county: County, cases: InMemoryCases) -> None:
    cases.interruptions.append(county.post)
    assert county.post().outcome is REPEATED
    assert (cases.writes, len(cases.files)) == (1, 1)


@pytest.mark.parametrize(
    "change",
    [
        {"text": UNCLEAR},
        {"category": "labour"},
        {"township": "dushan"},
        {"confidential": True},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_same_form_with_other_words_is_the_first_case_unchanged(
    county: County, change: dict[str, Any]
) -> None:
    first = county.post()
    before = county.cases.file(first.case_id)
    second = county.post(**change)
    assert second == replace(first, outcome=DIFFERENT)
    assert county.cases.file(first.case_id) == before


def test_a_post_repeated_after_its_reference_ran_out_is_the_same_filing(county: County) -> None:
    fields = filing().fields | {"notify_by": "wechat"}
    first = county.post(fields=fields | {"wechat_openid": "oABC"})
    again = county.post(fields=fields)
    assert (again.outcome, again.case_id) == (REPEATED, first.case_id)
    assert county.cases.get(first.case_id).channel is Channel.WECHAT


def test_another_language_of_the_page_is_not_another_filing(county: County) -> None:
    county.post()
    assert county.post(language="en").outcome is REPEATED


def test_another_form_is_another_case(county: County, cases: InMemoryCases) -> None:
    first, second = county.post(number=1), county.post(number=2)
    assert (first.outcome, second.outcome) == (NEW, NEW)
    assert first.case_id != second.case_id
    assert first.tracking_token != second.tracking_token
    assert len(cases.files) == 2


def test_two_forms_that_hash_to_one_case_id_are_told_apart(
    county: County, cases: InMemoryCases
) -> None:
    first = county.post()
    stored = cases.files[first.case_id]
    stranger = replace(stored.case, tracking_sha256="00" * 32)
    cases.files[first.case_id] = replace(stored, case=stranger)
    with pytest.raises(FormKeyRefusedError):
        county.post()


@pytest.mark.parametrize("age", [timedelta(hours=24), timedelta(days=400), timedelta(minutes=-6)])
def test_a_form_too_old_or_not_ours_is_refused_and_nothing_is_stored(
    county: County, cases: InMemoryCases, age: timedelta
) -> None:
    county.now += age
    with pytest.raises(FormKeyRefusedError):
        county.post()
    assert cases.files == {}


@pytest.mark.parametrize("token", ["0" * 20, "", "不是码"])
def test_nothing_is_filed_through_an_unknown_code(
    county: County, cases: InMemoryCases, token: str
) -> None:
    with pytest.raises(NotFoundError):
        county.post(code_token=token)
    assert cases.files == {}


def test_a_code_revoked_while_the_form_was_open_files_nothing(
    county: County, cases: InMemoryCases
) -> None:
    cases.interruptions.append(lambda: county.codes.revoke(intake_code().id, NOW))
    with pytest.raises(NotFoundError):
        county.post()
    assert cases.files == {}


def test_a_post_repeated_after_its_code_was_revoked_still_finds_its_case(county: County) -> None:
    first = county.post()
    county.codes.revoke(intake_code().id, NOW)
    assert county.post() == replace(first, outcome=REPEATED)


def test_a_filings_salt_is_derived_so_that_a_repeated_post_has_the_same_digest(
    county: County,
) -> None:
    filed = county.post()
    (text,) = county.cases.file(filed.case_id).particulars.values()
    assert text.salt == MINT.digest("salt", filing().form_key)
    assert text.salt != TokenMint(b"another county").digest("salt", filing().form_key)
