"""The duty catalogue (职责清单): who owes the answer to which matter, as weighted words."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casework.domain.conduct import Conduct
from casework.domain.configuration_fields import (
    count_of,
    entries_of,
    entry_of,
    flag_of,
    known,
    text_of,
    words_of,
)
from casework.domain.errors import ConfigurationError
from casework.domain.organisation import Organisation
from casework.domain.phrases import PhraseIndex


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Where the matter belongs if its facts differ: if sued (如已起诉), litigation service."""

    duty: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of one lead unit.

    `keywords` add their weight once each, `excludes` take theirs away. `townships` empty means the
    whole jurisdiction. `private_wrong` marks wrongs that others than public bodies do; all else is
    a public service, decision or order, and may be a complaint about it. `procedure` names the
    statutory procedure whose service this duty is: a person always confirms it.
    """

    id: str
    zh: str
    en: str
    lead: str
    co_handlers: tuple[str, ...]
    category: str
    townships: tuple[str, ...]
    keywords: Mapping[str, int]
    excludes: Mapping[str, int]
    private_wrong: bool
    procedure: str | None
    otherwise: Otherwise | None


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure of its own (法定程序): `marks` show that a matter is in it, `unless` are phrases
    that only sound so.
    """

    id: str
    zh: str
    en: str
    marks: frozenset[str]
    unless: frozenset[str]


@dataclass(frozen=True, slots=True)
class Confidence:
    """When a proposal may be acted on without a person, and what adds to a score beside words."""

    minimum_score: int
    minimum_margin: int
    category_bonus: int
    township_bonus: int
    named_unit_bonus: int


@dataclass(frozen=True, slots=True)
class DutyCatalogue:
    """All duties by id, and every phrase that routing looks for in one index."""

    version: str
    duties: Mapping[str, Duty]
    procedures: Mapping[str, Procedure]
    conduct: Conduct
    confidence: Confidence
    phrases: PhraseIndex

    @classmethod
    def from_mapping(
        cls, mapping: Mapping[str, Any], organisation: Organisation
    ) -> "DutyCatalogue":
        """The catalogue that a parsed file describes, checked against the organisation.

        ConfigurationError says what is wrong and where: an unknown unit, category, township,
        procedure or duty, an id that stands there twice, a duty without keywords, a weight that is
        not a positive whole number.
        """
        top = entry_of(
            mapping, "catalogue", ("version", "confidence", "conduct", "procedures", "duties")
        )
        procedures = {each.id: each for each in _procedures(top["procedures"])}
        duties = {each.id: each for each in _duties(top["duties"], organisation, procedures)}
        _check_alternatives(duties)
        conduct = Conduct.from_mapping(top["conduct"], duties, organisation.categories)
        return cls(
            version=text_of(top["version"], "version"),
            duties=duties,
            procedures=procedures,
            conduct=conduct,
            confidence=_confidence(top["confidence"]),
            phrases=PhraseIndex.of(_phrases(duties, procedures, conduct)),
        )


def _duties(
    value: object, organisation: Organisation, procedures: Collection[str]
) -> Iterator[Duty]:
    required = ("zh", "en", "lead", "category", "keywords")
    optional = ("co_handlers", "townships", "excludes", "private_wrong", "procedure", "otherwise")
    for entry in entries_of(value, "duties", required, optional):
        where = f"duties.{entry['id']}"
        yield Duty(
            id=entry["id"],
            zh=text_of(entry["zh"], f"{where}.zh"),
            en=text_of(entry["en"], f"{where}.en"),
            lead=known(entry["lead"], organisation.units, f"{where}.lead"),
            co_handlers=_co_handlers(entry, organisation, where),
            category=known(entry["category"], organisation.categories, f"{where}.category"),
            townships=_known_words(
                entry.get("townships", []), organisation.townships, f"{where}.townships"
            ),
            keywords=_keywords(entry, where),
            excludes=_weights(entry.get("excludes", {}), f"{where}.excludes"),
            private_wrong=flag_of(entry.get("private_wrong", False), f"{where}.private_wrong"),
            procedure=_procedure(entry, procedures, where),
            otherwise=_otherwise(entry, where),
        )


def _co_handlers(
    entry: Mapping[str, Any], organisation: Organisation, where: str
) -> tuple[str, ...]:
    units = _known_words(entry.get("co_handlers", []), organisation.units, f"{where}.co_handlers")
    if dispatchers := [unit for unit in units if not organisation.handles_cases(unit)]:
        raise ConfigurationError(f"{where}: {dispatchers[0]} handles no cases")
    if entry["lead"] in units:
        raise ConfigurationError(f"{where}: {entry['lead']} leads and co-handles")
    return units


def _known_words(value: object, names: Collection[str], where: str) -> tuple[str, ...]:
    return tuple(known(word, names, where) for word in words_of(value, where))


def _keywords(entry: Mapping[str, Any], where: str) -> Mapping[str, int]:
    if not (keywords := _weights(entry["keywords"], f"{where}.keywords")):
        raise ConfigurationError(f"{where}: a duty without keywords is never found")
    return keywords


def _weights(value: object, where: str) -> Mapping[str, int]:
    """Weights of words, from an object of lines of words by weight."""
    if not isinstance(value, Mapping):
        raise ConfigurationError(f"{where}: expected an object of words by weight")
    weights: dict[str, int] = {}
    total = 0
    for weight, lines in value.items():
        words = words_of(lines, f"{where}.{weight}")
        total += len(words)
        weights.update(dict.fromkeys(words, _weight(weight, where)))
    if len(weights) < total:
        raise ConfigurationError(f"{where}: a word has two weights")
    return weights


def _weight(text: str, where: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ConfigurationError(f"{where}: {text} is no positive weight")
    return int(text)


def _procedure(entry: Mapping[str, Any], procedures: Collection[str], where: str) -> str | None:
    name = entry.get("procedure")
    return None if name is None else known(name, procedures, f"{where}.procedure")


def _otherwise(entry: Mapping[str, Any], where: str) -> Otherwise | None:
    if (value := entry.get("otherwise")) is None:
        return None
    where = f"{where}.otherwise"
    other = entry_of(value, where, ("duty", "zh", "en"))
    return Otherwise(*(text_of(other[key], f"{where}.{key}") for key in ("duty", "zh", "en")))


def _check_alternatives(duties: Mapping[str, Duty]) -> None:
    for duty in duties.values():
        if duty.otherwise:
            known(duty.otherwise.duty, duties.keys() - {duty.id}, f"duties.{duty.id}.otherwise")


def _procedures(value: object) -> Iterator[Procedure]:
    for entry in entries_of(value, "procedures", ("zh", "en", "marks", "unless")):
        where = f"procedures.{entry['id']}"
        yield Procedure(
            id=entry["id"],
            zh=text_of(entry["zh"], f"{where}.zh"),
            en=text_of(entry["en"], f"{where}.en"),
            marks=frozenset(words_of(entry["marks"], f"{where}.marks")),
            unless=frozenset(words_of(entry["unless"], f"{where}.unless")),
        )


def _confidence(value: object) -> Confidence:
    names = tuple(Confidence.__dataclass_fields__)
    entry = entry_of(value, "confidence", names)
    return Confidence(**{name: count_of(entry[name], f"confidence.{name}", 0) for name in names})


def _phrases(
    duties: Mapping[str, Duty], procedures: Mapping[str, Procedure], conduct: Conduct
) -> Iterator[str]:
    for duty in duties.values():
        yield from (*duty.keywords, *duty.excludes)
    for procedure in procedures.values():
        yield from (*procedure.marks, *procedure.unless)
    yield from conduct.words()
