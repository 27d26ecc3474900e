"""What decides: one snapshot, one model, one rulebook, and the facts they share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from openslate.app.cards import CardMaker
from openslate.app.slates.facts import FactTable
from openslate.app.slates.request import request_values
from openslate.app.views import RequestContext
from openslate.app.workspace import Workspace
from openslate.catalogue.search import ItemSearch
from openslate.decision.types import Provenance
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD
from openslate.recommend.models.recommender import Recommender
from openslate.recommend.slates.acclaim import acclaim
from openslate.recommend.slates.rows import RowCatalogue
from openslate.recommend.slates.themes import Themes
from openslate.rules.book import Rulebook
from openslate.rules.compiled import CompiledRulebook, compile_rulebook
from openslate.rules.outcome import Outcome
from openslate.store.viewers import Viewer

LASTING = frozenset({"facts", "cards", "rows", "search"})
"""What is worked out once and is the same under any rulebook."""


@dataclass(frozen=True)
class Engine:
    """Everything a page is made from; loading the same names gives the same pages."""

    snapshot: Snapshot
    model: Recommender
    model_name: str
    rulebook: Rulebook

    @classmethod
    def load(
        cls,
        workspace: Workspace,
        snapshot: str | None = None,
        model: str | None = None,
        rulebook: str | None = None,
    ) -> "Engine":
        """The parts in force, or the named earlier ones."""
        serving = (model, snapshot) if model and snapshot else workspace.model_in_force()
        return cls(
            workspace.snapshot(serving[1]),
            workspace.model(serving[0]),
            serving[0],
            workspace.rulebook(rulebook),
        )

    def with_rulebook(self, rulebook: Rulebook) -> "Engine":
        """The same snapshot and model under another rulebook, with what they share kept."""
        return self._sharing(replace(self, rulebook=rulebook), LASTING)

    def with_scores(self, model: Recommender) -> "Engine":
        """The same with a model that scores the same items in another way."""
        return self._sharing(replace(self, model=model), LASTING | {"rules"})

    def _sharing(self, other: "Engine", names: frozenset[str]) -> "Engine":
        """Another engine that need not work out again what this one has."""
        other.__dict__.update({name: self.__dict__[name] for name in names & set(self.__dict__)})
        return other

    @cached_property
    def facts(self) -> FactTable:
        """Facts for rules."""
        return FactTable(self.snapshot, self.model)

    @cached_property
    def rules(self) -> CompiledRulebook:
        """The rulebook compiled against these facts."""
        return compile_rulebook(self.rulebook, self.facts.schema)

    @cached_property
    def cards(self) -> CardMaker:
        """Makes cards of items."""
        return CardMaker(self.snapshot, self.model.has_history)

    @cached_property
    def rows(self) -> RowCatalogue:
        """What choosing rows needs to know of all items."""
        item, viewings = self.snapshot.item, self.model.popularity
        genres, years = item[FIELD["genres"].column], item[FIELD["year"].column]
        return RowCatalogue(
            names=self.cards.names,
            themes=Themes.of(genres.to_list(), years.to_list(), viewings),
            has_history=self.model.has_history,
            viewings=viewings,
            acclaim=acclaim(
                *(
                    item[FIELD[name].column].cast(pl.Float64).fill_null(float("nan")).to_numpy()
                    for name in ("critics_score", "metacritic", "oscars")
                )
            ),
        )

    @cached_property
    def search(self) -> ItemSearch:
        """Finds items by name and people."""
        return ItemSearch(self.snapshot, self.model.viewings)

    def judge(self, viewer: Viewer | None, context: RequestContext) -> Outcome:
        """What the rules say of every item for this request; None for nothing personal."""
        facts = self.facts.at(context.territory, context.at.date())
        return self.rules.evaluate(facts, request_values(viewer, context), self.facts.lasting)

    def provenance(self, context: Mapping[str, Any]) -> Provenance:
        """What a decision made now is made from."""
        return Provenance(self.snapshot.name, self.model_name, self.rulebook.version, context)

    def dense(self, items: Sequence[str]) -> list[int]:
        """Dense indices of stable ids; raises NotFoundError."""
        return [self.snapshot.index_of(item) for item in items]


def apply_factor(scores: np.ndarray, factor: np.ndarray) -> np.ndarray:
    """Multiply positive scores and divide negative ones, so that a boost never lowers a score."""
    moved = np.flatnonzero(factor != 1)  # a small part of a catalogue
    own, by = scores[moved], factor[moved]
    weighed = scores.copy()
    weighed[moved] = np.where(own >= 0, own * by, own / by)
    return weighed
