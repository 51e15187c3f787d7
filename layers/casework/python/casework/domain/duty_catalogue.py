"""The duty catalogue (职责清单): which public body owes the answer to which matter, as versioned, weighted words."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casework.domain.configuration_fields import (
    count_of,
    entries_of,
    entry_of,
    known,
    list_of,
    text_of,
    texts_of,
)
from casework.domain.errors import ConfigurationError
from casework.domain.organisation import Organisation
from casework.domain.phrases import PhraseIndex


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Where the same matter belongs once its facts differ: "if already sued" (如已起诉) -> litigation service."""

    duty: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of one lead unit.

    `keywords` add their weight once each, `excludes` take theirs away. `townships` empty means the whole jurisdiction.
    `procedure` names the statutory procedure whose service this duty is: a person always confirms it.
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
    procedure: str | None
    otherwise: Otherwise | None


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure of its own (法定程序): `marks` show that a matter is in it, `unless` are phrases that only sound so."""

    id: str
    zh: str
    en: str
    marks: tuple[str, ...]
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conduct:
    """Words about the conduct of public bodies (作风).

    `plain` say it by themselves; `near_body` count within `window` characters of any public body or official that is
    named; `unless` are phrases that only sound so. `duty` is the inspectors' duty that such complaints are.
    """

    duty: str
    plain: tuple[str, ...]
    near_body: tuple[str, ...]
    unless: tuple[str, ...]
    window: int


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
    """All duties by id with what routing needs, precomputed: parse once per container, classify in microseconds."""

    version: str
    duties: Mapping[str, Duty]
    procedures: Mapping[str, Procedure]
    conduct: Conduct
    confidence: Confidence
    phrases: PhraseIndex
    keyword_duties: Mapping[str, tuple[str, ...]]

    @classmethod
    def from_mapping(
        cls, mapping: Mapping[str, Any], organisation: Organisation
    ) -> "DutyCatalogue":
        """The catalogue that a parsed file describes, checked against the organisation it speaks of.

        ConfigurationError says what is wrong and where: an unknown unit, category, township, procedure or duty, an id
        that stands there twice, a duty without keywords, a weight that is not a positive whole number.
        """
        top = entry_of(
            mapping, "catalogue", ("version", "confidence", "conduct", "procedures", "duties")
        )
        procedures = {each.id: each for each in _procedures(top["procedures"])}
        duties = {each.id: each for each in _duties(top["duties"], organisation, procedures)}
        _check_alternatives(duties)
        conduct = _conduct(top["conduct"], duties)
        return cls(
            version=text_of(top["version"], "version"),
            duties=duties,
            procedures=procedures,
            conduct=conduct,
            confidence=_confidence(top["confidence"]),
            phrases=PhraseIndex.of(_phrases(duties, procedures, conduct)),
            keyword_duties=_keyword_duties(duties),
        )


def _duties(
    value: object, organisation: Organisation, procedures: Collection[str]
) -> Iterator[Duty]:
    required = ("zh", "en", "lead", "category", "keywords")
    optional = ("co_handlers", "townships", "excludes", "procedure", "otherwise")
    for entry in entries_of(value, "duties", required, optional):
        where = f"duties.{entry['id']}"
        yield Duty(
            id=entry["id"],
            zh=text_of(entry["zh"], f"{where}.zh"),
            en=text_of(entry["en"], f"{where}.en"),
            lead=known(entry["lead"], organisation.units, f"{where}.lead"),
            co_handlers=_co_handlers(entry, organisation, where),
            category=known(entry["category"], organisation.categories, f"{where}.category"),
            townships=_known_texts(entry, "townships", organisation.townships, where),
            keywords=_keywords(entry, where),
            excludes=_weights(entry.get("excludes", {}), f"{where}.excludes"),
            procedure=_procedure(entry, procedures, where),
            otherwise=_otherwise(entry, where),
        )


def _co_handlers(
    entry: Mapping[str, Any], organisation: Organisation, where: str
) -> tuple[str, ...]:
    units = _known_texts(entry, "co_handlers", organisation.units, where)
    if dispatchers := [unit for unit in units if not organisation.handles_cases(unit)]:
        raise ConfigurationError(f"{where}: {dispatchers[0]} handles no cases")
    if entry["lead"] in units:
        raise ConfigurationError(f"{where}: {entry['lead']} leads and co-handles")
    return units


def _known_texts(
    entry: Mapping[str, Any], key: str, names: Collection[str], where: str
) -> tuple[str, ...]:
    texts = texts_of(entry.get(key, []), f"{where}.{key}")
    return tuple(known(text, names, f"{where}.{key}") for text in texts)


def _keywords(entry: Mapping[str, Any], where: str) -> Mapping[str, int]:
    if not (keywords := _weights(entry["keywords"], f"{where}.keywords")):
        raise ConfigurationError(f"{where}: a duty without keywords is never found")
    return keywords


def _weights(value: object, where: str) -> Mapping[str, int]:
    if not isinstance(value, Mapping):
        raise ConfigurationError(f"{where}: expected an object of weights")
    return {
        text_of(word, where): count_of(weight, f"{where}.{word}") for word, weight in value.items()
    }


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
            marks=texts_of(entry["marks"], f"{where}.marks"),
            unless=texts_of(entry["unless"], f"{where}.unless"),
        )


def _conduct(value: object, duties: Collection[str]) -> Conduct:
    entry = entry_of(value, "conduct", ("duty", "plain", "near_body", "unless", "window"))
    return Conduct(
        duty=known(entry["duty"], duties, "conduct.duty"),
        plain=texts_of(entry["plain"], "conduct.plain"),
        near_body=texts_of(entry["near_body"], "conduct.near_body"),
        unless=texts_of(entry["unless"], "conduct.unless"),
        window=count_of(entry["window"], "conduct.window"),
    )


def _confidence(value: object) -> Confidence:
    names = tuple(Confidence.__dataclass_fields__)
    entry = entry_of(value, "confidence", names)
    return Confidence(**{name: count_of(entry[name], f"confidence.{name}", 0) for name in names})


def _phrases(
    duties: Mapping[str, Duty], procedures: Mapping[str, Procedure], conduct: Conduct
) -> Iterator[str]:
    for duty in duties.values():
        yield from duty.keywords
        yield from duty.excludes
    for procedure in procedures.values():
        yield from procedure.marks
        yield from procedure.unless
    yield from conduct.plain
    yield from conduct.near_body
    yield from conduct.unless


def _keyword_duties(duties: Mapping[str, Duty]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for duty in duties.values():
        for word in duty.keywords:
            found.setdefault(word, []).append(duty.id)
    return {word: tuple(ids) for word, ids in found.items()}
