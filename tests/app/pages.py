"""Reading what a page holds, for tests."""

from openslate.app.desk import Desk
from openslate.app.views import Home


def items_of(home: Home) -> list[str]:
    """Every item of a page, row by row."""
    return [card.item for row in home.rows for card in row.cards]


def layout(home: Home) -> list[tuple[str, tuple[str, ...]]]:
    """Titles and items: what is identical when two pages are."""
    return [(row.title, tuple(card.item for card in row.cards)) for row in home.rows]


def item_named(desk: Desk, name: str) -> str:
    """The stable id of the item with this name."""
    snapshot = desk.engine.snapshot
    return snapshot.ids[snapshot.item["name"].to_list().index(name)]


def watched_by(desk: Desk, viewer: str) -> list[str]:
    """Ids of everything a viewer has watched (up to forty), latest first."""
    return [card.item for card in desk.viewer(viewer).latest]
