"""What tests of every room may ask for: data that is not in the repository, and a browser."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest
from hypothesis import HealthCheck, settings

from openslate.app.settings import GRAPH_ENVIRONMENT
from openslate.testing.tiny import write_tiny
from openslate.testing.town import write_town
from openslate.testing.workspace import MadeWorkspace, make_workspace

ROOT = Path(__file__).parents[1]

BUSY = [HealthCheck.too_slow]  # a busy machine is no fault
settings.register_profile("slate", deadline=None, suppress_health_check=BUSY)
settings.load_profile("slate")


@pytest.fixture(scope="session", autouse=True)
def no_graph_server() -> None:
    """Tests write into graphs, so they never reach a server that the person testing uses."""
    os.environ.pop(GRAPH_ENVIRONMENT, None)


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


@pytest.fixture(scope="session")
def tiny_workspace(tmp_path_factory: pytest.TempPathFactory) -> MadeWorkspace:
    """Seven films known by heart, ready to serve; to read from. Writers take `tiny_copy`."""
    folder = tmp_path_factory.mktemp("tiny")
    return make_workspace(folder / "workspace", write_tiny(folder / "files"))


@pytest.fixture
def tiny_copy(tiny_workspace: MadeWorkspace, tmp_path: Path) -> MadeWorkspace:
    """The tiny workspace once more, to write in."""
    return tiny_workspace.copy(tmp_path / "tiny")


@pytest.fixture(scope="session")
def town_workspace(tmp_path_factory: pytest.TempPathFactory) -> MadeWorkspace:
    """240 films and 40 viewers: whole homes under the default rulebook; to read from."""
    folder = tmp_path_factory.mktemp("town")
    return make_workspace(folder / "workspace", write_town(folder / "files"))


@pytest.fixture
def town_copy(town_workspace: MadeWorkspace, tmp_path: Path) -> MadeWorkspace:
    """The town's workspace once more, to write in."""
    return town_workspace.copy(tmp_path / "workspace")
