"""The deployed template, read so that tests take names, routes, patterns and limits from it and
from nowhere else.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PATH = Path(__file__).resolve().parents[2] / "infra" / "template.yaml"


class _Loader(yaml.SafeLoader):  # type: ignore[misc]
    """Reads short functions in their long form: `!Ref X` as `{"Ref": "X"}`."""


def _long_form(loader: yaml.SafeLoader, name: str, node: yaml.Node) -> dict[str, Any]:
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {name if name in {"Ref", "Condition"} else f"Fn::{name}": value}


_Loader.add_multi_constructor("!", _long_form)


@cache
def template() -> dict[str, Any]:
    """The whole template."""
    document: dict[str, Any] = yaml.load(PATH.read_text("utf-8"), _Loader)  # noqa: S506 - a safe loader
    return document


def resources(kind: str) -> dict[str, dict[str, Any]]:
    """Properties of every resource of a type, by logical id."""
    return {
        name: resource.get("Properties", {})
        for name, resource in template()["Resources"].items()
        if resource["Type"] == kind
    }


def functions() -> dict[str, dict[str, Any]]:
    """Properties of every function, by logical id."""
    return resources("AWS::Serverless::Function")


def room_of(function: str) -> str:
    """The room of a function: `ScanIntakeFunction` is `scan_intake`."""
    words = re.findall("[A-Z][a-z]+", function.removesuffix("Function"))
    return "_".join(words).lower()


def resolve(value: Any, names: Mapping[str, str]) -> Any:
    """A property with its references filled in: `Table` for a Ref, `Queue.Arn` for a GetAtt; of two
    alternatives the one of the parameters that are named, or else of their defaults.
    """
    if isinstance(value, list):
        return [resolve(item, names) for item in value]
    if not isinstance(value, dict):
        return value
    name, *others = value or [""]
    if others or name not in INTRINSIC:
        return {key: resolve(item, names) for key, item in value.items()}
    return INTRINSIC[name](value[name], names)


def _reference(name: str, names: Mapping[str, str]) -> str:
    parameters = template()["Parameters"]
    if name in names:
        return names[name]
    return str(parameters[name].get("Default", "")) if name in parameters else names[name]


def _filled_in(text: str, names: Mapping[str, str]) -> str:
    return re.sub(r"\$\{([^}]+)\}", lambda found: names[found[1]], text)


def _chosen(choice: list[Any], names: Mapping[str, str]) -> Any:
    condition, then, otherwise = choice
    holds = resolve(template()["Conditions"][condition], names)
    return resolve(then if holds else otherwise, names)


def _equal(two: list[Any], names: Mapping[str, str]) -> bool:
    first, second = resolve(two, names)
    return bool(first == second)


INTRINSIC: dict[str, Callable[[Any, Mapping[str, str]], Any]] = {
    "Ref": _reference,
    "Fn::GetAtt": lambda name, names: names[name],
    "Fn::Sub": _filled_in,
    "Fn::If": _chosen,
    "Fn::Equals": _equal,
    "Fn::Not": lambda one, names: not resolve(one[0], names),
    "Fn::Join": lambda parts, names: parts[0].join(resolve(parts[1], names)),
}
"""What stands for another value, and how it is found."""
