"""Slate's own models as contenders."""

from collections.abc import Mapping, Sequence

from openslate.app.workspace import Workspace
from openslate.common.errors import NotFoundError, SlateError
from openslate.common.text import nearest
from openslate.recommend.choice.candidates import STARTS
from openslate.recommend.evaluation.contender import Contender, own
from openslate.recommend.models.families import fit_model
from openslate.recommend.models.family_settings import EaseSettings, ModelSettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.recommender import Recommender
from openslate.recommend.models.settings import RecommenderSettings

POPULARITY = "popularity"
SERVING = "serving"
PLAIN = EaseSettings(regularization=500.0, dropout=0.0, fact_viewers=0.0)
KINDS: Mapping[str, ModelSettings] = {"ease-plain": PLAIN, **STARTS}
"""The textbook's EASE, and what `slate train` starts from by the names it has there, untuned."""
MODELS = (SERVING, *KINDS)
LABELS = {
    POPULARITY: "Popularity",
    "knn": "Slate item kNN",
    "ease-plain": "Plain EASE",
    "ease": "Slate EASE",
    "edlae": "Slate EASE with dropout",
    "facts": "Slate EASE with graph facts",
    "sequence": "Slate EASE with order",
    "slim": "Slate SLIM",
    "ials": "Slate iALS, penalised",
    "als": "Slate iALS",
    "spark_als": "Spark ALS",
}
"""What pages call them; the others go by their names."""


def own_contenders(
    names: Sequence[str], workspace: Workspace, features: GraphFeatures
) -> list[Contender]:
    """The named models; popularity is always the first, for all others are compared with it.

    'serving' is fitted anew with the settings of the model in force, or with those of
    `slate train` while there is none. Raises NotFoundError for a name that is none.
    """
    wanted = dict.fromkeys([POPULARITY, *names])
    for name in wanted:
        if name not in MODELS:
            meant = nearest(name, MODELS)
            raise NotFoundError(
                f"There is no model {name!r}",
                do=f"Did you mean {meant!r}?" if meant else f"There are {', '.join(MODELS)}",
            )
    return [
        _serving(workspace, features) if name == SERVING else _family(name, features)
        for name in wanted
    ]


def _family(name: str, features: GraphFeatures) -> Contender:
    label, settings = LABELS.get(name, f"Slate {name}"), KINDS[name]
    told = settings.model_dump(mode="json", exclude={"family"})
    return own(name, label, lambda known: fit_model(known, features, settings), told)


def _serving(workspace: Workspace, features: GraphFeatures) -> Contender:
    settings = _settings_in_force(workspace)
    told = settings.model.model_dump(mode="json")

    def fit(known: Interactions) -> Recommender:
        return Recommender.fit(known, features, settings)

    return own(SERVING, "Slate, as it serves", fit, told)


def _settings_in_force(workspace: Workspace) -> RecommenderSettings:
    try:
        name, _ = workspace.model_in_force()
        return workspace.model(name).settings
    except SlateError:  # none, or one of an earlier version: `slate train` would use these
        return RecommenderSettings()
