"""Seven films and five viewers that a reader can follow by hand, and what is fitted from them.

Films 0 to 4 were watched, 5 and 6 by nobody. Film 5 shares its director with film 0, film 6
with films 3 and 4.
"""

import polars as pl
import pytest

from openslate.graph.snapshot import ITEM_SCHEMA, TABLES, Snapshot
from openslate.graph.vocabulary import Columns
from openslate.recommend.models.family_settings import EaseSettings
from openslate.recommend.models.graph_features import GraphFeatures, read_features
from openslate.recommend.models.interactions import Interactions, interactions_of
from openslate.recommend.models.recommender import Recommender
from openslate.recommend.models.settings import RecommenderSettings, StandInSettings

FILMS = [
    ("Brazil", 1985, "Terry Gilliam", ["Drama", "Sci-Fi"]),
    ("Alien", 1979, "Ridley Scott", ["Sci-Fi"]),
    ("Blade Runner", 1982, "Ridley Scott", ["Sci-Fi"]),
    ("Manhattan", 1979, "Woody Allen", ["Comedy"]),
    ("Annie Hall", 1977, "Woody Allen", ["Comedy"]),
    ("Twelve Monkeys", 1995, "Terry Gilliam", ["Sci-Fi"]),
    ("Zelig", 1983, "Woody Allen", ["Comedy"]),
]
WATCHED = {"a": [0, 1, 2], "b": [0, 1], "c": [3, 4], "d": [3, 4, 2], "e": [0, 2]}
SIZE = len(FILMS)
SETTINGS = RecommenderSettings(
    model=EaseSettings(regularization=1.0, dropout=0.2, fact_viewers=0.5),
    stand_in=StandInSettings(regularization=1.0),
)


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    """All tables; only those that describe films have rows."""
    frames = {name: pl.DataFrame(schema=schema) for name, schema in TABLES.items()}
    item = pl.DataFrame(
        {
            Columns.ITEM: range(SIZE),
            Columns.ID: [f"i{film}" for film in range(SIZE)],
            "name": [name for name, _, _, _ in FILMS],
            "year": [year for _, year, _, _ in FILMS],
        }
    )
    missing = [pl.lit(None).alias(c) for c in ITEM_SCHEMA if c not in item.columns]
    frames["item"] = item.with_columns(missing).select(list(ITEM_SCHEMA)).cast(dict(ITEM_SCHEMA))
    frames["credit"] = pl.DataFrame(
        [(film, director, "director", 0) for film, (_, _, director, _) in enumerate(FILMS)],
        TABLES["credit"],
        orient="row",
    )
    frames["tag"] = pl.DataFrame(
        [(film, "genres", g) for film, (_, _, _, genres) in enumerate(FILMS) for g in genres],
        TABLES["tag"],
        orient="row",
    )
    frames["record"] = pl.DataFrame(
        [(film, "source", str(film), film + 1) for film in range(SIZE)],
        TABLES["record"],
        orient="row",
    )
    return Snapshot("tiny", **frames)


@pytest.fixture(scope="session")
def interactions() -> Interactions:
    """The viewings above, one after the other."""
    pairs = [(viewer, film) for viewer, films in WATCHED.items() for film in films]
    viewers, films = zip(*pairs, strict=True)
    return interactions_of(viewers, films, SIZE, times=range(len(pairs)))


@pytest.fixture(scope="session")
def features(snapshot: Snapshot) -> GraphFeatures:
    return read_features(snapshot)


@pytest.fixture(scope="session")
def recommender(interactions: Interactions, features: GraphFeatures) -> Recommender:
    return Recommender.fit(interactions, features, SETTINGS)
