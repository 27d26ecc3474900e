"""The demo's workspace: made once a session, or the one SLATE_TEST_WORKSPACE names."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from openslate.app.desk import Desk
from tests.acceptance.demo_workspace import Run, is_whole, make_demo, use_default_rulebook


@dataclass(frozen=True)
class Demo:
    """A workspace made by `slate demo`; `first` is that run, None for one made earlier."""

    folder: Path
    data: Path
    first: Run | None


@pytest.fixture(scope="session")
def demo(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo's workspace on all of its data, with the default rulebook in force."""
    if not is_whole(demo_data):
        pytest.skip("the demo data is not complete: run 'slate data get demo' again")
    named = os.environ.get("SLATE_TEST_WORKSPACE")
    if named:
        use_default_rulebook(Path(named))
        return Demo(Path(named), demo_data, None)
    folder = tmp_path_factory.mktemp("demo") / "workspace"
    return Demo(folder, demo_data, make_demo(folder, demo_data))


@pytest.fixture(scope="session")
def desk(demo: Demo) -> Iterator[Desk]:
    """Everything a face may ask of the demo's workspace."""
    opened = Desk.open(demo.folder)
    yield opened
    opened.close()
