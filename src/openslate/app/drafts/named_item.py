"""Finding the item that somebody wants a draft about."""

from typing import Protocol

from openslate.app.views import Card, SearchPage
from openslate.common.errors import NotFoundError


class ItemFinder(Protocol):
    """What finds items; see `openslate.app.desk.Desk`."""

    def card(self, item: str) -> Card: ...
    def search(self, query: str, *, limit: int = 40, offset: int = 0) -> SearchPage: ...


def named_item(finder: ItemFinder, named: str) -> str:
    """The id of an item by its id, or by its name as the search knows it; raises NotFoundError."""
    try:
        return finder.card(named).item
    except NotFoundError:
        found = finder.search(named, limit=1).cards if named.strip() else ()
    if not found:
        raise NotFoundError(f"There is no item {named!r}", do="Search the catalogue for its name")
    return found[0].item
