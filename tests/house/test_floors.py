"""An import only ever goes down (DESIGN.md §3): the contracts, and rules that contracts cannot say."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "gridctl"
FILES = sorted(SOURCE.rglob("*.py"))
IDS = [path.relative_to(SOURCE).as_posix() for path in FILES]
FACES = {"cli", "main.py"}
# What a file of the command line may load before it is known which command was meant.
LIGHT = {"gridctl.core", "gridctl.present", "gridctl.cli", "typer"}
# Which floors may know a library; also floors that are still to come.
LIBRARIES = {
    "sqlmodel": {"store"},
    "sqlalchemy": {"store"},
    "sqlcipher3": {"store"},
    "sqlite3": {"store"},
    "textual": {"tui"},
    "typer": {"cli", "main.py"},
    "click": set(),
    "python_calamine": {"exchange"},
    "phonenumbers": {"checks"},
    "stdnum": {"checks"},
    "pypinyin": {"checks"},
    "holidays": {"checks"},
    "rapidfuzz": {"checks"},
    "ortools": {"planning"},
}
FLOORS = {
    *("main.py", "config.py", "cli", "tui", "exchange", "report", "present", "services"),
    *("store", "planning", "checks", "core"),
}
NO_FLOORS = {"__init__.py", "__main__.py", "packs", "locale"}

Import = ast.Import | ast.ImportFrom


def test_the_contracts_hold() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
        ],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _imports(path: Path, *, deferred: bool) -> Iterator[Import]:
    """Yield the imports inside functions, or those outside of them; those for types alone don't run."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if isinstance(node, Import) and (id(node) in inside) is deferred and id(node) not in typing_only:
            yield node


def _modules(node: Import) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    module = node.module or ""
    if module == "gridctl":
        return [f"gridctl.{name.name}" for name in node.names]
    return [module]


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_no_import_is_relative_or_a_star(path: Path) -> None:
    for deferred in (False, True):
        for node in _imports(path, deferred=deferred):
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0
                assert all(name.name != "*" for name in node.names)


def test_every_floor_is_one_of_the_house() -> None:
    assert {path.relative_to(SOURCE).parts[0] for path in FILES} <= FLOORS | NO_FLOORS


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_each_library_is_known_to_its_floor_alone(path: Path) -> None:
    floor = path.relative_to(SOURCE).parts[0]
    for deferred in (False, True):
        for node in _imports(path, deferred=deferred):
            for module in _modules(node):
                owners = LIBRARIES.get(module.partition(".")[0])
                assert owners is None or floor in owners, f"{floor} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_core_imports_the_standard_library_alone(path: Path) -> None:
    if path.relative_to(SOURCE).parts[0] != "core":
        return
    for deferred in (False, True):
        for node in _imports(path, deferred=deferred):
            for module in _modules(node):
                top = module.partition(".")[0]
                assert top in sys.stdlib_module_names or module.startswith("gridctl.core"), module


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_the_command_line_loads_little_before_it_knows_the_command(path: Path) -> None:
    if path.relative_to(SOURCE).parts[0] not in FACES:
        return
    for node in _imports(path, deferred=False):
        for module in _modules(node):
            top = module.partition(".")[0]
            light = any(module == one or module.startswith(one + ".") for one in LIGHT)
            own = module in {"gridctl", "gridctl.__version__"}
            assert top in sys.stdlib_module_names or light or own, module


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_deferred_import_below_the_faces_says_why(path: Path) -> None:
    """The comment stands on its line, on the one before, or by the first of several imports."""
    if path.relative_to(SOURCE).parts[0] in FACES:
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    for node in _imports(path, deferred=True):
        place = node.lineno - 1
        while place and lines[place].lstrip().startswith(("import ", "from ")) and "#" not in lines[place]:
            place -= 1
        assert "#" in lines[place], f"line {node.lineno}: {lines[node.lineno - 1].strip()}"
