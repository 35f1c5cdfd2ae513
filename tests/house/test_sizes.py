"""Files and functions stay small enough to be read at once (STYLE.md, 14)."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py")])
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
VAGUE = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


TEXTS = {_name(path): path.read_text(encoding="utf-8") for path in FILES}


def test_no_file_is_too_long() -> None:
    assert [name for name, text in TEXTS.items() if len(text.splitlines()) > LONGEST_FILE] == []


def test_no_function_is_too_long() -> None:
    assert [
        f"{name}, {node.name}: {node.end_lineno - node.lineno + 1} lines"
        for name, text in TEXTS.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ] == []


def test_no_module_has_a_vague_name() -> None:
    assert [_name(path) for path in FILES if path.stem in VAGUE] == []


def _silent(tree: ast.Module) -> list[str]:
    """Return what has no docstring among a module and its public functions and classes."""
    module = [] if ast.get_docstring(tree) else ["the module"]
    return module + [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]


def test_what_is_public_says_what_it_is_for() -> None:
    silent = {name: _silent(ast.parse(text)) for name, text in TEXTS.items() if name.startswith("src/")}
    assert {name: names for name, names in silent.items() if names} == {}


def test_the_top_holds_only_what_the_house_has() -> None:
    known = {"src", "tests", "examples", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - known - {"dist", "build"} == set()
