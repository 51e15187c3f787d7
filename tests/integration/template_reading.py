"""Questions to the product's templates: which room, which names, which properties."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from cfnlint.decode import cfn_yaml  # type: ignore[import-untyped]

from tests.integration.template import functions, resources, template

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]


def product_template(name: str) -> dict[str, Any]:
    """A file of infra/ that deploys in every region."""
    if name == "template.yaml":
        return template()
    parsed: dict[str, Any] = cfn_yaml.load(str(ROOT / "infra" / name))
    return parsed


def rooms() -> list[str]:
    """Every folder under functions/ that holds a room."""
    return sorted(path.parent.name for path in (ROOT / "functions").glob("*/handler.py"))


def function_of(room: str) -> str:
    """The logical id of a room's function: scan_intake -> ScanIntakeFunction."""
    return "".join(word.capitalize() for word in room.split("_")) + "Function"


def properties_of(room: str) -> dict[str, Any]:
    """Properties of a room's function."""
    return functions()[function_of(room)]


def mappings_of(room: str) -> list[dict[str, Any]]:
    """Properties of every mapping that feeds a room."""
    wanted = {"Ref": function_of(room)}
    mappings = resources("AWS::Lambda::EventSourceMapping").values()
    return [mapping for mapping in mappings if mapping["FunctionName"] == wanted]


def statements_of(room: str) -> list[dict[str, Any]]:
    """Every statement of a room's policy."""
    return [s for policy in properties_of(room)["Policies"] for s in policy["Statement"]]


def listed(value: Any) -> list[Any]:
    """An action or resource of a statement, which may stand there without a list."""
    return value if isinstance(value, list) else [value]


def target(reference: Any) -> str:
    """The one resource that an expression is about."""
    (name,) = names_in(reference)
    return name


def names_in(value: Any) -> set[str]:
    """The logical ids and parameters that an expression refers to."""
    found = set()
    for function, argument in _functions_in(value):
        if function in {"Ref", "Fn::GetAtt"}:
            found.add(argument.partition(".")[0])
        elif function == "Fn::Sub":
            found |= {part.partition("}")[0].partition(".")[0] for part in argument.split("${")[1:]}
    return found


def all_keys(value: Any) -> Iterator[str]:
    """Every property name at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from all_keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from all_keys(inner)


def _functions_in(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "Ref" or key.startswith("Fn::"):
                yield key, inner
            yield from _functions_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _functions_in(inner)
