"""Unified social credit codes, checked as GB 32100-2015 lays down."""

import pytest

from casework.domain.credit_code import (
    ALPHABET,
    CreditCodeFault,
    check_character,
    fault_of,
    normalise,
)

VALID = "91350100M000100Y43"
"""A code that passes, in public use as an example."""


def test_a_code_with_its_check_character_is_valid() -> None:
    assert fault_of(VALID) is None


@pytest.mark.parametrize(
    "typed",
    [
        "91350100m000100y43",
        " 9135 0100 M000 100Y 43 ",
        "91350100-M000100Y-43",
        "９１３５０１００Ｍ０００１００Ｙ４３",
    ],
)
def test_small_letters_spaces_and_full_width_characters_are_the_same_code(typed: str) -> None:
    assert normalise(typed) == VALID


@pytest.mark.parametrize("code", ["", VALID[:-1], VALID + "3", "91350100M000100Y4"])
def test_a_code_of_another_length_is_told_apart(code: str) -> None:
    assert fault_of(code) is CreditCodeFault.LENGTH


@pytest.mark.parametrize(
    "code",
    [
        "9135010OM000100Y43",  # the letter O for a zero
        "91350100M0001I0Y43",
        "9135A100M000100Y43",  # a letter within the administrative division
        "91350100M00010中Y43",
        "9135010٠M000100Y43",  # an Arabic-Indic digit
    ],
)
def test_characters_outside_the_standard_are_told_apart(code: str) -> None:
    assert fault_of(code) is CreditCodeFault.CHARACTER


def test_every_single_mistyped_character_is_caught() -> None:
    caught = []
    for place, right in enumerate(VALID):
        for wrong in ALPHABET:
            mistyped = VALID[:place] + wrong + VALID[place + 1 :]
            if wrong != right and fault_of(mistyped) is None:
                caught.append(mistyped)
    assert caught == []


def test_swapped_neighbours_are_caught() -> None:
    swapped = [VALID[:i] + VALID[i + 1] + VALID[i] + VALID[i + 2 :] for i in range(17)]
    assert [code for code in swapped if code != VALID and fault_of(code) is None] == []


def test_the_check_character_depends_on_the_seventeen_before_it_only() -> None:
    assert check_character(VALID[:-1] + "0") == "3"
    assert fault_of(VALID[:-1] + "4") is CreditCodeFault.CHECK
