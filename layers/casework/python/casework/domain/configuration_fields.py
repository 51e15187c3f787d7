"""Reads fields out of a parsed configuration file and says exactly which one is missing or of
the wrong kind.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from casework.domain.errors import ConfigurationError


def entry_of(
    value: object, where: str, required: Collection[str], optional: Collection[str] = ()
) -> Mapping[str, Any]:
    """The object at `where`; ConfigurationError unless it has every required key and no unknown
    one.
    """
    if not isinstance(value, Mapping):
        raise ConfigurationError(f"{where}: expected an object")
    if missing := sorted(set(required) - value.keys()):
        raise ConfigurationError(f"{where}: missing {', '.join(missing)}")
    if unknown := sorted(value.keys() - set(required) - set(optional)):
        raise ConfigurationError(f"{where}: unknown {', '.join(unknown)}")
    return value


def entries_of(
    value: object, where: str, required: Collection[str], optional: Collection[str] = ()
) -> Iterator[Mapping[str, Any]]:
    """The objects of the list at `where`, each with a text `id` that no other has."""
    seen: set[str] = set()
    for item in list_of(value, where):
        entry = entry_of(item, where, {"id", *required}, optional)
        name = text_of(entry["id"], f"{where}.id")
        if name in seen:
            raise ConfigurationError(f"{where}: {name} stands there twice")
        seen.add(name)
        yield entry


def list_of(value: object, where: str) -> list[Any]:
    """The list at `where`, possibly empty."""
    if not isinstance(value, list):
        raise ConfigurationError(f"{where}: expected a list")
    return value


def text_of(value: object, where: str) -> str:
    """The text at `where`, not blank."""
    if not isinstance(value, str) or not value.strip():
        raise ConfigurationError(f"{where}: expected a text that is not blank")
    return value


def words_of(value: object, where: str) -> tuple[str, ...]:
    """The distinct words of the lines at `where`; a line holds several, separated by spaces."""
    lines = list_of(value, where)
    if not all(isinstance(line, str) for line in lines):
        raise ConfigurationError(f"{where}: expected lines of words")
    words = " ".join(lines).split()
    if len(set(words)) < len(words):
        twice = next(word for word in words if words.count(word) > 1)
        raise ConfigurationError(f"{where}: {twice} stands there twice")
    return tuple(words)


def count_of(value: object, where: str, minimum: int = 1) -> int:
    """The whole number at `where`, not below `minimum`; true and false are no numbers."""
    if not isinstance(value, int) or isinstance(value, bool) or value < minimum:
        raise ConfigurationError(f"{where}: expected a whole number of at least {minimum}")
    return value


def flag_of(value: object, where: str) -> bool:
    """The true or false at `where`."""
    if not isinstance(value, bool):
        raise ConfigurationError(f"{where}: expected true or false")
    return value


def known(name: str, names: Collection[str], where: str) -> str:
    """The name itself; ConfigurationError when nothing of that name is defined."""
    if name not in names:
        raise ConfigurationError(f"{where}: unknown {name}")
    return name
