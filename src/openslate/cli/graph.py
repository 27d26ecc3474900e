"""Commands that ask the graph: people, companies, topics, neighbours, SPARQL."""

import sys
from pathlib import Path

import click

from openslate.app.desk import Desk
from openslate.app.graph.connections import TOPICS
from openslate.app.graph.graph_views import GraphAnswer, Subject
from openslate.app.graph.neighbours import GROUPS
from openslate.app.graph.sparql import MOST_ROWS, MOST_SECONDS, ROWS, SECONDS
from openslate.app.graph.sparql_formats import as_csv, as_turtle, short
from openslate.cli.options import COUNT, GivenPath, common
from openslate.cli.output import print_json, say, table
from openslate.common.errors import SlateError

FORMATS = ("table", "json", "csv", "turtle")
limit_option = click.option(
    "--limit", type=COUNT, default=50, show_default=True, help="How many items to list."
)


@click.group()
def graph() -> None:
    """Ask who and what items have in common."""


@graph.command()
@click.argument("name", help="The person's name, in any case, with or without accents.")
@click.option("--role", help="Only items in which they were this, e.g. director.")
@limit_option
@common
def person(workspace: Path, as_json: bool, name: str, role: str | None, limit: int) -> None:
    """What a person did, by role and year, and with whom."""
    with Desk.open(workspace) as desk:
        _show(desk.subject("people", name, role=role, limit=limit), as_json)


@graph.command()
@click.argument("name", help="The company's name.")
@limit_option
@common
def company(workspace: Path, as_json: bool, name: str, limit: int) -> None:
    """A company's items by year, and its people."""
    with Desk.open(workspace) as desk:
        _show(desk.subject("companies", name, limit=limit), as_json)


@graph.command()
@click.argument("name", help="The topic's name; a country or a language by its code.")
@click.option(
    "--kind",
    type=click.Choice(TOPICS),
    default=TOPICS[0],
    show_default=True,
    help="What kind of topic it is.",
)
@limit_option
@common
def topic(workspace: Path, as_json: bool, name: str, kind: str, limit: int) -> None:
    """The items of a genre, a country, a language, a tag or a series."""
    with Desk.open(workspace) as desk:
        _show(desk.subject(kind, name, limit=limit), as_json)


@graph.command()
@click.argument("key", help="An item's id, or with --kind a name.")
@click.option(
    "--kind",
    type=click.Choice(("items", "people", "companies", *TOPICS)),
    default="items",
    show_default=True,
    help="What stands in the middle.",
)
@click.option("--show", type=click.Choice(tuple(GROUPS)), help="Only neighbours of this group.")
@common
def near(workspace: Path, as_json: bool, key: str, kind: str, show: str | None) -> None:
    """What is one step away from an item or a name."""
    with Desk.open(workspace) as desk:
        view = desk.neighbours(kind, key, show)
    if as_json:
        print_json(view)
        return
    rows = ((n.label, n.relation, n.items) for n in view.neighbours)
    table(("Name", "Relation", "Items"), rows, f"Around {view.label}")
    say(f"{len(view.neighbours):,} of {view.total:,} listed.")


@graph.command()
@click.argument("query", required=False, help="SELECT, ASK, CONSTRUCT or DESCRIBE; - reads input.")
@click.option(
    "--file",
    "-f",
    "file",
    type=GivenPath(exists=True, dir_okay=False),
    help="Read the query from this file.",
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True,
    help="How to write the answer.",
)  # fmt: skip
@click.option(
    "--limit",
    type=click.IntRange(1, MOST_ROWS),
    default=ROWS,
    show_default=True,
    help="Most rows to give.",
)
@click.option(
    "--seconds",
    type=click.IntRange(1, MOST_SECONDS),
    default=SECONDS,
    show_default=True,
    help="When to end the query.",
)
@common
def ask(
    workspace: Path,
    as_json: bool,
    query: str | None,
    file: Path | None,
    form: str,
    limit: int,
    seconds: int,
) -> None:
    """Ask the graph in SPARQL; read-only.

    The prefixes schema, slate, dcterms, prov, rdf, xsd, record and graph are declared. What the
    query does not look for in a GRAPH is looked for in the graph of items.
    """
    text = _query(query, file)
    with Desk.open(workspace) as desk:
        answer = desk.ask_graph(text, limit=limit, seconds=seconds)
    _write(answer, "json" if as_json else form)


def _query(query: str | None, file: Path | None) -> str:
    if (query is None) == (file is None):
        raise SlateError("There is no one query", do="Give either QUERY or --file")
    if file is None:
        return sys.stdin.read() if query == "-" else str(query)
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise SlateError("The file is not UTF-8 text", where=file.name, do="Save it so") from None


def _write(answer: GraphAnswer, form: str) -> None:
    if form == "json":
        print_json(answer)
        return
    if form == "table":
        table(answer.columns, ([t and short(t) for t in row] for row in answer.rows))
        say(f"{len(answer.rows):,} rows in {answer.seconds} s.")
    else:
        click.echo(as_csv(answer) if form == "csv" else as_turtle(answer), nl=False)
    if answer.truncated:
        click.echo(answer.truncated, err=True)


def _show(subject: Subject, as_json: bool) -> None:
    if as_json:
        print_json(subject)
        return
    years = f", {subject.years[0]} to {subject.years[1]}" if subject.years else ""
    say(f"{subject.label}: {subject.items:,} items{years}")
    for role, count in subject.roles.items():
        say(f"  {role}: {count:,}")
    table(
        ("Year", "Name", "As" if subject.roles else "Genres", "Item"),
        ((w.year, w.name, ", ".join(w.roles or w.genres), w.item) for w in subject.works),
    )
    if subject.total > len(subject.works):
        say(f"{len(subject.works):,} of {subject.total:,} listed.")
    for facet in subject.facets:
        most = ", ".join(f"{each.label} ({each.items:,})" for each in facet.named)
        say(f"{facet.kind.capitalize()}: {most}")
