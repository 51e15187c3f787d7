"""Reads what a jurisdiction adds to the shipped configuration: its staff and its first codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, TypeVar

from casework.domain.code import PlaceKind
from casework.domain.configuration_fields import entry_of, known, list_of, text_of
from casework.domain.errors import ConfigurationError
from casework.domain.organisation import UnitKind
from casework.domain.staff import Role, StaffMember
from casework.domain.working_time import CHINA_TIME

if TYPE_CHECKING:
    from enum import StrEnum

    from casework.domain.organisation import Organisation

Chosen = TypeVar("Chosen", bound="StrEnum")
BEGINNING = datetime(2021, 4, 1, tzinfo=UTC)
"""Since when staff serve whose entry does not say: the month in which the platform began (P)."""

OF_THE_CENTRE = {Role.CLERK, Role.SUPERVISOR}
"""Roles that only the service centre has: it receives, dispatches and supervises (O2)."""

_TEXTS = ("issuer", "subject", "id", "name", "unit")


@dataclass(frozen=True, slots=True)
class StaffEntry:
    """One person's entry as the file has it. Errors name it by `id`, never by its subject."""

    issuer: str
    subject: str
    id: str
    name: str
    role: Role
    unit: str
    since: datetime | None
    until: datetime | None

    def may_replace(self, stored: StaffMember | None) -> bool:
        """Whether the file means it: only an entry with a date of its own changes that of somebody
        who has left or will, because an old file knows nothing of that.
        """
        is_dated = self.since is not None or self.until is not None
        return stored is None or stored.until is None or is_dated

    def member(self, stored: StaffMember | None) -> StaffMember:
        """The registry's entry; without `since` it keeps the one it has."""
        since = self.since or (stored.since if stored else BEGINNING)
        return StaffMember(self.id, self.name, self.role, self.unit, since, self.until)


@dataclass(frozen=True, slots=True)
class WantedCode:
    """A code that there shall be: where it hangs, and its captions (Chinese, English)."""

    place: PlaceKind
    captions: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Additions:
    """A whole file."""

    staff: tuple[StaffEntry, ...]
    codes: tuple[WantedCode, ...]


def read_additions(value: object, organisation: Organisation) -> Additions:
    """The parsed file; ConfigurationError says which entry is wrong, and how."""
    top = entry_of(value, "jurisdiction", (), ("staff", "codes"))
    staff = tuple(_staff(top.get("staff", []), organisation))
    return Additions(staff, tuple(_codes(top.get("codes", []))))


def _staff(value: object, organisation: Organisation) -> Iterator[StaffEntry]:
    seen: set[tuple[str, str]] = set()
    for place, item in enumerate(list_of(value, "staff"), 1):
        entry = _staff_entry(item, _named(item, place), organisation)
        if (entry.issuer, entry.subject) in seen:
            raise ConfigurationError(f"staff entry {entry.id}: its subject has another entry")
        seen.add((entry.issuer, entry.subject))
        yield entry


def _named(item: object, place: int) -> str:
    name = item.get("id") if isinstance(item, Mapping) else None
    return f"staff entry {name}" if isinstance(name, str) and name else f"staff entry no. {place}"


def _staff_entry(item: object, where: str, organisation: Organisation) -> StaffEntry:
    fields = entry_of(item, where, (*_TEXTS, "role"), ("since", "until"))
    texts = {name: text_of(fields[name], f"{where}: {name}") for name in _TEXTS}
    role = _one_of(Role, text_of(fields["role"], f"{where}: role"), f"{where}: role")
    since = _midnight(fields.get("since"), f"{where}: since")
    until = _midnight(fields.get("until"), f"{where}: until")
    if since and until and until <= since:
        raise ConfigurationError(f"{where}: until must be after since")
    entry = StaffEntry(**texts, role=role, since=since, until=until)
    _check_unit(entry, where, organisation)
    return entry


def _check_unit(entry: StaffEntry, where: str, organisation: Organisation) -> None:
    known(entry.unit, organisation.units, f"{where}: unit")
    kind = organisation.units[entry.unit].kind
    if entry.role in OF_THE_CENTRE and kind is not UnitKind.CENTRE:
        raise ConfigurationError(f"{where}: unit: a {entry.role} belongs to the service centre")


def _midnight(value: object, where: str) -> datetime | None:
    """The beginning of a day (ISO 8601) in the county, in UTC."""
    if value is None:
        return None
    try:
        day = date.fromisoformat(text_of(value, where))
    except ValueError as error:
        raise ConfigurationError(f"{where}: expected a date such as 2026-11-30") from error
    return datetime.combine(day, time(), CHINA_TIME).astimezone(UTC)


def _codes(value: object) -> Iterator[WantedCode]:
    texts = ("place", "caption_zh", "caption_en")
    for place, item in enumerate(list_of(value, "codes"), 1):
        where = f"code no. {place}"
        fields = entry_of(item, where, texts)
        hangs, zh, en = (text_of(fields[field], f"{where}: {field}") for field in texts)
        yield WantedCode(_one_of(PlaceKind, hangs, f"{where}: place"), (zh, en))


def _one_of(kind: type[Chosen], text: str, where: str) -> Chosen:
    return kind(known(text, set(kind), where))
