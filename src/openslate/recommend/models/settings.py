"""What can be chosen about a recommender; saved with every model it makes."""

from typing import Annotated

from pydantic import AfterValidator, Field, NonNegativeFloat, PositiveFloat, PositiveInt

from openslate.common.text import nearest
from openslate.graph.item_facts import DECADE
from openslate.graph.vocabulary import FIELD
from openslate.recommend.models.family_settings import EaseSettings, ModelSettings
from openslate.recommend.models.frozen_settings import Settings


def _known_kind(kind: str) -> str:
    if kind not in FIELD and kind != DECADE:
        meant = nearest(kind, FIELD)
        advice = f", did you mean {meant!r}?" if meant else ""
        raise ValueError(f"no kind of fact is called {kind!r}{advice}")
    return kind


Kind = Annotated[str, AfterValidator(_known_kind)]


class FeatureSettings(Settings):
    """Which graph facts describe an item and how much each kind weighs."""

    least_items: PositiveInt = 2
    """A feature counts when at least this many items have it."""

    weights: dict[Kind, PositiveFloat] = Field(
        default={"cast": 0.5, "writers": 0.5, "companies": 0.5}
    )
    """Weight by kind; 1 where nothing is said. Long lists would drown the short ones."""

    by_year: tuple[Kind, ...] = (
        *("countries", "languages", "age_rating", "critics_score"),
        *("metacritic", "oscars", "box_office"),
    )
    """Kinds that also count together with the year: a French film of 1994, a hit of 1996.
    Only stand-ins use these; in the weights of watched items they did harm on validation."""

    words: NonNegativeFloat = 2.0
    """How much the words of an item's description weigh together; 0 leaves them out. Only
    stand-ins use them."""

    most_words: PositiveInt = 5_000
    """At most so many different words, the most frequent, of all descriptions."""


class StandInSettings(Settings):
    """How watched items stand in for one that nobody has watched."""

    regularization: PositiveFloat = 60.0
    """Ridge penalty; an item's features count about one each."""


class RecommenderSettings(Settings):
    """Everything that decides what a fitted recommender will answer."""

    model: ModelSettings = EaseSettings()
    features: FeatureSettings = FeatureSettings()
    stand_in: StandInSettings = StandInSettings()
    least_viewings: PositiveInt = 1
    """Items with fewer viewers are scored from graph features instead."""

    most_items: PositiveInt = 20_000
    """At most this many items, the most watched, get weights of their own: memory grows with
    the square (20,000 items take 6.4 GB while fitting)."""
