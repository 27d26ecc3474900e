"""The command that tells how the catalogue is."""

from collections.abc import Iterator
from pathlib import Path

import click

from openslate.app.catalogue.findings import ListFindings
from openslate.app.catalogue.health import CatalogueHealth, ListImportProblems
from openslate.app.catalogue.health_views import FieldCoverage, FoundPage, Health, ImportProblems
from openslate.app.workspace import Workspace
from openslate.catalogue.checks.finding import INFO, VIOLATION, WARNING
from openslate.cli.options import COUNT, common
from openslate.cli.output import print_json, say, say_problems, table

WORDS = {VIOLATION: "must be mended", WARNING: "look at it", INFO: "good to know"}


@click.command()
@click.option("--show", "check", help="List what this check found, with its items.")
@click.option("--problems", is_flag=True, help="List the values of files that can't be used.")
@click.option("--coverage", is_flag=True, help="Show how much each source says, field by field.")
@click.option("--source", help="Only what was found in records of this source.")
@click.option("--limit", type=COUNT, default=50, show_default=True, help="How many to list.")
@click.option(
    "--offset", type=click.IntRange(min=0), default=0, show_default=True, help="Where to begin."
)
@common
def health(
    workspace: Path,
    as_json: bool,
    check: str | None,
    problems: bool,
    coverage: bool,
    source: str | None,
    limit: int,
    offset: int,
) -> None:
    """How the catalogue is: what it knows, how fresh it is, what to look at."""
    with Workspace.open(workspace) as opened:
        if check:
            found = ListFindings(opened)(check, source=source, limit=limit, offset=offset)
            print_json(found) if as_json else _say_found(found)
        elif problems:
            told = ListImportProblems(opened)(source)
            print_json(told) if as_json else _say_problems(told)
        else:
            now = CatalogueHealth(opened)()
            print_json(now) if as_json else _say_health(now, coverage, source)


def _say_health(now: Health, coverage: bool, source: str | None) -> None:
    say(
        f"Snapshot {now.snapshot}: {now.items:,} items from {now.records:,} records. "
        f"{now.found(VIOLATION):,} findings must be mended, {now.found(WARNING):,} should be "
        f"looked at, {now.duplicates_waiting:,} pairs wait for 'slate review'."
    )
    table(
        ("Check", "What", "", "Findings", "Items"),
        ((c.check, c.title, WORDS[c.severity], c.findings, c.items or None) for c in now.checks),
        title="What was found; 'slate health --show CHECK' lists it",
    )
    table(
        ("Source", "Kind", "Records", "Latest file", "Days old", "Trust", "Problems"),
        (
            (s.source, s.kind, f"{s.records:,}", s.file, s.age_days, s.trust, s.problems or None)
            for s in now.sources
        ),
        title="Sources",
    )
    for events in now.unknown_events:
        say(
            f"{events.events:,} events of {events.source} are about {events.records:,} records "
            f"that no item has, for instance {', '.join(events.examples)}."
        )
    if coverage:
        chosen = (c for c in now.coverage if source in (None, c.source))
        table(("Source", "Kind", "Field", "Records", "Share"), _covered(chosen), title="Coverage")


def _covered(coverage: Iterator[FieldCoverage]) -> Iterator[tuple[object, ...]]:
    """The fields that a source says anything of."""
    for c in coverage:
        if c.known:
            yield c.source, c.kind, c.field, f"{c.known:,} of {c.records:,}", f"{c.percent} %"


def _say_found(page: FoundPage) -> None:
    say(f"{page.title}: {page.total:,}")
    table(
        ("Item", "Name", "Source", "Record", "Row", "What", "What to do"),
        ((f.item, f.name, f.source, f.record, f.row, f.sentence, f.suggestion) for f in page.found),
    )
    rest = page.total - page.offset - len(page.found)
    if rest > 0:
        say(f"{rest:,} more: --offset {page.offset + len(page.found)}")


def _say_problems(told: tuple[ImportProblems, ...]) -> None:
    if not told:
        say("Every value of every file could be used.")
    for one in told:
        say(f"{one.source}, {one.kind}: {one.count:,} values could not be used.")
        say_problems([problem.sentence for problem in one.problems])
