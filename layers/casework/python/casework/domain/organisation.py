"""Who there is in the jurisdiction: public bodies and the names people give them, categories of
matters, townships.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from casework.domain.configuration_fields import entries_of, entry_of, known, text_of, words_of
from casework.domain.errors import ConfigurationError, NotFoundError
from casework.domain.phrases import PhraseIndex, Span


class UnitKind(StrEnum):
    """What a unit is to the platform (O2, E4, P4, O4)."""

    CENTRE = "centre"
    INSPECTION = "inspection"
    LEADING_GROUP = "leading_group"
    POLITICAL_LEGAL = "political_legal"
    ALLIANCE = "alliance"


@dataclass(frozen=True, slots=True)
class Unit:
    """A public body that can owe an answer; `aliases` are names people write for it or for one
    of its parts.
    """

    id: str
    zh: str
    en: str
    kind: UnitKind
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of matter that the filer may pick on the form."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Township:
    """A township or sub-district (乡镇、街道); `aliases` are shorter names that tell it apart in
    running text.
    """

    id: str
    zh: str
    en: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outsider:
    """A public body that is no unit here (镇政府, 村委会): cases are not assigned to it, but can be
    about it.
    """

    id: str
    zh: str
    en: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The county or city that this deployment serves: its short name and the centre's public
    telephone (P2).
    """

    zh: str
    en: str
    telephone: str


UNNAMED_BODY = "unnamed_body"
"""The outsider that stands for officials and bodies nobody named; its aliases are words such as
民警, 窗口人员.
"""


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a text names: public bodies (units and outsiders) with the places where they stand,
    and townships.
    """

    bodies: Mapping[str, tuple[Span, ...]]
    townships: frozenset[str]


@dataclass(frozen=True, slots=True)
class Organisation:
    """The jurisdiction; units, outsiders, categories and townships by id, in the order of the
    file, and what everyone calls them.
    """

    version: str
    jurisdiction: Jurisdiction
    units: Mapping[str, Unit]
    outsiders: Mapping[str, Outsider]
    categories: Mapping[str, Category]
    townships: Mapping[str, Township]
    owners: Mapping[str, str]
    names: PhraseIndex

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any]) -> "Organisation":
        """The organisation that a parsed file describes; ConfigurationError says what is wrong
        in it and where.
        """
        parts = ("version", "jurisdiction", "units", "outsiders", "categories", "townships")
        top = entry_of(mapping, "organisation", parts)
        version = text_of(top["version"], "organisation.version")
        jurisdiction = _jurisdiction(top["jurisdiction"])
        units, outsiders = _by_id(_units(top["units"])), _by_id(_outsiders(top["outsiders"]))
        known(UNNAMED_BODY, outsiders, "outsiders")
        townships = _by_id(_townships(top["townships"]))
        categories = _by_id(_categories(top["categories"]))
        owners = _owners([*units.values(), *outsiders.values(), *townships.values()])
        names = PhraseIndex.of(owners)
        return cls(version, jurisdiction, units, outsiders, categories, townships, owners, names)

    def handles_cases(self, unit: str) -> bool:
        """Whether a case can be assigned to the unit: it exists and is not the centre, which
        only dispatches (O2).
        """
        return unit in self.units and self.units[unit].kind is not UnitKind.CENTRE

    def body(self, body_id: str) -> Unit | Outsider:
        """The public body a case can be about; NotFoundError for an id that is neither a unit
        nor an outsider.
        """
        body = self.units.get(body_id) or self.outsiders.get(body_id)
        if body is None:
            raise NotFoundError(body=body_id)
        return body

    def mentions(self, text: str) -> Mentions:
        """What a normalised text names, under full names and aliases alike."""
        bodies: dict[str, tuple[Span, ...]] = {}
        townships: set[str] = set()
        for name, spans in self.names.find(text).items():
            owner = self.owners[name]
            if owner in self.townships:
                townships.add(owner)
            else:
                bodies[owner] = bodies.get(owner, ()) + spans
        return Mentions(bodies, frozenset(townships))


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def zh(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_Identified)


def _units(value: object) -> Iterator[Unit]:
    for entry in entries_of(value, "units", ("zh", "en", "kind", "aliases")):
        where = f"units.{entry['id']}"
        if entry["kind"] not in set(UnitKind):
            raise ConfigurationError(f"{where}.kind: unknown {entry['kind']}")
        aliases = words_of(entry["aliases"], f"{where}.aliases")
        yield Unit(entry["id"], *_titles(entry, where), UnitKind(entry["kind"]), aliases)


def _outsiders(value: object) -> Iterator[Outsider]:
    for entry in entries_of(value, "outsiders", ("zh", "en", "aliases")):
        where = f"outsiders.{entry['id']}"
        aliases = words_of(entry["aliases"], f"{where}.aliases")
        yield Outsider(entry["id"], *_titles(entry, where), aliases)


def _categories(value: object) -> Iterator[Category]:
    for entry in entries_of(value, "categories", ("zh", "en")):
        yield Category(entry["id"], *_titles(entry, f"categories.{entry['id']}"))


def _townships(value: object) -> Iterator[Township]:
    for entry in entries_of(value, "townships", ("zh", "en", "aliases")):
        where = f"townships.{entry['id']}"
        aliases = words_of(entry["aliases"], f"{where}.aliases")
        yield Township(entry["id"], *_titles(entry, where), aliases)


def _titles(entry: Mapping[str, Any], where: str) -> tuple[str, str]:
    return text_of(entry["zh"], f"{where}.zh"), text_of(entry["en"], f"{where}.en")


def _jurisdiction(value: Any) -> Jurisdiction:
    entry = entry_of(value, "jurisdiction", ("zh", "en", "telephone"))
    return Jurisdiction(**{name: text_of(entry[name], f"jurisdiction.{name}") for name in entry})


def _by_id(things: Iterable[_T]) -> dict[str, _T]:
    return {thing.id: thing for thing in things}


def _owners(things: Iterable[_Named]) -> dict[str, str]:
    """Whose every full name and alias is; a name or id of two owners would route by chance."""
    owners: dict[str, str] = {}
    ids: set[str] = set()
    for thing in things:
        if thing.id in ids:
            raise ConfigurationError(f"{thing.id} is the id of two bodies or townships")
        ids.add(thing.id)
        for name in (thing.zh, *thing.aliases):
            if owners.setdefault(name, thing.id) != thing.id:
                raise ConfigurationError(f"{name} names both {owners[name]} and {thing.id}")
    return owners
