"""Commands about what goes out to others: batches, feeds, a channel's day."""

import os
from datetime import datetime
from pathlib import Path

import click

from openslate.app.desk import Desk
from openslate.app.distribution.day_plan import DayPlan
from openslate.app.distribution.feed_formats import to_json_feed, to_rss
from openslate.app.distribution.make_batch import Form
from openslate.app.distribution.schedule_file import read_schedule_file
from openslate.cli.options import GivenPath, common
from openslate.cli.output import print_json, progress, say, table
from openslate.cli.recommend import read_moment
from openslate.common.errors import SlateError

FILE = GivenPath(dir_okay=False)
FEEDS = {"rss": to_rss, "json": to_json_feed}


@click.group()
def distribute() -> None:
    """Send slates out: batches for viewers, feeds of rows, a channel's day."""


@distribute.command()
@click.argument("file", type=FILE, help="Where to write; .parquet or .jsonl says the form.")
@click.option("--segment", help="Only viewers of this segment, e.g. gender:F; default all.")
@click.option(
    "--size",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    help="Items for each viewer.",
)
@click.option("--at", help="The moment the slates are for, e.g. 2026-11-23T20:15; default now.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Processes for a large batch; default as many as processors.",
)
@common
def batch(
    workspace: Path,
    as_json: bool,
    file: Path,
    segment: str | None,
    size: int,
    at: str | None,
    workers: int | None,
) -> None:
    """Write a slate for each viewer to FILE; stopped, the same command goes on.

    To go on, name the moment with --at: slates of another moment are made anew.
    """
    if file.suffix not in (".parquet", ".jsonl"):
        raise SlateError(
            "The form of the file is not clear", where=str(file), do="End it in .parquet or .jsonl"
        )
    form: Form = "parquet" if file.suffix == ".parquet" else "jsonl"
    with Desk.open(workspace) as desk, progress(as_json) as start:
        moment = read_moment(at) or desk.workspace.clock.now().replace(second=0, microsecond=0)
        report = desk.distribution.batch(
            *(file, form, moment),
            segment=segment,
            size=size,
            workers=workers or os.cpu_count() or 1,
            progress=start("Slates"),
        )
    if as_json:
        print_json(report)
        return
    resumed = f", {report.resumed:,} of them from before" if report.resumed else ""
    say(f"{report.file}: {report.places:,} places for {report.viewers:,} viewers{resumed}.")
    if report.relaxed:
        say(f"For {report.relaxed:,} of them not every wish of the rulebook could be met.")
    say(f"Recorded as {report.journal_id} ({report.snapshot}, {report.model}).")


@distribute.command()
@click.argument("row", help="A row that everybody has, e.g. popular or editors.")
@click.argument("file", type=FILE, help="Where to write.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FEEDS)),
    default="rss",
    show_default=True,
    help="RSS with Media RSS, or JSON Feed.",
)
@click.option("--territory", help="ISO 3166-1 code; default the settings'.")
@click.option("--base", default="http://127.0.0.1:8765", help="Begins the addresses in the feed.")
@common
def feed(
    workspace: Path,
    as_json: bool,
    row: str,
    file: Path,
    form: str,
    territory: str | None,
    base: str,
) -> None:
    """Write a row for everybody to FILE as RSS with Media RSS, or as JSON Feed."""
    with Desk.open(workspace) as desk:
        made = desk.distribution.feed(row, desk.context(territory=territory))
    partial = file.with_name(f"{file.name}.partial")
    partial.write_bytes(FEEDS[form](made, base.rstrip("/")))
    partial.replace(file)
    if as_json:
        print_json({"file": file.name, "row": row, "items": len(made.items)})
    else:
        say(f"{file.name}: {made.title}, {len(made.items)} items for {made.territory}.")


@distribute.command()
@click.argument("file", type=FILE, help="The schedule, a YAML file; docs/guide/distribution.md.")
@click.option("--day", help="The day, e.g. 2026-12-01; default today.")
@click.option("--out", type=FILE, help="Write XMLTV there and record the plan; else only show it.")
@common
def schedule(workspace: Path, as_json: bool, file: Path, day: str | None, out: Path | None) -> None:
    """Plan a channel's day from FILE under the rules in force."""
    said = read_schedule_file(file)
    with Desk.open(workspace) as desk:
        wanted = (_day(day) or desk.context().at).date()
        with progress(as_json) as start:
            plan = desk.distribution.plan(said, wanted, start("Planning"))
        if out:
            plan = desk.distribution.publish(plan, out)
    if as_json:
        print_json(plan)
    else:
        _say(plan)


def _day(text: str | None) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d") if text else None
    except ValueError:
        raise SlateError(
            f"{text!r} is not a day", where="--day", do="Write it like 2026-12-01"
        ) from None


def _say(plan: DayPlan) -> None:
    table(
        ("On air", "Until", plan.schedule, "Year", "Minutes", "Daypart", "By", "Item"),
        (
            (f"{s.begins:%H:%M}", f"{s.ends:%H:%M}", s.name, s.year, s.runtime, s.daypart,
             s.placed_by, s.item)
            for s in plan.showings
        ),
    )  # fmt: skip
    hours, minutes = divmod(plan.unfilled, 60)
    say(f"{len(plan.showings)} programmes; {hours} h {minutes} min of the dayparts are unfilled.")
    for note in plan.notes:
        say(note)
    recorded = f"Recorded as {plan.journal_id}" if plan.journal_id else "A draft; --out records it"
    say(f"{recorded} ({plan.snapshot}, {plan.model}).")
