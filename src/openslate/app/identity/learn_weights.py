"""Learning from what people said about pairs of records."""

from dataclasses import dataclass

import polars as pl

from openslate.app.identity.apply_reviews import ApplyReviews
from openslate.app.identity.resolver_settings import read_resolver_settings, write_resolver_settings
from openslate.app.workspace import Workspace
from openslate.catalogue.identity.learning import LearningReport, learn_weights
from openslate.graph.links import PAIR
from openslate.graph.vocabulary import Columns


@dataclass(frozen=True)
class LearnWeights:
    """Fits the resolver's weights to reviewed pairs; keeps them only when they are better.

    What people said since the last resolution counts too. SlateError when there are too few pairs.
    """

    workspace: Workspace

    def __call__(self) -> LearningReport:
        ApplyReviews(self.workspace)()
        links = self.workspace.quads.links.frame()
        decided = links.filter(pl.col(Columns.DECIDED_BY).is_not_null())
        settings = read_resolver_settings(self.workspace)
        records = self.workspace.quads.records_frame()
        report = learn_weights(records, decided.select(*PAIR, Columns.STATUS), settings)
        if report.adopted:
            learned = settings.model_copy(update={"weights": report.weights})
            write_resolver_settings(self.workspace, learned)
        return report
