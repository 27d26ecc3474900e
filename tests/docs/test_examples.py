"""The examples in docstrings are true."""

import doctest
import importlib
from pathlib import Path

import pytest

from tests.repository import dotted, modules, name_of

WITH_EXAMPLES = [path for path, _ in modules() if ">>> " in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=name_of)
def test_examples_are_true(path: Path) -> None:
    results = doctest.testmod(importlib.import_module(dotted(path)))
    assert results.attempted > 0
    assert results.failed == 0
