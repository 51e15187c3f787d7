"""Supervision letters (督办, P7): their numbers, who issues to whom, and what stays fixed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from casework.domain.configuration_fields import entry_of, known, list_of, text_of
from casework.domain.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from casework.domain.organisation import Organisation

_SENTENCE_ENDS = tuple("。，；、！？")


class LetterForm(StrEnum):
    """系统督办单, issued automatically under an authorisation, or 督办函, the official letter
    layout (GB/T 9704-2012) of a body that has authorised it once for all.
    """

    SYSTEM = "system"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class LetterNumber:
    """文号: the n-th letter of a body (its unit id) in a local year, from 1 without gaps."""

    body: str
    year: int
    number: int


@dataclass(frozen=True, slots=True)
class Letter:
    """What is fixed for ever when the number is given; the sheet is made of it later.

    - `id`: unique within its case.
    - `neutral`: to a judicial organ (court, procuratorate): asks about procedure and service only.
    - `unit`: the body that is addressed.
    - `stage`: what was missed: triage, verify, reply, resolve, task or another with a light.
    - `due`: the deadline that passed.
    - `reason_only`: the stage was met meanwhile, so nothing but the reason is asked for.
    - `reply_by`: the answer is expected before this instant.

    Instants have a time zone and are half-open ends.
    """

    id: str
    case_id: str
    number: LetterNumber
    form: LetterForm
    neutral: bool
    unit: str
    stage: str
    due: datetime
    reason_only: bool
    issued_at: datetime
    reply_by: datetime


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body that issues letters: its document sign (发文代字), its form, and the authorisation it
    acts under, as a phrase that the letter cites.
    """

    unit: str
    sign: str
    form: LetterForm
    authority: str


@dataclass(frozen=True, slots=True)
class LetterPolicy:
    """One version of who issues letters to whom, and how.

    `default` issues to every unit without an entry in `superiors`, which says who issues to a unit
    in its place; nobody issues to itself. `judicial` are the organs whose letters are neutral.
    """

    version: str
    issuers: Mapping[str, Issuer]
    default: str
    superiors: Mapping[str, str]
    judicial: frozenset[str]

    @classmethod
    def from_mapping(cls, value: Mapping[str, Any]) -> Self:
        """Read a policy (parsed JSON); ConfigurationError names the key it stumbles over."""
        keys = ("version", "issuers", "default_issuer", "superiors", "judicial")
        entry = entry_of(value, "letters", keys)
        issuers = _issuers_of(entry["issuers"])
        policy = cls(
            version=text_of(entry["version"], "version"),
            issuers=issuers,
            default=_issuer_in(entry["default_issuer"], issuers, "default_issuer"),
            superiors=_superiors_of(entry["superiors"], issuers),
            judicial=_judicial_of(entry["judicial"]),
        )
        if policy.default not in policy.superiors:
            raise ConfigurationError(f"superiors: nobody issues to {policy.default} itself")
        return policy

    def issuer_of(self, unit: str, besides: Collection[str] = ()) -> Issuer:
        """Who issues the letter when this unit missed a deadline: never the unit itself, and of its
        superiors the nearest that is not among `besides`, whom the case complains about.
        """
        rising = [self.superiors.get(unit, self.default)]
        while (above := self.superiors.get(rising[-1])) is not None and above not in rising:
            rising.append(above)
        return self.issuers[next((each for each in rising if each not in besides), rising[-1])]

    def is_neutral(self, unit: str) -> bool:
        """Whether letters to this unit ask about procedure and service only (司法机关)."""
        return unit in self.judicial

    def issuer(self, number: LetterNumber) -> Issuer:
        """The body behind a number; ConfigurationError when this version does not have it."""
        try:
            return self.issuers[number.body]
        except KeyError as error:
            raise ConfigurationError(f"issuers: {number.body} is missing") from error

    def check_units(self, organisation: Organisation) -> None:
        """ConfigurationError when the policy names a unit that the organisation does not have."""
        for key, units in (
            ("issuers", self.issuers),
            ("superiors", self.superiors),
            ("judicial", sorted(self.judicial)),
        ):
            for unit in units:
                known(unit, organisation.units, key)

    @property
    def signs(self) -> Mapping[str, str]:
        """The document sign of each issuing body."""
        return {unit: issuer.sign for unit, issuer in self.issuers.items()}


def letter_number_text(number: LetterNumber, signs: Mapping[str, str]) -> str:
    """As it is written on the letter: 巨政法护督〔2026〕12号 (GB/T 9704-2012, 7.2.5: six-cornered
    brackets, no leading zeros).

    ConfigurationError when the body has no document sign.
    """
    if number.body not in signs:
        raise ConfigurationError(f"issuers: {number.body} has no document sign")
    return f"{signs[number.body]}〔{number.year}〕{number.number}号"


def form_of_address(name: str, neutral: bool) -> str:
    """How a text speaks to a unit: 你单位, or to a judicial organ 贵院 or 贵单位."""
    if not neutral:
        return "你单位"
    return "贵院" if name.endswith("院") else "贵单位"


def letter_file_name(case_id: str, letter_id: str) -> str:
    """What the letter's file is called where letters are kept."""
    return f"letters/{case_id}/{letter_id}.pdf"


def _issuers_of(value: object) -> dict[str, Issuer]:
    issuers: dict[str, Issuer] = {}
    signs: set[str] = set()
    for index, item in enumerate(list_of(value, "issuers")):
        issuer = _issuer_of(item, f"issuers[{index}]")
        if issuer.unit in issuers:
            raise ConfigurationError(f"issuers[{index}].unit: {issuer.unit} stands there twice")
        if issuer.sign in signs:
            raise ConfigurationError(f"issuers[{index}].sign: {issuer.sign} stands there twice")
        issuers[issuer.unit] = issuer
        signs.add(issuer.sign)
    return issuers


def _issuer_of(value: object, where: str) -> Issuer:
    entry = entry_of(value, where, {"unit", "sign", "form", "authority"})
    try:
        form = LetterForm(entry["form"])
    except ValueError:
        raise ConfigurationError(f"{where}.form: expected one of {', '.join(LetterForm)}") from None
    authority = text_of(entry["authority"], f"{where}.authority")
    if authority.endswith(_SENTENCE_ENDS):
        raise ConfigurationError(f"{where}.authority: expected a phrase without final punctuation")
    unit, sign = text_of(entry["unit"], f"{where}.unit"), text_of(entry["sign"], f"{where}.sign")
    return Issuer(unit, sign, form, authority)


def _superiors_of(value: object, issuers: Mapping[str, Issuer]) -> dict[str, str]:
    superiors: dict[str, str] = {}
    for index, item in enumerate(list_of(value, "superiors")):
        where = f"superiors[{index}]"
        entry = entry_of(item, where, {"unit", "issuer"})
        unit = text_of(entry["unit"], f"{where}.unit")
        superior = _issuer_in(entry["issuer"], issuers, f"{where}.issuer")
        if unit in superiors:
            raise ConfigurationError(f"{where}.unit: {unit} stands there twice")
        if unit == superior:
            raise ConfigurationError(f"{where}.issuer: {unit} cannot issue to itself")
        superiors[unit] = superior
    return superiors


def _issuer_in(value: object, issuers: Mapping[str, Issuer], where: str) -> str:
    name = text_of(value, where)
    if name not in issuers:
        raise ConfigurationError(f"{where}: {name} is no issuer")
    return name


def _judicial_of(value: object) -> frozenset[str]:
    named = enumerate(list_of(value, "judicial"))
    units = [text_of(unit, f"judicial[{index}]") for index, unit in named]
    if len(set(units)) < len(units):
        raise ConfigurationError("judicial: a unit stands there twice")
    return frozenset(units)
