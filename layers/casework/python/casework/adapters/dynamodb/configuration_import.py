"""Putting configuration into the table: a version is stored and put in force in one transaction,
and never goes back.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pynamodb.exceptions import TransactWriteError

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.items import ConfigurationItem
from casework.adapters.dynamodb.table import reading, transaction
from casework.domain.errors import ConfigurationError, ConflictError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pynamodb.transactions import TransactWrite


@dataclass(frozen=True, slots=True)
class Version:
    """One kind of configuration as it shall be stored: the JSON text and the version in it.

    `is_new` when the table does not have it; `replaces` is what is in force instead, None when the
    kind has nothing in force.
    """

    kind: str
    name: str
    text: str
    is_new: bool
    replaces: str | None


@dataclass(frozen=True, slots=True)
class Import:
    """What importing files would change: found by reading alone, done by `commit`.

    `in_force` is the text of each kind afterwards: the file's where it is put in force, else the
    one that stays.
    """

    in_force: Mapping[str, str]
    changes: tuple[Version, ...]

    def commit(self) -> None:
        """Store what is new and put it in force, all or nothing; without changes it asks nothing.

        Raises ConflictError when somebody else imported since this was planned: plan again.
        """
        if not self.changes:
            return
        try:
            with transaction(uuid.uuid4().hex) as write:
                for version in self.changes:
                    _put(write, version)
        except TransactWriteError as error:
            raise ConflictError("somebody else imported at the same time; run it again") from error


def plan_import(texts: Mapping[str, str]) -> Import:
    """What importing the texts (JSON with its `version`, by kind) would change.

    A version is put in force when the table does not have it yet, or when its kind has nothing in
    force. One that the table has stays as it is, in force or not: importing older files again
    never rolls anything back. Raises ConfigurationError (with `kind` and `version`) when the table
    has a version with another text: what a case points to never changes.
    """
    stored = _stored(texts)
    in_force: dict[str, str] = {}
    changes: list[Version] = []
    for kind, text in texts.items():
        name, current = _name(text), stored.get((kind, keys.CURRENT))
        there = stored.get((kind, name))
        if there is not None and there.data != text:
            raise ConfigurationError(
                f"{kind} {name} is stored with another text", kind=kind, version=name
            )
        if there is None or current is None:
            in_force[kind] = text
            replaced = current.version if current else None
            changes.append(Version(kind, name, text, there is None, replaced))
        else:
            in_force[kind] = current.data
    return Import(in_force, tuple(changes))


def _name(text: str) -> str:
    return str(json.loads(text)["version"])


def _stored(texts: Mapping[str, str]) -> dict[tuple[str, str], ConfigurationItem]:
    """What the table has of the versions, and what is in force of their kinds."""
    wanted = [
        (keys.configuration_pk(kind), sort_key)
        for kind, text in texts.items()
        for sort_key in (_name(text), keys.CURRENT)
    ]
    with reading():
        items = list(ConfigurationItem.batch_get(wanted, consistent_read=True))
    return {(item.PK.partition("#")[2], item.SK): item for item in items}


def _put(write: TransactWrite, version: Version) -> None:
    partition = keys.configuration_pk(version.kind)
    absent = ConfigurationItem.PK.does_not_exist()
    if version.is_new:
        write.save(_item(partition, version.name, version), condition=absent)
    seen = absent if version.replaces is None else ConfigurationItem.version == version.replaces
    write.save(_item(partition, keys.CURRENT, version), condition=seen)


def _item(partition: str, sort_key: str, version: Version) -> ConfigurationItem:
    return ConfigurationItem(partition, sort_key, version=version.name, data=version.text)
