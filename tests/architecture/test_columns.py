"""Column names are spelled in the vocabulary and nowhere else."""

import ast
from collections.abc import Iterator

import pytest

from openslate.graph.vocabulary import FIELDS, Columns
from tests.repository import SOURCE, modules, name_of

VOCABULARY = SOURCE / "graph" / "vocabulary.py"
NAMES = {field.column for field in FIELDS} | {
    value for key, value in vars(Columns).items() if key.isupper()
}
TAKES_COLUMNS = {
    "col",
    "alias",
    "sort",
    "group_by",
    "explode",
    "get_column",
    "partition_by",
    "unnest",
}
KEYWORDS = {"on", "left_on", "right_on", "subset", "by"}


def spelled(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of every string that a polars call takes as a column's name."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        named = [k.value for k in call.keywords if k.arg in KEYWORDS]
        places = named + (call.args if call.func.attr in TAKES_COLUMNS else [])
        for node in (part for place in places for part in entries(place)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.lineno, node.value


def entries(node: ast.expr) -> list[ast.expr]:
    """The elements of a written-out list or tuple, or the node alone."""
    return node.elts if isinstance(node, ast.List | ast.Tuple) else [node]


def literal_columns(tree: ast.AST) -> list[str]:
    """The vocabulary's columns that a module spells for itself, with their lines."""
    return [f"line {line}: {text!r}" for line, text in spelled(tree) if text in NAMES]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("pl.col('territory')", 1),
        ("frame.join(other, on=['item', 'role'])", 2),
        ("frame.sort('starts', Columns.ENDS)", 1),
        ("pl.col(Columns.TERRITORY)", 0),
        ("pl.col('something_local')", 0),
        ("', '.join(names)", 0),
    ],
)
def test_the_scan_sees_a_literal(code: str, found: int) -> None:
    assert len(literal_columns(ast.parse(code))) == found


def test_no_module_spells_a_column() -> None:
    found = {
        name_of(path): lines
        for path, tree in modules()
        if path != VOCABULARY and (lines := literal_columns(tree))
    }
    assert not found, "take these from graph.vocabulary"
