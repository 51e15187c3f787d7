"""Tells what the dataclasses of a package are and do, so that two ways of making them compare.

python classes.py JOB, where JOB is {"path": [folder, ...], "modules": [name, ...]} as JSON. It
prints {class: {trait: text}} as JSON.
"""

import copy
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from importlib import import_module
from inspect import signature
from typing import Any

job = json.loads(sys.argv[1])
sys.path[:0] = job["path"]


def traits(kind: type[Any]) -> dict[str, str]:
    """Fields, parameters, and how instances behave whose fields hold their own names."""
    names = [field.name for field in fields(kind)]
    one, same = made(kind, names), made(kind, names)
    other = made(kind, [*names[1:], "something else"][: len(names)])
    values = [name for field, name in zip(fields(kind), names, strict=True) if field.init]
    return {
        "fields": str([facts(field) for field in fields(kind)]),
        "slots": str(kind.__slots__),
        "match": str(kind.__match_args__),
        "parameters": str([*parameters(kind)]),
        "construction": said(lambda: kind(*values)),
        "representation": repr(one),
        "equality": str((one == same, one == other, one == "something else")),
        "hash": said(lambda: hash(one) == hash(same)),
        "copy": said(lambda: copy.copy(one) == one),
        "assignment": said(lambda: setattr(one, names[0], "new")),
        "deletion": said(lambda: delattr(one, names[0])),
    }


def facts(field: Field[Any]) -> tuple[object, ...]:
    """What a field was declared as."""
    given = field.default is not MISSING
    made_by = getattr(field.default_factory, "__name__", None)
    how = (field.init, field.repr, field.hash, field.compare, field.kw_only)
    return field.name, str(field.type), given, given and field.default, made_by, *how


def made(kind: type[Any], values: list[str]) -> Any:
    """An instance with these values, whatever its construction would say to them."""
    instance = object.__new__(kind)
    for field, value in zip(fields(kind), values, strict=True):
        object.__setattr__(instance, field.name, value)
    return instance


def parameters(kind: type[Any]) -> Iterator[tuple[str, str, str]]:
    """What the construction takes."""
    for parameter in signature(kind).parameters.values():
        yield parameter.name, str(parameter.kind), repr(parameter.default)


def said(act: Callable[[], object]) -> str:
    """The outcome, or the error with its words."""
    try:
        return repr(act())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


found = {}
for name in job["modules"]:
    for kind in vars(import_module(name)).values():
        if is_dataclass(kind) and isinstance(kind, type) and kind.__module__ == name:
            found[f"{name}.{kind.__qualname__}"] = traits(kind)
json.dump(found, sys.__stdout__)  # type: ignore[arg-type] # there is one here
