"""Answers that are items: those that fit and may be shown, or how many there are."""

from dataclasses import dataclass, replace

import numpy as np

from openslate.app.assistant.arrange_items import ItemArranger
from openslate.app.assistant.assistant_views import Said
from openslate.app.assistant.select_items import Flags, ItemSelector
from openslate.app.assistant.viewing import Viewing
from openslate.assistant.concierge.moods import moods
from openslate.assistant.concierge.query import ABOUT, LIKE, MOOD, SEEN, Query
from openslate.assistant.concierge.sentences import NO_RULES, counted, found, nothing
from openslate.common.text import join_words
from openslate.graph.vocabulary import Columns

PAGE = 8


@dataclass(frozen=True)
class Listed:
    """Items for a page with what is said of them; `more` tells that further ones fit."""

    sentences: tuple[Said, ...]
    items: tuple[int, ...] = ()
    more: bool = False


@dataclass(frozen=True)
class ItemAnswerer:
    """Finds items; what may not be shown is counted and never listed."""

    selector: ItemSelector
    arranger: ItemArranger

    def find(self, query: Query, viewing: Viewing) -> Listed:
        """The page of items asked for."""
        known, query, without = self._with_topics(query)
        fits = self._mine(known, query, viewing) & viewing.allowed
        items = self.arranger.order(np.flatnonzero(fits), query, viewing)
        size = min(query.first or PAGE, 50)
        wanted = items[: query.first] if query.first else items
        page = wanted[(query.page - 1) * size : query.page * size]
        more = len(wanted) > query.page * size
        sentences = [*without, *self._explained(query, viewing)]
        if page:
            total = len(wanted)
            told = found(total, len(page), query.page)
            sentences.insert(0, Said(told, counted=(total, len(page))))
        else:
            told = nothing(int(known.sum()), len(items))
            sentences.insert(0, Said(told, counted=(int(known.sum()),)))
        return Listed(tuple(sentences), tuple(page), more)

    def count(self, query: Query, viewing: Viewing) -> Listed:
        """How many fit, and how many of those may be watched."""
        known = self._mine(self.selector.select(query), query, viewing)
        total, allowed = int(known.sum()), int((known & viewing.allowed).sum())
        rules = viewing.outcome is not None
        said = Said(counted(total, allowed if rules else None), counted=(total, allowed))
        return Listed((said,))

    def _mine(self, known: Flags, query: Query, viewing: Viewing) -> Flags:
        """Without, or only, what the viewer has seen; never what they saw, when it's a wish."""
        seen = np.zeros(len(known), dtype=np.bool_)
        seen[list(viewing.watched)] = True
        for one in query.of(SEEN):
            return known & (seen if one.wanted else ~seen)
        return known

    def _with_topics(self, query: Query) -> tuple[Flags, Query, list[Said]]:
        """Items that fit; topics that no item has are left out, and that is said."""
        known = self.selector.select(query)
        topics = tuple(one for one in query.of(ABOUT) if one.wanted)
        missing = [one for one in topics if not self.selector.meets(one).any()]
        if known.any() or not missing or len(missing) == len(query.conditions):
            return known, query, []
        fewer = query
        for one in missing:
            fewer = fewer.less(one)
        words = join_words([f"'{value}'" for one in missing for value in one.values])
        told = Said(f"Nothing here says what is about {words}, so I left that out.")
        return self.selector.select(fewer), fewer, [told]

    def _explained(self, query: Query, viewing: Viewing) -> list[Said]:
        """What was taken for what."""
        told = [self._mood(value) for one in query.of(MOOD) for value in one.values]
        if query.of(LIKE) and self.arranger.liked(query):
            names = [self.arranger.facts.title(at) for at in self.arranger.liked(query)]
            told.append(f"I looked for what goes well with {join_words(names)}.")
        if viewing.outcome is None:
            told.append(NO_RULES)
        return [Said(text) for text in told if text]

    def _mood(self, value: str) -> str:
        mood = moods().get(value)
        if mood is None:
            return ""
        known = self.selector.shown.snapshot.tag
        there = set(known[Columns.TAG].unique()) if known.height else set()
        kinds = [name for name in mood.any if name in there]
        avoided = [name for name in mood.none if name in there]
        return (
            f"I took '{value}' for {join_words(kinds, 'or')}, without {join_words(avoided, 'or')}."
        )


def first_only(query: Query) -> Query:
    """A query for its first item alone."""
    return replace(query, first=1, page=1)
