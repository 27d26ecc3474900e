"""Every benchmark can be run, and every page of figures comes from one."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.repository import DOCS, ROOT, name_of

BENCHES = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
PAGES = sorted(path for path in (DOCS / "evaluation").glob("*.md") if path.name != "README.md")
PEERS = {"duckdb", "implicit", "splink"}  # of the extra `bench`, which other tests do without


@pytest.mark.parametrize("bench", BENCHES)
def test_a_benchmark_can_be_imported_and_run_without_arguments(bench: str) -> None:
    try:
        module = import_module(f"tests.benchmarks.{bench}")
    except ModuleNotFoundError as error:
        if error.name not in PEERS:
            raise
        pytest.skip(f"{error.name} is not installed: scripts/setup bench")
    assert callable(module.main)


@pytest.mark.parametrize("bench", BENCHES)
def test_a_benchmark_says_how_it_is_run(bench: str) -> None:
    text = (ROOT / "tests" / "benchmarks" / f"{bench}.py").read_text(encoding="utf-8")
    assert f"scripts/bench {bench.removeprefix('bench_')}" in text.split('"""')[1]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_is_written_by_the_benchmark_it_names(page: Path) -> None:
    named = re.search(r"(?m)^Made by `scripts/bench (\w+)`", page.read_text(encoding="utf-8"))
    assert named, "say which command made it"
    assert named[1] == page.stem
    assert f"bench_{named[1]}" in BENCHES
