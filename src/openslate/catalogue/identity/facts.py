"""Facts: what records say apart from names and texts, as numbers, so that millions of pairs can be
looked through at once before any is compared in full."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
import polars as pl

from openslate.catalogue.identity.compare import LOOSE
from openslate.catalogue.identity.records import IMDB, YEAR, Entry
from openslate.catalogue.identity.score import YEARS
from openslate.catalogue.identity.settings import ResolverSettings, Weights
from openslate.graph.vocabulary import Columns

RUNTIME, DAY, SEASON, EPISODE = "runtime", "day", "season", "episode"
KIND_OF_WORK, LOOSE_KIND, SERIES, HAS_IMDB = "kind_of_work", "loose_kind", "series", "has_imdb"
GENRES, LANGUAGES, COUNTRIES = "genres", "languages", "countries"
DIRECTORS, IDS, TOLD = "directors", "ids", "told"
FACT_SCHEMA = {
    **dict.fromkeys((RUNTIME, DAY, SEASON, EPISODE), pl.Int32()),
    **dict.fromkeys((KIND_OF_WORK, GENRES, LANGUAGES, COUNTRIES, DIRECTORS, IDS), pl.UInt64()),
    **dict.fromkeys((LOOSE_KIND, SERIES, HAS_IMDB, TOLD), pl.Boolean()),
}
UNKNOWN = 0
Pairs = tuple[np.ndarray, np.ndarray]


def fact_rows(entries: Sequence[Entry]) -> Iterable[tuple[object, ...]]:
    """A row of `FACT_SCHEMA` for each record. Sets are bits: without a common bit, nothing is
    common; a common bit may be chance.
    """
    for entry in entries:
        yield (
            entry.runtime,
            entry.released.toordinal() if entry.released else None,
            entry.place.season,
            entry.place.episode,
            _number(entry.work_type) if entry.work_type else UNKNOWN,
            _mask(entry.genres),
            _mask(entry.languages),
            _mask(entry.countries),
            _mask(word for person in entry.directors for word in person.split()),
            _mask(f"{scheme}:{value}" for scheme, value in entry.ids),
            entry.work_type in LOOSE,
            bool(entry.series),
            any(scheme == IMDB for scheme, _ in entry.ids),
            bool(entry.about or entry.also),
        )


def _number(text: str) -> int:
    return crc32(text.encode()) + 1


def _mask(texts: Iterable[str]) -> int:
    mask = UNKNOWN
    for text in texts:
        mask |= _bit(text)
    return mask


@lru_cache(maxsize=1 << 16)
def _bit(text: str) -> int:
    return 1 << (crc32(text.encode()) & 63)


class FactBounds:
    """The most that these facts can add to the log-odds of pairs of rows."""

    def __init__(self, records: pl.DataFrame, at: Pairs, settings: ResolverSettings) -> None:
        self._records, self._at, self._settings = records, at, settings

    def most(self) -> np.ndarray:
        """Natural log-odds, float64, one a pair; directors are asked by `no_director` apart."""
        told: np.ndarray = (
            self._years() + self._one_source() + self._genres() + self._runtimes() + self._days()
        )
        told += self._kinds() + self._ids() + self._places() + self._languages()
        found: np.ndarray = told + self._countries()
        return found

    def no_director(self) -> np.ndarray:
        """Both name directors, and none of the one has a word in common with one of the other."""
        left, right = self._both(DIRECTORS)
        found: np.ndarray = (left != UNKNOWN) & (right != UNKNOWN) & (left & right == 0)
        return found

    @property
    def _weights(self) -> Weights:
        return self._settings.weights

    def _both(self, column: str) -> Pairs:
        left, right = self._sides(column)
        return left.to_numpy(), right.to_numpy()

    def _sides(self, column: str) -> tuple[pl.Series, pl.Series]:
        left, right = (self._records[column].gather(side) for side in self._at)
        return left, right

    def _gap(self, column: str) -> np.ndarray:
        """NaN where one of the two is not known."""
        left, right = (side.cast(pl.Float64).to_numpy() for side in self._sides(column))
        gap: np.ndarray = np.abs(left - right)
        return gap

    def _overlap(self, column: str, some: float, none: float, unknown: float) -> np.ndarray:
        left, right = self._both(column)
        known = np.where(left & right != 0, some, none)
        return np.where((left == UNKNOWN) | (right == UNKNOWN), unknown, known)

    def _years(self) -> np.ndarray:
        gap, weights = self._gap(YEAR), self._weights
        worth = [getattr(weights, name) for name in YEARS] + [weights.years_far]
        known = np.array(worth)[np.minimum(np.nan_to_num(gap), len(YEARS)).astype(int)]
        # without comparable years, having no rival may still count
        return np.where(np.isnan(gap), weights.years_unknown + max(0.0, weights.unrivalled), known)

    def _one_source(self) -> np.ndarray:
        weights = self._weights
        left, right = self._sides(Columns.SOURCE)
        one = (left == right).to_numpy()
        same = max(0.0, weights.one_source_same_genres)
        told: np.ndarray = one * (weights.one_source + same)
        found: np.ndarray = told + one * max(0.0, weights.one_source_other_spelling)
        return found

    def _genres(self) -> np.ndarray:
        weights = self._weights
        all_agree = abs(weights.genres) / 2 + max(0.0, weights.same_genres)
        return self._overlap(GENRES, all_agree, -weights.genres / 2, weights.genres_unknown)

    def _languages(self) -> np.ndarray:
        return self._overlap(
            LANGUAGES, self._weights.same_language, self._weights.other_language, 0
        )

    def _countries(self) -> np.ndarray:
        return self._overlap(COUNTRIES, self._weights.same_country, self._weights.other_country, 0)

    def _runtimes(self) -> np.ndarray:
        gap, weights = self._gap(RUNTIME), self._weights
        near, far = gap <= self._settings.same_runtime, gap >= self._settings.other_runtime
        told: np.ndarray = near * weights.same_runtime + far * weights.other_runtime
        return told

    def _days(self) -> np.ndarray:
        gap, weights = self._gap(DAY), self._weights
        told: np.ndarray = (gap == 0) * weights.same_day
        found: np.ndarray = told + ((gap > 0) & (gap <= 7)) * weights.same_week
        return found

    def _kinds(self) -> np.ndarray:
        left, right = self._both(KIND_OF_WORK)
        loose, too = self._both(LOOSE_KIND)
        known = (left != UNKNOWN) & (right != UNKNOWN)
        same = known & (left == right)
        other = known & (left != right) & ~(loose & too)
        told: np.ndarray = same * self._weights.same_type + other * self._weights.other_type
        return told

    def _ids(self) -> np.ndarray:
        left, right = self._both(IDS)
        one, two = self._both(HAS_IMDB)
        perhaps = left & right != 0
        told: np.ndarray = perhaps * self._weights.same_id
        found: np.ndarray = told + (~perhaps & one & two) * self._weights.other_id
        return found

    def _places(self) -> np.ndarray:
        """Season and episode, and a series whose name is compared only later."""
        weights, episode, season = self._weights, self._gap(EPISODE), self._gap(SEASON)
        same = (episode == 0) & ~(season > 0)
        other = ~np.isnan(episode) & ~same
        one, two = self._both(SERIES)
        told: np.ndarray = same * weights.same_place + other * weights.other_place
        found: np.ndarray = told + (one & two) * max(0.0, weights.same_series)
        return found
