"""Identity resolution measured: MovieLens names against Wikidata films, without any shared id.

    python tests/benchmarks/bench_identity.py --names NAMES.csv --films movies.db [--fit]

`--names` (default: `identity/movielens_to_imdb_dev.csv` under `SLATE_SHARED_DATA`, else under
`../shared/data`) has the truth; `--films` (default: `movies.db` under `SLATE_DEMO_DATA`, else in
the cache of `slate data get demo`) has the films. Seconds are of one processor.
`--fit` prints weights fitted to these names; the defaults are such weights, rounded and evened
out by hand. The last line of the table fits on four fifths of the names, measures on the fifth.
"""

import argparse
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import platformdirs
import polars as pl
from scipy.optimize import minimize

from openslate.catalogue.identity import ResolverSettings, resolve
from openslate.catalogue.identity.links import ScoredPair
from openslate.catalogue.identity.names import read_name
from openslate.catalogue.identity.records import read_entries
from openslate.catalogue.identity.resolver import score_pairs
from openslate.catalogue.identity.score import log_odds
from openslate.catalogue.identity.settings import Weights
from openslate.common.ids import hash_bytes

NAMES, FILMS = "names", "films"
FOLDS = 5
RIDGE = 0.5
FITTED = (
    *("same_name", "same_alternate", "same_part", "similar_name", "likeness", "shorter_covered"),
    *("longer_covered", "rarity", "articles_differ", "numbers_differ", "years_far"),
    *("years_unknown", "genres", "genres_unknown"),
)
YEARS = len(Weights().years)

Truth = dict[str, str | None]
Links = set[tuple[str, str]]


@dataclass(frozen=True)
class Score:
    """How links compare with the truth."""

    rule: str
    right: int
    linked: int
    wanted: int
    waiting: int
    seconds: float

    def row(self) -> str:
        """A line of the table."""
        precision, recall = self.right / self.linked, self.right / self.wanted
        f1 = 2 * self.right / (self.linked + self.wanted)
        return (
            f"| {self.rule} | {precision:.4f} | {recall:.4f} | {f1:.4f} "
            f"| {self.waiting} | {self.seconds:.1f} |"
        )


def read_films(path: Path) -> tuple[pl.DataFrame, dict[str, str]]:
    """Wikidata films as records without ids of others, and the IMDb id of each for measuring."""
    with sqlite3.connect(path) as connection:
        rows = connection.execute(
            "SELECT ID, Title, Year, Runtime, Director, Genre, imdbID FROM omdb"
        ).fetchall()
    films = [
        {
            "source": FILMS,
            "record": str(film),
            "name": name,
            "year": year,
            "runtime": None if runtime is None else round(runtime),
            "directors": director.split(", "),
            "genres": genre.split(", "),
        }
        for film, name, year, runtime, director, genre, _ in rows
    ]
    return pl.DataFrame(films), {str(row[0]): row[-1] for row in rows}


def read_names(path: Path) -> tuple[pl.DataFrame, Truth]:
    """MovieLens names as records, and for each the IMDb id of its film, None if it has none."""
    table = pl.read_csv(path, columns=[0, 1, 2, 3], schema_overrides=[pl.String] * 4)
    rows = table.rows()
    names = [
        {"source": NAMES, "record": record, "name": name, "genres": (genres or "").split("|")}
        for record, name, genres, _ in rows
    ]
    return pl.DataFrame(names), {row[0]: row[3] for row in rows}


def naive_links(names: pl.DataFrame, films: pl.DataFrame) -> Links:
    """The rule to beat: the normalised name is equal and the years are at most one apart."""
    by_key: dict[str, list[tuple[int, str]]] = {}
    for record, name, year in films.select("record", "name", "year").iter_rows():
        by_key.setdefault(_plain(name), []).append((year, record))
    links = set()
    for record, name in names.select("record", "name").iter_rows():
        year = read_name(name).year
        near = [
            (abs(other - year), film)
            for other, film in by_key.get(_plain(name), ())
            if year is not None and abs(other - year) <= 1
        ]
        links |= {(record, min(near)[1])} if near else set()
    return links


def _plain(name: str) -> str:
    forms = read_name(name.split(" (")[0]).forms
    return " ".join(forms[0].words) if forms else ""


def measure(
    rule: str, links: Links, truth: Truth, ids: dict[str, str], waiting: int, seconds: float
) -> Score:
    """Count the right ones among the links."""
    right = sum(truth[name] == ids[film] for name, film in links)
    wanted = sum(film is not None for film in truth.values())
    return Score(rule, right, len(links), wanted, waiting, seconds)


def resolved_links(
    names: pl.DataFrame, films: pl.DataFrame, settings: ResolverSettings
) -> tuple[Links, int]:
    """Accepted links from names to films, and how many pairs wait for a person."""
    links = resolve(pl.concat([names, films], how="diagonal"), settings=settings).links
    across = links.filter(pl.col("left_source") != pl.col("right_source"))
    accepted = across.filter(status="accepted").select("right_record", "left_record")
    return set(accepted.rows()), links.filter(status="waiting").height


def observations(pair: ScoredPair) -> list[float]:
    """What each fitted weight is multiplied by in this pair: the score is linear in them."""
    nothing = {name: 0.0 for name in Weights.model_fields if name not in ("years", "most_bits")}
    zero = Weights(**nothing, years=(0.0,) * YEARS)

    def alone(**weight: object) -> float:
        return log_odds(pair.pair, ResolverSettings(weights=zero.model_copy(update=weight)))

    one_hot = [tuple(float(i == gap) for i in range(YEARS)) for gap in range(YEARS)]
    return [alone(**{name: 1.0}) for name in FITTED] + [alone(years=years) for years in one_hot]


def fit(seen: np.ndarray, same: np.ndarray) -> Weights:
    """Logistic regression with a small ridge, on top of nothing; weights rounded to a tenth."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = seen @ weights
        slope = seen.T @ (1 / (1 + np.exp(-odds)) - same) + RIDGE * weights
        value = np.sum(np.logaddexp(0, odds) - same * odds) + RIDGE * weights @ weights / 2
        return float(value), slope

    found = minimize(loss, np.zeros(seen.shape[1]), jac=True, method="L-BFGS-B").x.tolist()
    fitted = {name: round(value, 2) for name, value in zip(FITTED, found, strict=False)}
    years = tuple(round(value, 1) for value in found[len(FITTED) :])
    return Weights(**fitted, years=years)


@dataclass(frozen=True)
class Pairs:
    """All compared pairs: what was seen in each, whether it is the same film, whose name."""

    seen: np.ndarray
    same: np.ndarray
    names: Sequence[str]

    def fit_without(self, held_out: set[str]) -> Weights:
        """Weights fitted to the pairs of all other names."""
        keep = np.array([name not in held_out for name in self.names])
        return fit(self.seen[keep], self.same[keep])


def compared_pairs(
    names: pl.DataFrame, films: pl.DataFrame, truth: Truth, ids: dict[str, str]
) -> Pairs:
    """Every pair of a name and a film that resolution would compare."""
    entries = read_entries(pl.concat([names, films], how="diagonal"))
    pairs = [
        pair for pair in score_pairs(entries, ResolverSettings()) if not pair.pair.within_source
    ]
    same = [truth[pair.right[1]] == ids[pair.left[1]] for pair in pairs]
    seen = np.array([observations(pair) for pair in pairs])
    return Pairs(seen, np.array(same, float), [pair.right[1] for pair in pairs])


def held_out_scores(
    names: pl.DataFrame, films: pl.DataFrame, truth: Truth, ids: dict[str, str], pairs: Pairs
) -> Score:
    """Fit on four fifths of the names, resolve the fifth, five times."""
    links, waiting, started = set(), 0, time.process_time()
    for fold in range(FOLDS):
        held_out = {
            name for name in truth if int(hash_bytes(name.encode())[:8], 16) % FOLDS == fold
        }
        settings = ResolverSettings(weights=pairs.fit_without(held_out))
        part = names.filter(pl.col("record").is_in(list(held_out)))
        found, asked = resolved_links(part, films, settings)
        links |= found
        waiting += asked
    seconds = (time.process_time() - started) / FOLDS
    return measure("ours, weights of other names", links, truth, ids, waiting, seconds)


def _fold_of(name: str) -> int:
    return int(hash_bytes(name.encode())[:8], 16) % FOLDS


def table(scores: Iterable[Score]) -> str:
    """The figures as Markdown."""
    head = "| rule | precision | recall | F1 | waiting | seconds |\n|---|---|---|---|---|---|"
    return "\n".join([head, *(score.row() for score in scores)])


def timed(work: Callable[[], tuple[Links, int]]) -> tuple[Links, int, float]:
    """What the work gave and how long a processor was busy with it."""
    started = time.process_time()
    links, waiting = work()
    return links, waiting, time.process_time() - started


def default_names() -> Path:
    """Where the truth is unless somebody says otherwise."""
    shared = Path(os.environ.get("SLATE_SHARED_DATA") or "../shared/data")
    return shared / "identity" / "movielens_to_imdb_dev.csv"


def default_films() -> Path:
    """Where the demo's films are unless somebody says otherwise."""
    named = os.environ.get("SLATE_DEMO_DATA")
    folder = Path(named) if named else platformdirs.user_cache_path("slate") / "demo"
    return next(folder.rglob("movies.db"), folder / "movies.db")


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Paths from arguments or the environment; ends with one sentence where a file is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--names", type=Path, default=default_names())
    parser.add_argument("--films", type=Path, default=default_films())
    parser.add_argument("--fit", action="store_true")
    found = parser.parse_args(arguments)
    for path in (found.names, found.films):
        if not path.exists():
            parser.error(f"{path} does not exist; say where it is with --names or --films")
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, or with `--fit` the weights fitted to all names."""
    wanted = read_arguments(arguments)
    (names, truth), (films, ids) = read_names(wanted.names), read_films(wanted.films)
    pairs = compared_pairs(names, films, truth, ids)
    if wanted.fit:
        print(pairs.fit_without(set()).model_dump_json(indent=2, include={*FITTED, "years"}))
        return
    naive = timed(lambda: (naive_links(names, films), 0))
    ours = timed(lambda: resolved_links(names, films, ResolverSettings()))
    scores = [
        measure("naive: name, year within one", naive[0], truth, ids, *naive[1:]),
        measure("ours", ours[0], truth, ids, *ours[1:]),
        held_out_scores(names, films, truth, ids, pairs),
    ]
    print(table(scores))


if __name__ == "__main__":
    main()
