"""Compiles our own modules with the methods of their frozen dataclasses written out.

`@dataclass(frozen=True, slots=True)` composes its methods as text and compiles that text every time
a process executes the class statement; over the hundred classes of a page room that is a quarter of
a cold start. Here they are compiled once, when the package is built. Only the bytecode differs: the
sources beside it stay as they are, and tracebacks name their lines. Classes that are not plain
(`field(...)`, a base class, one of these methods of their own) are left to the standard library.
tests/bench compares the classes of both.

python compile_dataclasses.py ROOT PREFIX compiles what is below ROOT as if it stood below PREFIX,
for the interpreter that runs this, never to be checked against its source (PEP 552).
"""

from __future__ import annotations

import ast
import marshal
import sys
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from pathlib import Path
from typing import TypeVar

FROZEN = "dataclass(frozen=True, slots=True)"
WITHOUT_METHODS = "dataclass(init=False, repr=False, eq=False, slots=True)"
"""What is left of it: fields, slots and match arguments, which need no text."""

METHODS = """
def __init__(self{parameters}):
    {assignments}
def __repr__(self):
    return f"{{self.__class__.__qualname__}}({shown})"
def __eq__(self, other):
    if other.__class__ is not self.__class__:
        return NotImplemented
    return {mine} == {theirs}
def __hash__(self):
    return hash({mine})
def __setattr__(self, name, value):
    raise FrozenInstanceError(f"cannot assign to field {{name!r}}")
def __delattr__(self, name):
    raise FrozenInstanceError(f"cannot delete field {{name!r}}")
def __getstate__(self):
    return list({mine})
def __setstate__(self, state):
    for name, value in zip({names}, state):
        object.__setattr__(self, name, value)
"""
WRITTEN = {"__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__"}
NOT_PLAIN = {"ClassVar", "InitVar", "KW_ONLY", "field"}
NEVER_CHECKED = (0b01).to_bytes(4, "little")

Node = TypeVar("Node", bound=ast.AST)


def expanded(source: str) -> ast.Module:
    """The module with the methods of its plain frozen dataclasses in their bodies."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses":
            node.names.append(_placed(ast.alias("FrozenInstanceError"), node))
        if isinstance(node, ast.ClassDef) and _is_plain(node):
            decorator = ast.parse(WITHOUT_METHODS, mode="eval").body
            node.decorator_list = [_placed(decorator, node)]
            node.body += [_placed(method, node) for method in ast.parse(_methods(node)).body]
    return tree


def _is_plain(node: ast.ClassDef) -> bool:
    if [ast.unparse(decorator) for decorator in node.decorator_list] != [FROZEN]:
        return False
    only_generic = all(ast.unparse(base).startswith("Generic[") for base in node.bases)
    used = {
        each.id for field in _fields(node) for each in ast.walk(field) if isinstance(each, ast.Name)
    }
    return only_generic and not used & NOT_PLAIN and not _own_methods(node) & WRITTEN


def _methods(node: ast.ClassDef) -> str:
    has_default = {ast.unparse(each.target): each.value is not None for each in _fields(node)}
    assignments = [f"object.__setattr__(self, {name!r}, {name})" for name in has_default]
    if "__post_init__" in _own_methods(node):
        assignments.append("self.__post_init__()")
    return METHODS.format(
        # The class body executes this, and finds a default under the field's own name.
        parameters="".join(
            f", {name}={name}" if given else f", {name}" for name, given in has_default.items()
        ),
        assignments="\n    ".join(assignments) or "pass",
        shown=", ".join(f"{name}={{self.{name}!r}}" for name in has_default),
        mine="(" + "".join(f"self.{name}, " for name in has_default) + ")",
        theirs="(" + "".join(f"other.{name}, " for name in has_default) + ")",
        names=tuple(has_default),
    )


def _fields(node: ast.ClassDef) -> list[ast.AnnAssign]:
    return [each for each in node.body if isinstance(each, ast.AnnAssign)]


def _own_methods(node: ast.ClassDef) -> set[str]:
    return {each.name for each in node.body if isinstance(each, ast.FunctionDef)}


def _placed(node: Node, where: ast.AST) -> Node:
    """The node as if written at the line of another."""
    for each in ast.walk(node):
        ast.copy_location(each, where)
    return node


def compile_file(path: Path, name: str) -> None:
    """Write the bytecode of a module whose tracebacks shall call it `name`."""
    source = path.read_bytes()
    code = compile(expanded(source.decode()), name, "exec", dont_inherit=True)
    compiled = Path(cache_from_source(str(path), optimization=""))
    compiled.parent.mkdir(exist_ok=True)
    header = MAGIC_NUMBER + NEVER_CHECKED + source_hash(source)
    compiled.write_bytes(header + marshal.dumps(code))


def main(root: Path, prefix: Path) -> None:
    """Compile every module below `root`."""
    for path in sorted(root.rglob("*.py")):
        compile_file(path, str(prefix / path.relative_to(root)))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
