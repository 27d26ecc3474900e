"""The town with some pages served."""

from collections.abc import Iterator

import pytest

from openslate.app.desk import Desk
from openslate.testing.workspace import MadeWorkspace

VIEWERS = ("3", "30", "34")


@pytest.fixture
def town(town_copy: MadeWorkspace) -> Iterator[Desk]:
    """A desk over 240 films that served three pages."""
    with town_copy.desk() as desk:
        for viewer in VIEWERS:
            desk.home(viewer, desk.context(viewer))
        yield desk
