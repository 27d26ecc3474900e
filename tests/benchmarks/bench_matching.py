"""Matching measured on other people's sets and over three catalogues, beside Splink 5.

    scripts/bench matching [--all] [--draw [FILE]]

`--all` runs Splink on all fifty sets of names, not on the three of works alone (an hour).
`--draw` only draws the clusters that a person is to look at, keeps the verdicts on those that did
not change, and writes the others, record by record, to FILE. The labelled sets come from the
package index; MovieLens names, Wikidata films and Wikipedia's lists as for `bench identity`.
"""

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from tests.benchmarks.bench_identity import default_films, default_names
from tests.benchmarks.identity_films import read_both
from tests.benchmarks.matching_clusters import (
    ThreeSources,
    names_with_ids,
    read_three,
    resolve_three,
    sizes,
)
from tests.benchmarks.matching_models import (
    setup_lines,
    slate,
    splink_films,
    splink_names,
    splink_papers,
    splink_places,
    splink_setup_lines,
)
from tests.benchmarks.matching_sample import (
    SAMPLE,
    draw,
    for_looking,
    precision,
    read_sample,
    verdict_rows,
    write_sample,
)
from tests.benchmarks.matching_sets import (
    MAGELLAN,
    NAMES_ONLY,
    WORKS,
    fetch,
    names_only,
    papers,
    restaurants,
)
from tests.benchmarks.matching_task import Quality, Scored, Task, mean_cells, quality
from tests.benchmarks.report import markdown_table, write_page

THRESHOLDS = (0.9, 0.95)
Setup = Callable[[Task], Scored]
HEADINGS = ("", "", "precision", "recall", "F1", "seconds", "lines of set-up")
PUBLISHED = {
    "DBLP and ACM papers": "ZeroER .960, EmbDI .950, CollaborER .986 without labels; "
    "DeepMatcher .985, Ditto .990 with labels",
    "Fodor's and Zagat's restaurants": "ZeroER 1.000, EmbDI .990, CollaborER 1.000 without "
    "labels; DeepMatcher 1.000, Ditto 1.000 with labels",
}
ABOUT = """Each task is run by both in the same process, on the same records, without any label.
*Slate* is its defaults and its accepted links. Splink 5 is set up as its documentation advises
(`matching_splink.py`, `matching_models.py`), its links made one to one, surest first, at its usual
thresholds; *best* is the threshold with the best F1 on the truth itself, which no user could know.
Seconds are processor time. Lines are those that a user writes, without blank ones and docstrings.
"""
SETS = """
- *Films*: MovieLens names against Wikidata films, as in [identity](identity.md); shared files.
- *Papers* and *restaurants*: from the source package of `{magellan}` (Magellan, BSD
  licence). Papers are judged on the 415 pairs that are labelled there.
- *Names only*: from the wheel of `{names}` (MIT licence), the fifty sets of Li et al.,
  Auto-FuzzyJoin, SIGMOD 2021, made of DBpedia. Nothing but the name is known, and several right
  records may be one left record. The three that are works are shown one by one.

Published F1 on the first two, by table 3 of Ge et al., CollaborER (TKDE 2021), on labelled pairs of
the same files:
"""
CLUSTERS = """
## Three catalogues at once
{records:,} records: {parts}. Reading took {reading:.0f} s; resolving {worked:.1f} s of processor
time, **{rate:,.0f} records a second**. No id in common.

"""
TRUTH = """
MovieLens names and Wikidata films that came together, against their IMDb ids: precision {0}, recall
{1}, F1 {2}.

Every record of {looked} drawn clusters was read by hand (`cluster-sample.csv` has members,
verdicts, a few words){unread_words}. A cluster is right when all its records are one work. Doubtful
ones, whose weakest link has a confidence under 0.9, were drawn more often; weighed by how many
there are, **{value:.4f} of all clusters are right** (standard error {error:.4f}; {least:.4f} if the
{undecided} undecidable ones are taken for wrong).

"""
UNREAD = "; {0} of this draw are still to be read (`--draw`)"


@dataclass(frozen=True)
class Outcome:
    """What both made of one task; `splink` by threshold, None where it was not run."""

    task: Task
    slate: Quality
    slate_seconds: float
    splink: Mapping[str, Quality]
    splink_seconds: float
    setup: Setup

    def rows(self) -> list[Sequence[object]]:
        """Lines of the table."""
        ours = ("Slate", *self.slate.cells, f"{self.slate_seconds:.1f}", setup_lines(slate))
        theirs = [
            (f"Splink, {at}", *found.cells, f"{self.splink_seconds:.1f}", self.lines)
            for at, found in self.splink.items()
        ]
        first, *others = [ours, *theirs]
        return [(self.task.title, *first), *(("", *other) for other in others)]

    @property
    def lines(self) -> int:
        """Lines of Splink's set-up."""
        return splink_setup_lines(self.setup)


def compare(task: Task, setup: Setup) -> Outcome:
    """Both on one task."""
    start = process_time()
    ours = quality(slate(task), task)
    middle = process_time()
    scored = setup(task).best(task.one_to_one)
    end = process_time()
    best, reached = scored.best_threshold(task)
    theirs = {f"{at}": quality(scored.at(at), task) for at in THRESHOLDS}
    theirs[f"best ({best:.2f})"] = reached
    return Outcome(task, ours, middle - start, theirs, end - middle, setup)


def film_task(names: Path, films: Path) -> Task:
    """MovieLens names against Wikidata films."""
    both = read_both(names, films)
    by_id: dict[str, list[str]] = {}
    for film, imdb_id in both.ids.items():
        by_id.setdefault(imdb_id, []).append(film)
    truth = {(film, name) for name, i in both.truth.items() if i for film in by_id.get(i, ())}
    return Task("Films", both.films, both.names, frozenset(truth))


def names_section(tasks: Mapping[str, Task], with_peer: Iterable[str]) -> str:
    """Slate on all sets of names, Splink on some."""
    outcomes = [compare(tasks[title], splink_names) for title in with_peer]
    rows = [row for outcome in outcomes for row in outcome.rows()]
    ours = [quality(slate(task), task) for task in tasks.values()]
    rows.append((f"mean of all {len(ours)}", "Slate", *mean_cells(ours), "", setup_lines(slate)))
    for at in range(len(THRESHOLDS) + 1):
        reached = [list(outcome.splink.values())[at] for outcome in outcomes]
        label = "best" if at == len(THRESHOLDS) else str(THRESHOLDS[at])
        title = f"mean of the {len(reached)}" if not at else ""
        rows.append((title, f"Splink, {label}", *mean_cells(reached), "", outcomes[0].lines))
    mean = mean_cells([outcome.slate for outcome in outcomes])
    rows.append(("", "Slate", *mean, "", setup_lines(slate)))
    return f"## Names only\n{markdown_table(HEADINGS, rows)}"


def peers_section(outcomes: Iterable[Outcome]) -> str:
    """The tables with other columns than names."""
    table = markdown_table(HEADINGS, [row for outcome in outcomes for row in outcome.rows()])
    published = "\n".join(f"- {title}: {figures}." for title, figures in PUBLISHED.items())
    sets = SETS.format(magellan=MAGELLAN.requirement, names=NAMES_ONLY.requirement)
    return f"{ABOUT}\n{table}{sets}{published}\n"


def clusters_section(three: ThreeSources) -> str:
    """Three catalogues: how fast, what came together, how much of it is right."""
    resolved = resolve_three(three)
    clusters = resolved.clusters()
    parts = three.records.group_by("source").len().sort("len").iter_rows()
    head = CLUSTERS.format(
        records=three.records.height,
        parts=", ".join(f"{count:,} {source}" for source, count in parts),
        reading=three.seconds,
        worked=resolved.worked,
        rate=three.records.height / resolved.worked,
    )
    found = [(*kind, f"{count:,}") for kind, count in sizes(clusters).most_common()]
    sample = draw(clusters, read_sample())
    reckoned = precision(sample, clusters)
    unread = UNREAD.format(reckoned.unread) if reckoned.unread else ""
    cells = names_with_ids(clusters, three).cells
    truth = TRUTH.format(*cells, **vars(reckoned), unread_words=unread)
    looked = verdict_rows(sample, clusters)
    return (
        head
        + markdown_table(("catalogues", "records", "clusters"), found)
        + truth
        + markdown_table(("", "clusters", "looked at", "right", "wrong", "undecidable"), looked)
    )


def draw_sample(three: ThreeSources, target: Path) -> None:
    """Draw again, keep what stays, and write what is to be looked at."""
    sample = draw(resolve_three(three).clusters(), read_sample())
    write_sample(sample)
    target.write_text(for_looking(sample, three.records), encoding="utf-8")
    missing = sum(not looked.verdict for looked in sample)
    print(f"{SAMPLE}: {len(sample)} clusters, {missing} to look at in {target}")


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What to run, and on which files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--names", type=Path, default=default_names())
    parser.add_argument("--films", type=Path, default=default_films())
    parser.add_argument("--wiki", type=Path, default=default_names().parents[1] / "wiki-films")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--draw", type=Path, nargs="?", const=Path("clusters-to-look-at.md"))
    found = parser.parse_args(arguments)
    for path in (found.names, found.films, found.wiki):
        if not path.exists():
            parser.error(f"{path} does not exist; say where it is (--names, --films, --wiki)")
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the page and write it to docs/evaluation/matching.md, or draw the sample."""
    given = read_arguments(arguments)
    three = read_three(given.names, given.films, given.wiki)
    if given.draw:
        draw_sample(three, given.draw)
        return
    clusters = clusters_section(three)
    magellan, tasks = fetch(MAGELLAN), names_only(fetch(NAMES_ONLY))
    peers = peers_section(
        [
            compare(film_task(given.names, given.films), splink_films),
            compare(papers(magellan), splink_papers),
            compare(restaurants(magellan), splink_places),
        ]
    )
    names = names_section(tasks, tasks if given.all else WORKS)
    write_page("matching", "Matching, beside Splink 5", f"{peers}\n{names}{clusters}")


if __name__ == "__main__":
    main()
