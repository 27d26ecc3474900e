"""Desks over the made workspaces, and their snapshots' items by name."""

from collections.abc import Iterator

import pytest

from openslate.app.desk import Desk
from openslate.testing.workspace import MadeWorkspace


@pytest.fixture
def tiny(tiny_copy: MadeWorkspace) -> Iterator[Desk]:
    """A desk over seven films; its pages go into a journal of its own."""
    with tiny_copy.desk() as desk:
        yield desk


@pytest.fixture
def town(town_copy: MadeWorkspace) -> Iterator[Desk]:
    """A desk over 240 films; its pages go into a journal of its own."""
    with town_copy.desk() as desk:
        yield desk
