"""An import only ever goes down (DESIGN.md §3): the contracts, and rules that contracts cannot say."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "gridctl"
FILES = sorted(SOURCE.rglob("*.py"))
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
    "icalendar": {"exchange"},
    "xlsxwriter": {"exchange", "report"},
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


IMPORTS = {
    path: {deferred: list(_imports(path, deferred=deferred)) for deferred in (False, True)} for path in FILES
}


def _all_imports() -> Iterator[tuple[Path, Import]]:
    """Yield each file of the house with each of its imports."""
    for path in FILES:
        yield from ((path, node) for nodes in IMPORTS[path].values() for node in nodes)


def _name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def _floor(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


def _modules(node: Import) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    module = node.module or ""
    if module == "gridctl":
        return [f"gridctl.{name.name}" for name in node.names]
    return [module]


def test_no_import_is_relative_or_a_star() -> None:
    assert [
        f"{_name(path)}, line {node.lineno}"
        for path, node in _all_imports()
        if isinstance(node, ast.ImportFrom) and (node.level or any(name.name == "*" for name in node.names))
    ] == []


def test_every_floor_is_one_of_the_house() -> None:
    assert {_floor(path) for path in FILES} <= FLOORS | NO_FLOORS


def test_each_library_is_known_to_its_floor_alone() -> None:
    assert [
        f"{_name(path)} imports {module}"
        for path, node in _all_imports()
        for module in _modules(node)
        if _floor(path) not in LIBRARIES.get(module.partition(".")[0], {_floor(path)})
    ] == []


def _is_standard(module: str) -> bool:
    return module.partition(".")[0] in sys.stdlib_module_names


def test_core_imports_the_standard_library_alone() -> None:
    assert [
        f"{_name(path)} imports {module}"
        for path, node in _all_imports()
        for module in _modules(node)
        if _floor(path) == "core" and not _is_standard(module) and not module.startswith("gridctl.core")
    ] == []


def _is_light(module: str) -> bool:
    own = module in {"gridctl", "gridctl.__version__"}
    return own or _is_standard(module) or any(module == one or module.startswith(one + ".") for one in LIGHT)


def test_the_command_line_loads_little_before_it_knows_the_command() -> None:
    assert [
        f"{_name(path)} imports {module}"
        for path in FILES
        if _floor(path) in FACES
        for node in IMPORTS[path][False]
        for module in _modules(node)
        if not _is_light(module)
    ] == []


def _says_why(lines: list[str], number: int) -> bool:
    """The comment stands on its line, on the one before, or by the first of several imports."""
    place = number - 1
    while place and lines[place].lstrip().startswith(("import ", "from ")) and "#" not in lines[place]:
        place -= 1
    return "#" in lines[place]


def test_a_deferred_import_below_the_faces_says_why() -> None:
    assert [
        f"{_name(path)}, line {node.lineno}"
        for path in FILES
        if _floor(path) not in FACES | {"tui"}
        for node in IMPORTS[path][True]
        if not _says_why(path.read_text(encoding="utf-8").splitlines(), node.lineno)
    ] == []
