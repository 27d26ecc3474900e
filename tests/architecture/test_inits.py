"""An `__init__.py` says what its room is for and re-exports names; it holds no logic."""

import ast

import pytest

from tests.repository import modules, name_of

INITS = [(path, tree) for path, tree in modules() if path.name == "__init__.py"]


def is_allowed(node: ast.stmt) -> bool:
    """A docstring, an import, `__all__` or `__version__`."""
    match node:
        case ast.Expr(value=ast.Constant(value=str())) | ast.Import() | ast.ImportFrom():
            return True
        case ast.Assign(targets=[ast.Name(id="__all__" | "__version__")]):
            return True
    return False


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("'''What it is for.'''", True),
        ("from openslate.rules.rulebook import Rulebook", True),
        ("__all__ = ['Rulebook']", True),
        ("def helper(): ...", False),
        ("CACHE = {}", False),
        ("if True: pass", False),
    ],
)
def test_the_scan_tells_logic(code: str, allowed: bool) -> None:
    assert is_allowed(ast.parse(code).body[0]) is allowed


def test_no_init_holds_logic() -> None:
    found = {
        name_of(path): [node.lineno for node in tree.body if not is_allowed(node)]
        for path, tree in INITS
    }
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name_of(path) for path, tree in modules() if tree.body and not ast.get_docstring(tree)
    ]
    assert silent == []
