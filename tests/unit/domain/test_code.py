"""Printed codes: what a token looks like, and how records name it."""

import hashlib
from dataclasses import replace

import pytest

from casework.domain.code import code_id, is_token
from casework.domain.tokens import ALPHABET
from tests.builders import CODE_TOKEN, NOW, intake_code


@pytest.mark.parametrize("letter", ALPHABET)
def test_every_letter_of_the_alphabet_may_stand_in_a_token(letter: str) -> None:
    assert is_token(letter * 20)


@pytest.mark.parametrize(
    "text",
    ["", "0" * 19, "0" * 21, "0" * 20 + "\n", "I" * 20, "a" * 20, "0" * 19 + "-", "码" * 20],
)
def test_anything_else_is_no_token(text: str) -> None:
    assert not is_token(text)


def test_records_name_a_code_by_a_digest_that_nobody_can_scan() -> None:
    assert code_id(CODE_TOKEN) == hashlib.sha256(CODE_TOKEN.encode()).hexdigest()[:16]
    assert intake_code().id == code_id(CODE_TOKEN)


def test_a_code_is_active_until_it_was_revoked() -> None:
    assert intake_code().is_active
    assert not replace(intake_code(), revoked_at=NOW).is_active
