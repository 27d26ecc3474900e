"""Items as rows show them."""

from collections.abc import Sequence

import numpy as np

from openslate.app.views import Card
from openslate.catalogue.identity.articles import restore_article
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD


def shown_name(written: str | None) -> str:
    """A name as people say it; catalogues that sort by it put the article last.

    >>> shown_name("Postino, Il"), shown_name(None)
    ('Il Postino', 'Untitled')
    """
    return restore_article(written) if written else "Untitled"


class CardMaker:
    """Turns dense indices into cards; keeps the few columns it needs as plain lists."""

    def __init__(self, snapshot: Snapshot, has_history: np.ndarray) -> None:
        item = snapshot.item
        self.names = [shown_name(name) for name in item[FIELD["name"].column]]
        self.years: list[int | None] = item[FIELD["year"].column].to_list()
        self._ids = snapshot.ids
        self._genres = item[FIELD["genres"].column].to_list()
        self._runtimes = item[FIELD["runtime"].column].to_list()
        self._ratings = item[FIELD["age_rating"].column].to_list()
        self._has_history = has_history
        self._oscars = item[FIELD["oscars"].column].to_list()
        self._critics = item[FIELD["critics_score"].column].to_list()

    def card(
        self, item: int, reason: str = "", *, pinned: bool = False, labels: Sequence[str] = ()
    ) -> Card:
        """The card of a dense item index."""
        return Card(
            item=self._ids[item],
            name=self.names[item],
            year=self.years[item],
            genres=tuple(self._genres[item] or ()),
            runtime=self._runtimes[item],
            age_rating=self._ratings[item],
            reason=reason,
            pinned=pinned,
            labels=tuple(labels),
            has_history=bool(self._has_history[item]),
        )

    def title(self, item: int) -> str:
        """Name and year, as sentences say it."""
        year = self.years[item]
        return f"{self.names[item]} ({year})" if year else self.names[item]

    def praise(self, item: int) -> str:
        """What juries and critics said, in a few words; empty when nothing is known."""
        oscars, critics = self._oscars[item], self._critics[item]
        if oscars:
            return f"Won {oscars} Academy Award{'s' if oscars > 1 else ''}"
        return f"{critics} % favourable reviews" if critics is not None else ""
