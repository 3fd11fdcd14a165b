"""Every module can be imported alone: no import at the head of a file leads back to the file."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
FILES = {file: file.relative_to(TOP).with_suffix("").parts
         for room in ("editor", "runtime", "storage") for file in (TOP / room).rglob("*.py")}  # fmt: skip
MODULES = {".".join(parts[:-1] if parts[-1] == "__init__" else parts): file for file, parts in FILES.items()}


def imported(module: str) -> set[str]:
    """The modules of ours that run because this one is imported, beside the packages that it is in."""
    named = {name for node in ast.parse(MODULES[module].read_text("utf-8")).body for name in names(node)}
    run = {one for name in named for one in (*packages(name), name)} & MODULES.keys()
    return run - {module, *(one for one in packages(module) if one not in named)}


def names(node: ast.stmt) -> Iterator[str]:
    """What a statement at the head of a file imports; what stands under `if TYPE_CHECKING` is no import."""
    if isinstance(node, ast.Import):
        yield from (one.name for one in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        inside = [f"{node.module}.{one.name}" for one in node.names]
        yield from (one if one in MODULES else node.module for one in inside)
    elif isinstance(node, ast.Try):
        yield from (name for inner in node.body for name in names(inner))


def packages(module: str) -> list[str]:
    parts = module.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts))]


def test_every_module_can_be_imported_alone():
    try:
        TopologicalSorter({module: imported(module) for module in MODULES}).prepare()
    except CycleError as circle:
        pytest.fail("a circle of imports: " + " → ".join(reversed(circle.args[1])))
