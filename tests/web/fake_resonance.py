"""An audience of the sixty films, made up so that there is something to find; the room is real."""

from functools import cached_property

import numpy as np
import polars as pl
from tests.web.films import FILMS

from openslate.app.audience.resonance.resonance_room import ResonanceRoom
from openslate.app.audience.resonance.worked import WorkedResonance
from openslate.audience.resonance.dimensions import dimension_of
from openslate.audience.resonance.settings import ResonanceSettings
from openslate.graph.snapshot import TABLES, Snapshot
from openslate.recommend.models.interactions import interactions_of

VIEWERS = 1_400
GENDERS, AGES = ("F", "M"), ("under 18", "18 to 24", "25 to 34", "35 to 49", "50 and over")
TASTES = {
    ("F", "Romance"): 1.0,
    ("F", "Animation"): 0.5,
    ("M", "War"): 0.9,
    ("M", "Western"): 0.7,
    ("under 18", "Animation"): 1.6,
    ("under 18", "Film-Noir"): -1.5,
    ("18 to 24", "Sci-Fi"): 0.9,
    ("25 to 34", "Thriller"): 0.4,
    ("50 and over", "Film-Noir"): 1.1,
    ("50 and over", "Western"): 0.8,
    ("50 and over", "Sci-Fi"): -0.9,
}
"""What belonging to a segment adds to the log odds of a film of a genre."""


class FakeAudience:
    """What is known of who watches the sixty films."""

    def __init__(self) -> None:
        self.resonance = FakeResonance()


class FakeResonance(ResonanceRoom):
    """Resonance over made-up viewings; `empty` makes it a room with nothing in it."""

    def __init__(self) -> None:
        self.empty = False
        self._made: dict[bool, WorkedResonance] = {}

    @property
    def ready(self) -> bool:
        return not self.empty

    @property
    def _not_genuine(self) -> frozenset[str]:
        return frozenset()

    def _worked(self, cleaned: bool, popularity: bool) -> WorkedResonance:  # noqa: ARG002
        if popularity not in self._made:
            gender, age = self._profiles
            dimensions = {"gender": dimension_of("gender", gender), "age": dimension_of("age", age)}
            self._made[popularity] = WorkedResonance(
                film_snapshot(), self._viewings, dimensions, ResonanceSettings(), popularity
            )
        return self._made[popularity]

    @cached_property
    def _profiles(self) -> tuple[list[str], list[str]]:
        draw = np.random.default_rng(3)
        parts = [0.04, 0.22, 0.34, 0.26, 0.14]
        return draw.choice(GENDERS, VIEWERS).tolist(), draw.choice(AGES, VIEWERS, p=parts).tolist()

    @cached_property
    def _viewings(self) -> object:
        draw = np.random.default_rng(4)
        films = list(FILMS.values())
        odds = draw.normal(0, 0.8, len(films)) + draw.gumbel(size=(VIEWERS, len(films)))
        for segments in self._profiles:
            for (segment, genre), taste in TASTES.items():
                having = np.array([genre in film.genres for film in films])
                odds += taste * np.outer(np.array(segments) == segment, having)
        count = np.clip(np.exp(draw.normal(2.2, 0.7, VIEWERS)), 2, 40).astype(int)
        taken = np.argsort(-odds, axis=1)
        viewers = np.repeat([f"v{n:04}" for n in range(VIEWERS)], count)
        items = np.concatenate([row[:n] for row, n in zip(taken, count, strict=True)])
        return interactions_of(viewers, items, len(films))


def film_snapshot() -> Snapshot:
    """The sixty films as tables."""
    films = list(enumerate(FILMS.values()))
    item = [
        {"item": at, "id": f.item, "name": f.name, "year": f.year, "runtime": f.runtime,
         "age_rating": f.age_rating or None}
        for at, f in films
    ]  # fmt: skip
    tags = [(at, "genres", genre) for at, f in films for genre in f.genres]
    tags += [(at, "countries", f.country) for at, f in films]
    tags += [(at, "languages", f.language) for at, f in films]
    credits_ = [(at, f.director, "director", 0) for at, f in films]
    tables = {name: pl.DataFrame(schema=schema) for name, schema in TABLES.items()}
    tables["item"] = pl.DataFrame(item, schema=TABLES["item"])
    tables["tag"] = pl.DataFrame(tags, schema=TABLES["tag"], orient="row")
    tables["credit"] = pl.DataFrame(credits_, schema=TABLES["credit"], orient="row")
    return Snapshot("s0001-1a2b3c4d", **tables)
