"""Identity resolution measured: MovieLens names against Wikidata films, without any shared id.

    scripts/bench identity [--names NAMES.csv] [--films movies.db] [--fit]

`--names` (default: `identity/movielens_to_imdb_dev.csv` under `SLATE_SHARED_DATA`, else under
`../shared/data`) has the truth; `--films` (default: `movies.db` under `SLATE_DEMO_DATA`, else in
the cache of `slate data get demo`) has the films. `--fit` only prints weights fitted to these
names; the defaults are such weights, rounded and evened out by hand.
"""

import argparse
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import process_time

import platformdirs
import polars as pl

from openslate.catalogue.identity import ResolverSettings, match, resolve
from openslate.catalogue.identity.names import read_name
from openslate.common.ids import hash_bytes
from tests.benchmarks.identity_films import Films, read_both
from tests.benchmarks.identity_fit import FITTED, Pairs, compared_pairs
from tests.benchmarks.identity_made import MADE
from tests.benchmarks.identity_made import quality as pair_quality
from tests.benchmarks.report import markdown_table, time_in_turns, write_page

FOLDS = 5
REPEATS = 3
ABOUT = """{names:,} names of films as MovieLens has them ("Postino, Il (1994)"), of which
{wanted:,} are among {films:,} Wikidata films; no id in common. A link is right when both sides
have the same IMDb id, which neither rule sees. *Waiting* are pairs that are left to a person; they
count as not linked. Seconds are processor time, the middle of {repeats} runs in turns.
"""
NOTE = """
The default weights are fitted to these names, rounded and evened out by hand. *Weights of other
names* shows what that is worth: fitted on four fifths of the names, measured on the fifth, five
times.
"""
MADE_ABOUT = """
## Made-up catalogues with one difficulty each

Two tables from a seed (`tests/benchmarks/identity_made.py`), 40 % of the works in both, matched by
`openslate.catalogue.identity.match` with default weights. Weights not fitted to real pairs were set
by looking at these sets, so they show what can be done and not what a new catalogue will give.
"""
Links = set[tuple[str, str]]
Found = tuple[Links, int]
"""Links from names to films, and how many pairs wait for a person."""


def naive_links(both: Films) -> Found:
    """The rule to beat: the normalised name is equal and the years are at most one apart."""
    by_key: dict[str, list[tuple[int, str]]] = {}
    for record, name, year in both.films.select("record", "name", "year").iter_rows():
        by_key.setdefault(_plain(name), []).append((year, record))
    links = set()
    for record, name in both.names.select("record", "name").iter_rows():
        year = read_name(name).year
        near = [
            (abs(other - year), film)
            for other, film in by_key.get(_plain(name), ())
            if year is not None and abs(other - year) <= 1
        ]
        links |= {(record, min(near)[1])} if near else set()
    return links, 0


def _plain(name: str) -> str:
    forms = read_name(name.split(" (")[0]).forms
    return " ".join(forms[0].words) if forms else ""


def resolved_links(both: Films, settings: ResolverSettings | None = None) -> Found:
    """What resolution accepts and asks."""
    links = resolve(both.together, settings=settings or ResolverSettings()).links
    across = links.filter(pl.col("left_source") != pl.col("right_source"))
    accepted = across.filter(status="accepted").select("right_record", "left_record")
    return set(accepted.rows()), links.filter(status="waiting").height


def held_out_links(both: Films, pairs: Pairs) -> Found:
    """Every fifth of the names resolved with weights fitted to the other four."""
    links: Links = set()
    waiting = 0
    for fold in range(FOLDS):
        held_out = {name for name in both.truth if fold_of(name) == fold}
        settings = ResolverSettings(weights=pairs.fit_without(held_out))
        found, asked = resolved_links(both.only(held_out), settings)
        links |= found
        waiting += asked
    return links, waiting


def fold_of(name: str) -> int:
    """Which fifth a name is in."""
    return int(hash_bytes(name.encode())[:8], 16) % FOLDS


def row(rule: str, found: Found, both: Films, seconds: str) -> Sequence[object]:
    """A line of the table: links against the truth."""
    precision, recall = quality(found, both)
    f1 = 2 * precision * recall / (precision + recall)
    return (rule, f"{precision:.4f}", f"{recall:.4f}", f"{f1:.4f}", found[1], seconds)


def quality(found: Found, both: Films) -> tuple[float, float]:
    """Precision and recall of the links."""
    right = sum(both.truth[name] == both.ids[film] for name, film in found[0])
    return right / len(found[0]), right / wanted(both)


def wanted(both: Films) -> int:
    """How many names have a film."""
    return sum(film is not None for film in both.truth.values())


def compare(both: Films) -> str:
    """The table: a plain rule, ours, and ours with weights that never saw the name."""
    rules: dict[str, Callable[[Films], Found]] = {
        "plain rule: same normalised name, years at most one apart": naive_links,
        "Slate": resolved_links,
    }
    found: dict[str, Found] = {}

    def run(rule: str) -> None:
        found[rule] = rules[rule](both)

    taken = time_in_turns({rule: partial(run, rule) for rule in rules}, REPEATS, warm_up=0)
    rows = [row(rule, found[rule], both, f"{taken[rule].processor:.2f}") for rule in rules]
    held_out = held_out_links(both, compared_pairs(both))
    rows.append(row("Slate, weights of other names", held_out, both, ""))
    return markdown_table(("", "precision", "recall", "F1", "waiting", "seconds"), rows)


def made_up() -> str:
    """A line for each difficulty."""
    rows = []
    for name, make in MADE.items():
        pair, start = make(), process_time()
        found = match(pair.left, pair.right)
        seconds = process_time() - start
        precision, recall, f1 = pair_quality(found, pair.truth)
        sizes = f"{pair.left.height} and {pair.right.height}"
        told = (f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}", f"{seconds:.1f}")
        rows.append((name, sizes, *told))
    return markdown_table(("", "records", "precision", "recall", "F1", "seconds"), rows)


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
    """Print the page and write it to docs/evaluation/identity.md, or print fitted weights."""
    given = read_arguments(arguments)
    both = read_both(given.names, given.films)
    if given.fit:
        weights = compared_pairs(both).fit_without(set())
        print(weights.model_dump_json(indent=2, include={*FITTED}))
        return
    about = ABOUT.format(
        names=len(both.truth), wanted=wanted(both), films=len(both.ids), repeats=REPEATS
    )
    write_page(
        "identity",
        "The same film in two catalogues",
        f"{about}\n{compare(both)}{NOTE}{MADE_ABOUT}\n{made_up()}",
    )


if __name__ == "__main__":
    main()
