"""What can be chosen about a recommender; saved with every model it makes."""

from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    NonNegativeFloat,
    PositiveFloat,
    PositiveInt,
)

from openslate.common.text import nearest
from openslate.graph.item_facts import DECADE
from openslate.graph.vocabulary import FIELD


class Settings(BaseModel):
    """Frozen, and strict about names so that a misspelt setting is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _known_kind(kind: str) -> str:
    if kind not in FIELD and kind != DECADE:
        meant = nearest(kind, FIELD)
        advice = f", did you mean {meant!r}?" if meant else ""
        raise ValueError(f"no kind of fact is called {kind!r}{advice}")
    return kind


Kind = Annotated[str, AfterValidator(_known_kind)]


class EaseSettings(Settings):
    """How the item-item weights are fitted; defaults chosen on validation, see the guide."""

    regularization: PositiveFloat = 200.0
    """Added to the diagonal of the co-viewing matrix; in viewings."""

    dropout: float = Field(default=0.5, ge=0.0, lt=1.0)
    """Share of each history hidden while fitting, so that no item relies on one other alone."""

    fact_viewers: NonNegativeFloat = 3.0
    """Each graph fact speaks like this many viewers who watched just the items that have it."""


class FeatureSettings(Settings):
    """Which graph facts describe an item and how much each kind weighs."""

    least_items: PositiveInt = 2
    """A feature counts when at least this many items have it."""

    weights: dict[Kind, PositiveFloat] = {"cast": 0.5, "writers": 0.5, "companies": 0.5}
    """Weight by kind; 1 where nothing is said. Long lists would drown the short ones."""

    by_year: tuple[Kind, ...] = (
        *("countries", "languages", "age_rating", "critics_score"),
        *("metacritic", "oscars", "box_office"),
    )
    """Kinds that also count together with the year: a French film of 1994, a hit of 1996.
    Only stand-ins use these; in the weights of watched items they did harm on validation."""


class StandInSettings(Settings):
    """How watched items stand in for one that nobody has watched."""

    regularization: PositiveFloat = 60.0
    """Ridge penalty; an item's features count about one each."""


class RecommenderSettings(Settings):
    """Everything that decides what a fitted recommender will answer."""

    ease: EaseSettings = EaseSettings()
    features: FeatureSettings = FeatureSettings()
    stand_in: StandInSettings = StandInSettings()
    least_viewings: PositiveInt = 1
    """Items with fewer viewers are scored from graph features instead."""

    most_items: PositiveInt = 20_000
    """At most this many items, the most watched, get weights of their own: memory grows with
    the square (20,000 items take 6.4 GB while fitting)."""
