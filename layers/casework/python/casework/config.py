"""Settings of a room: one frozen dataclass each, read from the environment once, missing ones
named.
"""

from __future__ import annotations

import os
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, TypeVar

from casework.domain.errors import ConfigurationError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Settings = TypeVar("Settings", bound=DataclassInstance)


def from_environment(kind: type[Settings]) -> Settings:
    """Fill a dataclass of strings from the variables named like its fields, in upper case.

    Raises ConfigurationError naming the variable when one without a default is missing or empty.
    """
    values = {}
    for field in fields(kind):
        name = field.name.upper()
        value = os.environ.get(name, "")
        if value:
            values[field.name] = value
        elif field.default is MISSING:
            raise ConfigurationError(f"environment variable {name} is not set")
    return kind(**values)
