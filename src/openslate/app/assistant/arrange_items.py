"""The order of items that fit, and a few words why each is there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from openslate.app.assistant.item_facts import ItemFacts
from openslate.app.assistant.select_items import ROLE, ItemSelector
from openslate.app.assistant.viewing import Viewing
from openslate.assistant.concierge.query import LIKE, PEOPLE, VIEWINGS, Query
from openslate.common.text import join_words
from openslate.graph.vocabulary import FIELD

SCORE, RUNTIME = FIELD["critics_score"].column, FIELD["runtime"].column
DONE = {"cast": "With", "directors": "Directed by", "writers": "Written by"}
MOST_REASONS = 2


@dataclass(frozen=True)
class ItemArranger:
    """Puts items in the order asked for, else in that of the recommender."""

    selector: ItemSelector
    facts: ItemFacts

    def liked(self, query: Query) -> tuple[int, ...]:
        """The items that others are to be like, of namesakes the most watched."""
        names = [name for one in query.of(LIKE) for name in one.values]
        items = [self.selector.by_title(name)[:1] or self._by_id(name) for name in names]
        return tuple(at for found in items for at in found)

    def _by_id(self, item: str) -> Sequence[int]:
        known = set(self.selector.shown.snapshot.ids)
        return [self.selector.shown.snapshot.index_of(item)] if item in known else []

    def order(self, items: np.ndarray, query: Query, viewing: Viewing) -> list[int]:
        """Items best first; unknown values last, equal ones by how well they suit."""
        scores = viewing.scores(self.liked(query))[items]
        known = np.nan_to_num(self.selector.numbers(SCORE)[items], nan=-1.0)
        keys = [items, -known, -scores]
        if query.sort:
            keys.append(self._sorted(items, query.sort.field, query.sort.descending))
        return [int(at) for at in items[np.lexsort(keys)]]

    def _sorted(self, items: np.ndarray, field: str, descending: bool) -> np.ndarray:
        if field == VIEWINGS:
            numbers = np.asarray(self.selector.shown.viewings, dtype=np.float64)[items]
        else:
            numbers = self.selector.numbers(field)[items]
        keyed = -numbers if descending else numbers
        return np.where(np.isnan(keyed), np.inf, keyed)

    def reason(self, item: int, query: Query, viewing: Viewing) -> str:
        """Why an item is there: what was asked for, else what ties it to the viewer."""
        told = list(self._matches(item, query))[:MOST_REASONS]
        if told:
            return " · ".join(told)
        return self._personal(item, query, viewing)

    def _matches(self, item: int, query: Query) -> Iterator[str]:
        """The facts that were asked for, as the item has them."""
        for one in query.conditions:
            if one.wanted and (one.field in ROLE or one.field == PEOPLE):
                yield from self._credit(item, one.field, one.values)
        if query.sort and query.sort.field in FIELD:
            yield from self._number(item, query.sort.field)

    def _credit(self, item: int, field: str, names: Sequence[str]) -> Iterator[str]:
        fields = DONE if field == PEOPLE else {field: DONE.get(field, field.capitalize())}
        for column, word in fields.items():
            there = [name for name in names if name in self.facts.values(item, column)]
            if there:
                yield f"{word} {join_words(there)}"
                return

    def _number(self, item: int, field: str) -> Iterator[str]:
        words = {SCORE: "{} % favourable reviews", RUNTIME: "{} minutes", "oscars": "{} Oscars"}
        for value in self.facts.values(item, field):
            if field in words:
                yield words[field].format(value)

    def _personal(self, item: int, query: Query, viewing: Viewing) -> str:
        engine, liked = viewing.shown.engine, self.liked(query)
        if engine is None:
            return ""
        if liked:
            common = engine.model.features_in_common(liked[0], item)
            return common[0][:1].upper() + common[0][1:] if common else ""
        if not viewing.ask.sequence:
            return engine.cards.praise(item)
        (one,) = engine.model.loudest(viewing.ask.sequence, [item])
        return f"Because you watched {engine.cards.names[one]}" if one >= 0 else ""
