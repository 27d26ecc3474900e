"""Many people ask at once, as they do of a server."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from openslate.app.desk import Desk
from openslate.app.slates.facts import REMEMBERED
from openslate.testing.workspace import NOW


def test_pages_asked_for_at_once_are_the_pages_asked_for_in_turn(town: Desk) -> None:
    """More days than are remembered, so that threads also forget beside each other."""
    contexts = [
        town.context(str(viewer), territory=place, at=NOW + timedelta(days=day))
        for viewer in (1, 2)
        for place in ("US", "GB")
        for day in range(REMEMBERED // 2)
    ]
    viewers = [str(1 + i % 4) for i in range(len(contexts))]
    in_turn = [town.home(v, c).rows for v, c in zip(viewers, contexts, strict=True)]
    with ThreadPoolExecutor(8) as pool:
        at_once = [home.rows for home in pool.map(town.home, viewers, contexts)]
    assert at_once == in_turn
