"""Searching the catalogue."""

from dataclasses import dataclass

from openslate.app.showing import Shown
from openslate.app.views import SearchPage


@dataclass(frozen=True)
class SearchCatalogue:
    """Finds items by name, people, genre or year; a query without results gets a suggestion."""

    shown: Shown

    def __call__(self, query: str, *, limit: int = 40, offset: int = 0) -> SearchPage:
        found = self.shown.search.find(query)
        suggestion = None if found else self.shown.search.suggestion(query)
        shown = found[offset : offset + limit]
        cards = tuple(self.shown.cards.card(item) for item in shown)
        return SearchPage(query, len(found), cards, suggestion)
