"""Nothing grows past what a reader holds in mind."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.repository import name_of, text_files

LONGEST_FUNCTION = 60
LONGEST_MODULE = 400


def python_files() -> Iterator[tuple[Path, str]]:
    """Every Python file of the repository, tests and scripts too."""
    return ((path, text) for path, text in text_files() if path.suffix == ".py")


def long_functions(text: str, limit: int = LONGEST_FUNCTION) -> list[str]:
    """Functions of more lines than `limit`, with their lengths."""
    functions = (
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    lengths = ((f.name, (f.end_lineno or f.lineno) - f.lineno + 1) for f in functions)
    return [f"{name} has {length} lines" for name, length in lengths if length > limit]


def test_the_measure_counts_lines() -> None:
    assert long_functions("def f():\n    a = 1\n    return a\n", limit=2) == ["f has 3 lines"]
    assert long_functions("def f():\n    return 1\n", limit=2) == []


def test_functions_are_short() -> None:
    found = {name_of(path): long for path, text in python_files() if (long := long_functions(text))}
    assert not found


def test_modules_are_short() -> None:
    lengths = {name_of(path): len(text.splitlines()) for path, text in python_files()}
    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE} == {}
