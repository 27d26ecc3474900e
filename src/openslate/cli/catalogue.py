"""Commands about the catalogue: resolve, snapshot, refresh, item."""

from dataclasses import asdict
from pathlib import Path

import click

from openslate.app.desk import Desk
from openslate.app.identity.learn_weights import LearnWeights
from openslate.app.identity.make_snapshot import MakeSnapshot
from openslate.app.identity.refresh_catalogue import RefreshCatalogue
from openslate.app.identity.resolve import ResolveIdentities, ResolveReport
from openslate.app.learning.carry_model import serving
from openslate.app.workspace import Workspace
from openslate.catalogue.identity.learning import Share
from openslate.cli.options import COUNT, common
from openslate.cli.output import print_json, progress, say, say_problems, table
from openslate.common.errors import SlateError
from openslate.graph.vocabulary import Columns


@click.command()
@click.option(
    "--learn", is_flag=True, help="Learn from reviewed pairs instead, and say if it helps."
)
@click.option(
    "--fresh", is_flag=True, help="Forget what was compared before, and compare all records anew."
)
@common
def resolve(workspace: Path, as_json: bool, learn: bool, fresh: bool) -> None:
    """Find the records of different sources that mean the same item."""
    if learn and fresh:
        raise SlateError(
            "--learn and --fresh do not go together",
            do="Run 'slate resolve --learn' first, then 'slate resolve --fresh'",
        )
    if learn:
        _learn(workspace, as_json)
        return
    with progress(as_json) as start, Workspace.open(workspace) as opened:
        report = ResolveIdentities(opened, fresh)(start("Resolving"))
    if as_json:
        print_json(report)
    else:
        say(resolved(report))


def resolved(report: ResolveReport) -> str:
    """What a resolution found, and what to do about pairs that wait, in a sentence."""
    review = ": make a snapshot, then 'slate review'" if report.waiting else ""
    return (
        f"{report.records:,} records are {report.items:,} items: {report.accepted:,} links "
        f"accepted, {report.waiting:,} wait for a person{review}."
    )


def _learn(workspace: Path, as_json: bool) -> None:
    """Learn and say how well; 'slate resolve' then uses what was learned."""
    with Workspace.open(workspace) as opened:
        report = LearnWeights(opened)()
    if as_json:
        print_json(asdict(report) | {"weights": report.weights.model_dump()})
        return
    table(
        ("Weights", "Precision", "Recall", "F1"),
        (
            (name, _interval(found.precision), _interval(found.recall), f"{found.f1:.3f}")
            for name, found in (("before", report.before), ("learned", report.learned))
        ),
        title=f"{report.reviewed:,} reviewed pairs, five-fold cross-validation",
    )
    better = "The learned weights are better: 'slate resolve' uses them from now on."
    say(better if report.adopted else "The learned weights are not better; nothing was changed.")


def _interval(share: Share) -> str:
    return f"{share.value:.3f} ({share.low:.3f} to {share.high:.3f})"


@click.command()
@common
def snapshot(workspace: Path, as_json: bool) -> None:
    """Derive the canonical graph and write the next numbered snapshot.

    A model that serves is carried over to it: new items are scored from their facts at once.
    """
    with progress(as_json) as start, Workspace.open(workspace) as opened:
        report = serving(opened, MakeSnapshot(opened)(start("Writing")))
    if as_json:
        print_json(report)
    else:
        word = "New snapshot" if report.new else "Nothing changed since snapshot"
        say(f"{word} {report.name}: {report.items:,} items, {report.claims:,} claims.")
        say_problems(report.problems)
        if report.advice:
            say(report.advice)


@click.command()
@common
def refresh(workspace: Path, as_json: bool) -> None:
    """Bring everything delivered and decided since into the catalogue, in one go.

    Applies reviews, finds the records that mean the same item, and takes a snapshot: 'slate
    resolve' and 'slate snapshot' together. Only what changed is worked on.
    """
    with progress(as_json) as start, Workspace.open(workspace) as opened:
        report = RefreshCatalogue(opened)(start)
    if as_json:
        print_json(report)
        return
    word = "snapshot" if report.new else "nothing new since snapshot"
    say(f"{report.touched:,} of {report.items:,} items changed, {word} {report.name}.")
    say_problems(report.problems)
    if report.advice:
        say(report.advice)


@click.group()
def item() -> None:
    """Look items up."""


@item.command()
@click.argument("query", help="A name, or part of one.")
@click.option("--limit", type=COUNT, default=20, show_default=True, help="How many to show.")
@common
def find(workspace: Path, as_json: bool, query: str, limit: int) -> None:
    """Items whose name, people, genre or year match QUERY."""
    with Desk.open(workspace) as desk:
        found = desk.search(query, limit=limit)
    if as_json:
        print_json(found)
    else:
        table(
            ("Item", "Name", "Year", "Genres"),
            ((c.item, c.name, c.year, ", ".join(c.genres)) for c in found.cards),
        )
        hint = f" Did you mean {found.suggestion!r}?" if found.suggestion else ""
        say(f"{found.total:,} found.{hint}")


@item.command()
@click.argument("item_id", metavar="ITEM", help="The item's id; 'slate item find' tells it.")
@common
def show(workspace: Path, as_json: bool, item_id: str) -> None:
    """Everything known of ITEM and who says it."""
    with Desk.open(workspace) as desk:
        page = desk.item(item_id, desk.context())
    if as_json:
        print_json(page)
        return
    year = f" ({page.year})" if page.year else ""
    say(f"{page.name}{year}, {page.item}, watched {page.viewings:,} times")
    table(
        ("Field", "Value", "Says", ""),
        (
            (f.field, f.value, f"{f.source} {f.record}", "" if f.won else "not used")
            for f in page.facts
        ),
    )
    table(
        ("Territory", "From", "Until"),
        ((w[Columns.TERRITORY], w[Columns.STARTS], w[Columns.ENDS]) for w in page.windows),
    )
