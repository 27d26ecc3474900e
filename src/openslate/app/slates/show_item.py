"""Everything known of an item, and who says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from openslate.app.engine import Engine
from openslate.app.views import Card, Fact, ItemPage, RequestContext
from openslate.graph.vocabulary import FIELD, FIELDS, Columns

SIMILAR = 12
ORDER = {field.column: place for place, field in enumerate(FIELDS)}


@dataclass(frozen=True)
class ShowItem:
    """Reads an item's facts, claims, windows and neighbours from the snapshot."""

    engine: Engine

    def __call__(self, item: str, context: RequestContext) -> ItemPage:
        index = self.engine.snapshot.index_of(item)
        row = self.engine.snapshot.item.row(index, named=True)
        return ItemPage(
            item=item,
            name=self.engine.cards.names[index],
            year=row[FIELD["year"].column],
            genres=tuple(row[FIELD["genres"].column] or ()),
            runtime=row[FIELD["runtime"].column],
            age_rating=row[FIELD["age_rating"].column],
            directors=tuple(row[FIELD["directors"].column] or ()),
            cast=tuple(row[FIELD["cast"].column] or ()),
            countries=tuple(row[FIELD["countries"].column] or ()),
            languages=tuple(row[FIELD["languages"].column] or ()),
            viewings=int(self.engine.model.viewings[index]),
            facts=self._facts(index),
            windows=self._windows(index),
            similar=self._similar(index, context),
        )

    def _facts(self, index: int) -> tuple[Fact, ...]:
        claims = _of(self.engine.snapshot.claim, index).rows(named=True)
        facts = [
            Fact(
                field=claim[Columns.FIELD],
                about=FIELD[claim[Columns.FIELD]].about,
                value=claim[Columns.VALUE],
                source=claim[Columns.SOURCE],
                record=claim[Columns.RECORD],
                won=claim[Columns.WON],
            )
            for claim in claims
        ]
        return tuple(sorted(facts, key=lambda fact: (ORDER[fact.field], not fact.won)))

    def _windows(self, index: int) -> tuple[Mapping[str, Any], ...]:
        columns = (
            Columns.TERRITORY,
            Columns.STARTS,
            Columns.ENDS,
            Columns.LICENCE_TYPE,
            Columns.SOURCE,
        )
        windows = _of(self.engine.snapshot.availability, index).select(columns)
        return tuple(windows.sort(Columns.TERRITORY, Columns.STARTS).rows(named=True))

    def _similar(self, index: int, context: RequestContext) -> tuple[Card, ...]:
        """What the model would add for someone who has seen only this, and may be shown now."""
        outcome = self.engine.judge(None, context)
        scores = np.where(outcome.allowed, self.engine.model.scores([index]), -np.inf)
        scores[index] = -np.inf
        best = np.argsort(-scores, kind="stable")[:SIMILAR]
        return tuple(
            self.engine.cards.card(int(other), self._common(index, int(other)))
            for other in best
            if np.isfinite(scores[other])
        )

    def _common(self, one: int, other: int) -> str:
        return "; ".join(self.engine.model.features_in_common(one, other)[:2])


def _of(table: pl.DataFrame, index: int) -> pl.DataFrame:
    return table.filter(pl.col(Columns.ITEM) == index)
