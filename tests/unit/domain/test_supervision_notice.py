"""Who issues supervision letters to whom, their numbers, and the policies that are refused."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from casework.domain.errors import ConfigurationError
from casework.domain.supervision_notice import (
    Issuer,
    LetterForm,
    LetterNumber,
    LetterPolicy,
    letter_number_text,
)
from tests.builders import letter_policy, organisation
from tests.unit.clocks import shipped

if TYPE_CHECKING:
    from collections.abc import Callable

SHIPPED = shipped("letters.json")


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """The shipped file with one thing wrong."""
    content = deepcopy(SHIPPED)
    change(content)
    return content


def test_a_number_is_written_with_six_cornered_brackets_and_without_zeros() -> None:
    signs = letter_policy().signs
    assert letter_number_text(LetterNumber("centre", 2026, 12), signs) == "巨政法护督〔2026〕12号"
    assert letter_number_text(LetterNumber("inspection", 2027, 1), signs) == "巨政法监督〔2027〕1号"


def test_a_body_without_a_document_sign_has_no_numbers() -> None:
    with pytest.raises(ConfigurationError) as refused:
        letter_number_text(LetterNumber("transport", 2026, 1), letter_policy().signs)
    assert str(refused.value) == "issuers: transport has no document sign"


@pytest.mark.parametrize(
    ("late", "issuer"),
    [
        ("transport", "centre"),
        ("court", "centre"),
        ("leading_group", "centre"),
        ("centre", "inspection"),
        ("inspection", "leading_group"),
    ],
)
def test_the_centre_issues_to_all_but_itself_and_its_superior(late: str, issuer: str) -> None:
    assert letter_policy().issuer_of(late).unit == issuer


def test_nobody_in_the_county_issues_to_itself() -> None:
    policy = letter_policy()
    assert [unit for unit in organisation().units if policy.issuer_of(unit).unit == unit] == []


def test_an_issuer_brings_its_form_and_what_it_rests_on() -> None:
    assert letter_policy().issuer_of("transport") == Issuer(
        unit="centre",
        sign="巨政法护督",
        form=LetterForm.SYSTEM,
        authority="县营造法治化营商环境领导小组关于平台自动发函的授权",
    )
    assert letter_policy().issuer_of("centre").form is LetterForm.LETTER


def test_only_letters_to_court_and_procuratorate_are_neutral() -> None:
    policy = letter_policy()
    neutral = [unit for unit in organisation().units if policy.is_neutral(unit)]
    assert neutral == ["court", "procuratorate"]


def test_the_shipped_policy_names_units_of_the_county() -> None:
    letter_policy().check_units(organisation())


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda file: file["judicial"].append("moon"), "judicial: unknown moon"),
        (
            lambda file: file["superiors"].append({"unit": "moon", "issuer": "centre"}),
            "superiors: unknown moon",
        ),
        (
            lambda file: file["issuers"].append(
                {"unit": "moon", "sign": "月", "form": "system", "authority": "授权"}
            ),
            "issuers: unknown moon",
        ),
    ],
)
def test_a_unit_that_the_county_does_not_have_is_named(
    change: Callable[[dict[str, Any]], object], complaint: str
) -> None:
    policy = LetterPolicy.from_mapping(changed(change))
    with pytest.raises(ConfigurationError) as refused:
        policy.check_units(organisation())
    assert str(refused.value) == complaint


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda file: file.pop("judicial"), "letters: missing judicial"),
        (lambda file: file.update(colour="red"), "letters: unknown colour"),
        (lambda file: file.update(version=" "), "version: expected a text that is not blank"),
        (lambda file: file.update(issuers={}), "issuers: expected a list"),
        (lambda file: file["issuers"][0].pop("sign"), "issuers[0]: missing sign"),
        (
            lambda file: file["issuers"][1].update(form="fax"),
            "issuers[1].form: expected one of system, letter",
        ),
        (
            lambda file: file["issuers"][1].update(unit="centre"),
            "issuers[1].unit: centre stands there twice",
        ),
        (
            lambda file: file["issuers"][2].update(sign="巨政法护督"),
            "issuers[2].sign: 巨政法护督 stands there twice",
        ),
        (
            lambda file: file["issuers"][0].update(authority="授权。"),
            "issuers[0].authority: expected a phrase without final punctuation",
        ),
        (lambda file: file.update(default_issuer="court"), "default_issuer: court is no issuer"),
        (
            lambda file: file["superiors"][0].update(issuer="court"),
            "superiors[0].issuer: court is no issuer",
        ),
        (
            lambda file: file["superiors"][0].update(issuer="centre"),
            "superiors[0].issuer: centre cannot issue to itself",
        ),
        (
            lambda file: file["superiors"][1].update(unit="centre"),
            "superiors[1].unit: centre stands there twice",
        ),
        (lambda file: file["superiors"].pop(0), "superiors: nobody issues to centre itself"),
        (lambda file: file["judicial"].append("court"), "judicial: a unit stands there twice"),
        (
            lambda file: file["judicial"].append(7),
            "judicial[2]: expected a text that is not blank",
        ),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused_with_its_key(
    change: Callable[[dict[str, Any]], object], complaint: str
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        LetterPolicy.from_mapping(changed(change))
    assert str(refused.value) == complaint
