"""Everything known of an item, and who says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from openslate.app.engine import Engine
from openslate.app.showing import Shown
from openslate.app.views import Card, Fact, ItemPage, RequestContext
from openslate.graph.vocabulary import FIELD, FIELDS, Columns

SIMILAR = 12
ORDER = {field.column: place for place, field in enumerate(FIELDS)}


@dataclass(frozen=True)
class ShowItem:
    """Reads facts, claims and windows from the snapshot, and neighbours where there is a model."""

    shown: Shown

    def __call__(self, item: str, context: RequestContext) -> ItemPage:
        index = self.shown.snapshot.index_of(item)
        row = self.shown.snapshot.item.row(index, named=True)
        return ItemPage(
            item=item,
            name=self.shown.cards.names[index],
            year=row[FIELD["year"].column],
            genres=tuple(row[FIELD["genres"].column] or ()),
            runtime=row[FIELD["runtime"].column],
            age_rating=row[FIELD["age_rating"].column],
            directors=tuple(row[FIELD["directors"].column] or ()),
            cast=tuple(row[FIELD["cast"].column] or ()),
            countries=tuple(row[FIELD["countries"].column] or ()),
            languages=tuple(row[FIELD["languages"].column] or ()),
            viewings=int(self.shown.viewings[index]),
            facts=self._facts(index),
            windows=self._windows(index),
            similar=_similar(self.shown.engine, index, context) if self.shown.engine else (),
        )

    def _facts(self, index: int) -> tuple[Fact, ...]:
        claims = _of(self.shown.snapshot.claim, index).rows(named=True)
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
        windows = _of(self.shown.snapshot.availability, index).select(columns)
        return tuple(windows.sort(Columns.TERRITORY, Columns.STARTS).rows(named=True))


def _similar(engine: Engine, index: int, context: RequestContext) -> tuple[Card, ...]:
    """What the model would add for someone who has seen only this, and may be shown now."""
    outcome = engine.judge(None, context)
    scores = np.where(outcome.allowed, engine.model.scores([index], outcome.allowed), -np.inf)
    scores[index] = -np.inf
    best = np.argsort(-scores, kind="stable")[:SIMILAR]
    return tuple(
        engine.cards.card(int(other), _common(engine, index, int(other)))
        for other in best
        if np.isfinite(scores[other])
    )


def _common(engine: Engine, one: int, other: int) -> str:
    return "; ".join(engine.model.features_in_common(one, other)[:2])


def _of(table: pl.DataFrame, index: int) -> pl.DataFrame:
    return table.filter(pl.col(Columns.ITEM) == index)
