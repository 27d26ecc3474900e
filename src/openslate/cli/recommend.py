"""Commands about what to show: recommend, why, replay."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from openslate.app.desk import Desk
from openslate.app.views import Card, Home, RequestContext, Row, Why
from openslate.cli.options import common
from openslate.cli.output import print_json, say, table
from openslate.common.errors import SlateError

F = TypeVar("F", bound=Callable[..., Any])


def context_options(function: F) -> F:
    """Adds the options that place a request: where, when, how old, whose profile."""
    for option in (
        click.option("--no-history", is_flag=True, help="Use nothing personal."),
        click.option("--child/--no-child", "child", default=None, help="A child's profile."),
        click.option("--age", type=click.IntRange(0, 130), help="The viewer's age in years."),
        click.option("--at", help="Local time, e.g. 2026-11-23T20:15; default now."),
        click.option("--territory", help="ISO 3166-1 code, e.g. US; default the profile's."),
    ):
        function = option(function)
    return function


def read_moment(text: str | None) -> datetime | None:
    """An ISO date and time; raises SlateError when it is not one."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        raise SlateError(
            f"{text!r} is not a date and time", where="--at", do="Write it like 2026-11-23T20:15"
        ) from None


@click.command()
@click.argument("viewer", required=False, help="The viewer's id.")
@click.option("--like", "likes", multiple=True, help="An item a newcomer likes (repeatable).")
@click.option("--size", type=click.IntRange(1, 100), help="Items, with --like; default 20.")
@context_options
@common
def recommend(workspace: Path, as_json: bool, viewer: str | None, **options: Any) -> None:
    """The home page of VIEWER, or a row for someone new who likes a few items."""
    with Desk.open(workspace) as desk:
        answer = _recommend(desk, viewer, options)
    if as_json:
        print_json(answer)
    else:
        _print_rows(answer)


@click.command()
@click.argument("viewer", help="The viewer's id.")
@click.argument("item", help="The item's id; 'slate item find' tells it.")
@context_options
@common
def why(workspace: Path, as_json: bool, viewer: str, item: str, **options: Any) -> None:
    """Why VIEWER is or is not shown ITEM."""
    with Desk.open(workspace) as desk:
        context = _context(desk, viewer, options)
        answer = desk.why(viewer, item, context, history=not options["no_history"])
    if as_json:
        print_json(answer)
    else:
        _print_why(answer)


@click.command()
@click.argument(
    "journal_id", metavar="ID", help="The record's id, as the foot of the page tells it."
)
@common
def replay(workspace: Path, as_json: bool, journal_id: str) -> None:
    """Make a recorded page again and say identical or what differs."""
    with Desk.open(workspace) as desk:
        answer = desk.replay(journal_id)
    if as_json:
        print_json(answer)
    elif answer.identical:
        say(f"{journal_id}: identical.")
    else:
        say(f"{journal_id}: differs.")
        for difference in answer.differences:
            say(f"  {difference}")


def _recommend(desk: Desk, viewer: str | None, options: dict[str, Any]) -> Home | Row:
    """A page for a known viewer, or a row for someone of whom only the likes are known."""
    if viewer and options["likes"]:
        raise SlateError("A VIEWER has a history already", do="Give a VIEWER or some --like ITEM")
    if viewer and options["size"]:
        raise SlateError(
            "A page has rows of one length", where="--size", do="Set home.row_size in slate.toml"
        )
    context = _context(desk, viewer, options)
    if options["likes"]:
        return desk.recommend(options["likes"], context, size=options["size"] or 20)
    if viewer:
        return desk.home(viewer, context, history=not options["no_history"])
    raise SlateError("Nobody was named", do="Give a VIEWER or some --like ITEM")


def _context(desk: Desk, viewer: str | None, options: dict[str, Any]) -> RequestContext:
    return desk.context(
        viewer,
        territory=options["territory"],
        at=read_moment(options["at"]),
        age=options["age"],
        child_profile=options["child"],
    )


def _print_rows(answer: Home | Row) -> None:
    rows = answer.rows if isinstance(answer, Home) else (answer,)
    for row in rows:
        table(
            ("", row.title, "Year", "Age", "Genres", "Item", "Because"),
            (_cells(place, card) for place, card in enumerate(row.cards, 1)),
        )
        for sentence in row.relaxed:
            say(f"  Note: {sentence}")
        say("")
    if isinstance(answer, Home):
        for sentence in answer.conflicts:
            say(f"Conflict: {sentence}")
        say(f"Recorded as {answer.journal_id} ({answer.snapshot}, {answer.model}).")


def _cells(place: int, card: Card) -> tuple[object, ...]:
    genres = ", ".join(card.genres[:3])
    return place, card.name, card.year, card.age_rating, genres, card.item, card.reason


def _total(answer: Why) -> str:
    if answer.factor == 1:
        return f"together {answer.score:.4f}"
    whole = answer.others + sum(share.amount for share in answer.shares)
    return f"together {whole:.4f}, times {answer.factor:.2f} by rules: {answer.score:.4f}"


def _print_why(answer: Why) -> None:
    say(answer.sentence)
    if answer.shares:
        table(
            ("From their history", "Adds", "Share", "In common"),
            (
                (
                    share.name,
                    f"{share.amount:+.4f}",
                    f"{share.percent:.0f} %",
                    "; ".join(share.in_common),
                )
                for share in answer.shares
            ),
        )
        say(f"Everything else adds {answer.others:+.4f}; {_total(answer)}.")
    for finding in answer.findings:
        say(f"Rule {finding.rule} ({finding.verdict.name.lower()}): {finding.because}")
    for sentence in answer.change:
        say(f"To change that: {sentence}")
