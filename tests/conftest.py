"""What tests of every room may ask for: data that is not in the repository, and a browser."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of shared reference data: SLATE_SHARED_DATA, else beside the checkout."""
    folder = Path(os.environ.get("SLATE_SHARED_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip("no shared data: set SLATE_SHARED_DATA to its folder")
    return folder


@pytest.fixture(scope="session")
def demo_data() -> Path:
    """The folder of the demo's real files: SLATE_DEMO_DATA, else the user's cache."""
    named = os.environ.get("SLATE_DEMO_DATA")
    folder = Path(named) if named else platformdirs.user_cache_path("slate") / "demo"
    if not folder.is_dir():
        pytest.skip("no demo data: run 'slate data get demo' or set SLATE_DEMO_DATA")
    return folder


@pytest.fixture(scope="session")
def demo_file(demo_data: Path) -> Callable[[str], Path]:
    """Finds one of the demo's files by name, e.g. `demo_file("movies.db")`, at any depth."""

    def find(name: str) -> Path:
        found = next(demo_data.rglob(name), None)
        if found is None:
            pytest.skip(f"no {name} in the demo data: run 'slate data get demo' again")
        return found

    return find


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser that browser tests drive."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no Chromium: apt-get install chromium")
    return found
