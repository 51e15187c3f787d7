"""Form keys and tokens: signed, dated, derived under separate keys, and refused all alike."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from casework.domain.errors import NotFoundError
from casework.domain.requests import CaseRequest, RequestKind, RequestState
from casework.domain.tokens import (
    ALPHABET,
    FormKeyRefusedError,
    TokenMint,
    sha256_of_secret,
    split_token,
)
from tests.builders import MINT, NOW, filed_case

NONCE = bytes(range(16))
OTHER = TokenMint(b"the master secret of another county")
KEY = MINT.issue_form_key(NOW, NONCE)
DAY = timedelta(hours=24)
A_MOMENT = timedelta.resolution


def changed(text: str, place: int) -> str:
    """The text with another letter of the same alphabet at one place."""
    other = "1" if text[place] != "1" else "2"
    return text[:place] + other + text[place + 1 :]


def test_the_alphabet_has_32_signs_that_cannot_be_misread() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set(ALPHABET) & set("ILOU")


def test_a_form_key_carries_its_time_in_whole_seconds_and_comes_back_the_same() -> None:
    moment = NOW.replace(microsecond=999_999)
    key = MINT.issue_form_key(moment, NONCE)
    assert key.issued_at == NOW
    assert MINT.accept_form_key(key.text, moment) == key


@pytest.mark.parametrize("age", [-timedelta(minutes=5), timedelta(0), DAY - A_MOMENT])
def test_a_form_key_is_good_for_a_day_and_for_clocks_that_differ_a_little(age: timedelta) -> None:
    assert MINT.accept_form_key(KEY.text, NOW + age).text == KEY.text


@pytest.mark.parametrize("age", [-timedelta(minutes=5) - A_MOMENT, DAY, DAY * 365])
def test_a_form_key_older_than_a_day_or_from_the_future_is_refused(age: timedelta) -> None:
    with pytest.raises(FormKeyRefusedError):
        MINT.accept_form_key(KEY.text, NOW + age)


@pytest.mark.parametrize("place", [0, 7, 9, 28, 30, -1])
def test_a_form_key_with_one_letter_changed_is_refused(place: int) -> None:
    with pytest.raises(FormKeyRefusedError):
        MINT.accept_form_key(changed(KEY.text, place), NOW)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        KEY.text + "0",
        KEY.text + "\n",
        KEY.text.lower(),
        KEY.text.replace(".", ""),
        "ffffffff.00000000000000000000.00000000000000000000",
        "\u0661" * 8 + KEY.text[8:],
        "表单" * 30,
    ],
)
def test_a_malformed_form_key_is_refused(text: str) -> None:
    with pytest.raises(FormKeyRefusedError):
        MINT.accept_form_key(text, NOW)


def test_another_countys_form_key_is_refused() -> None:
    with pytest.raises(FormKeyRefusedError):
        MINT.accept_form_key(OTHER.issue_form_key(NOW, NONCE).text, NOW)


def test_a_repeated_form_computes_the_same_case_and_link_and_another_form_others() -> None:
    again, other = MINT.accept_form_key(KEY.text, NOW), MINT.issue_form_key(NOW, b"\1" * 16)
    assert MINT.case_id(again) == MINT.case_id(KEY)
    assert MINT.tracking_token(again) == MINT.tracking_token(KEY)
    assert MINT.case_id(other) != MINT.case_id(KEY)


def test_case_id_and_secrets_are_derived_under_separate_keys() -> None:
    case_id = MINT.case_id(KEY)
    tracking, rating = MINT.tracking_token(KEY), MINT.rating_token(case_id)
    assert re.fullmatch(rf"{case_id}-[{ALPHABET}]{{20}}", tracking)
    assert re.fullmatch(rf"{case_id}-[{ALPHABET}]{{20}}", rating)
    secrets = {tracking[13:], rating[13:], MINT.digest("tracking", case_id)[:20]}
    assert len(secrets) == 3
    assert not any(secret.startswith(case_id) for secret in secrets)


def test_nobody_without_the_master_secret_computes_any_of_it() -> None:
    assert OTHER.case_id(KEY) != MINT.case_id(KEY)
    assert OTHER.tracking_token(KEY)[13:] != MINT.tracking_token(KEY)[13:]
    assert OTHER.rating_token("7K3Q9F2M4T8W") != MINT.rating_token("7K3Q9F2M4T8W")
    assert OTHER.digest("filing", "x") != MINT.digest("filing", "x")


def test_digests_of_separate_labels_never_meet() -> None:
    assert MINT.digest("a", "b") != MINT.digest("b", "a")
    assert re.fullmatch(rf"[{ALPHABET}]{{32}}", MINT.digest("filing", "表单"))


def test_a_rating_token_names_its_case() -> None:
    assert MINT.case_of_rating_token(MINT.rating_token("7K3Q9F2M4T8W")) == "7K3Q9F2M4T8W"


@pytest.mark.parametrize(
    "token",
    [
        MINT.tracking_token(KEY),
        OTHER.rating_token("7K3Q9F2M4T8W"),
        changed(MINT.rating_token("7K3Q9F2M4T8W"), 0),
        changed(MINT.rating_token("7K3Q9F2M4T8W"), -1),
        "",
        "7K3Q9F2M4T8W",
    ],
)
def test_any_other_token_rates_nothing(token: str) -> None:
    with pytest.raises(NotFoundError):
        MINT.case_of_rating_token(token)


@pytest.mark.parametrize(
    "token",
    [
        "",
        "7K3Q9F2M4T8W",
        "7K3Q9F2M4T8W-",
        "7k3q9f2m4t8w-00000000000000000000",
        "7K3Q9F2M4T8W-0000000000000000000I",
        "7K3Q9F2M4T8W-000000000000000000000",
        "7K3Q9F2M4T8W-00000000000000000000\n",
        "MSB-7K3Q-9F2M-4T8W",
        "７K3Q9F2M4T8W-00000000000000000000",
    ],
)
def test_a_malformed_token_is_not_found(token: str) -> None:
    with pytest.raises(NotFoundError):
        split_token(token)


def test_only_the_holder_of_the_link_passes_and_only_the_digest_is_kept() -> None:
    token = MINT.tracking_token(KEY)
    case = filed_case(tracking_sha256=sha256_of_secret(token))
    assert token[13:] not in case.tracking_sha256
    MINT.check_tracking(case, token)
    for wrong in (changed(token, -1), MINT.rating_token(MINT.case_id(KEY))):
        with pytest.raises(NotFoundError):
            MINT.check_tracking(case, wrong)


def test_the_link_in_messages_dies_when_the_contact_was_corrected() -> None:
    case = filed_case()
    link = MINT.follow_token(case)
    MINT.check_tracking(case, link)
    asked = CaseRequest("1", RequestKind.CORRECTION, None, "centre", case.filed_at)
    MINT.check_tracking(replace(case, requests=(asked,)), link)
    corrected = replace(case, requests=(replace(asked, state=RequestState.ACCEPTED),))
    MINT.check_tracking(corrected, MINT.follow_token(corrected))
    with pytest.raises(NotFoundError):
        MINT.check_tracking(corrected, link)


def test_an_e_mail_finds_its_case_by_a_reference_that_nobody_can_make_up() -> None:
    case = filed_case()
    reference = MINT.mail_reference(case)
    MINT.check_mail_reference(case, reference)
    for wrong in (changed(reference, -1), MINT.follow_token(case), case.id, ""):
        with pytest.raises(NotFoundError):
            MINT.check_mail_reference(case, wrong)


def test_a_reference_that_went_to_a_wrong_address_dies_with_its_correction() -> None:
    case = filed_case()
    asked = CaseRequest("1", RequestKind.CORRECTION, None, "centre", case.filed_at)
    corrected = replace(case, requests=(replace(asked, state=RequestState.ACCEPTED),))
    reference = MINT.mail_reference(case)
    MINT.check_mail_reference(replace(case, requests=(asked,)), reference)
    with pytest.raises(NotFoundError):
        MINT.check_mail_reference(corrected, reference)
    MINT.check_mail_reference(corrected, MINT.mail_reference(corrected))
