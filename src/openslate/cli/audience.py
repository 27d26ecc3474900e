"""Commands about the audience: segments of viewers, how long they stay."""

from pathlib import Path

import click

from openslate.app.audience.audience_views import SegmentsView
from openslate.app.audience.retention_views import CurveView, MinuteView, RetentionView
from openslate.app.desk import Desk
from openslate.audience.segments.clusters import ClusterSettings
from openslate.cli.integrity import integrity
from openslate.cli.options import common
from openslate.cli.output import print_json, progress, say, table
from openslate.cli.resonance import commission, resonance
from openslate.common.text import join_words

EVERY = 10  # minutes between the rows that a person is shown


@click.group()
def audience() -> None:
    """Who watches, in groups: segments, retention, what resonates with whom."""


audience.add_command(resonance)
audience.add_command(commission)


audience.add_command(integrity)


@audience.command()
@click.option(
    "--by",
    default="age",
    show_default=True,
    help="gender, age, territory, occupation, child, declared, learned or a version's name.",
)
@common
def segments(workspace: Path, as_json: bool, by: str) -> None:
    """Segments of viewers and how many are in each."""
    with Desk.open(workspace) as desk:
        _print_segments(desk.audience.segments_view(by), as_json)


@audience.command(name="learn-segments")
@click.option("--fewest", type=click.IntRange(2, 50), default=3, show_default=True, help="Groups.")
@click.option("--most", type=click.IntRange(2, 50), default=10, show_default=True, help="Groups.")
@common
def learn_segments(workspace: Path, as_json: bool, fewest: int, most: int) -> None:
    """Find viewers who watch alike, name the groups and keep them as a version."""
    settings = ClusterSettings(fewest=fewest, most=max(fewest, most))
    with progress(as_json) as start, Desk.open(workspace) as desk:
        found = desk.audience.learn_segments(settings, start("Learning"))
    _print_segments(found, as_json)


@audience.command()
@click.argument("item", help="The item's id; 'slate item find' tells it.")
@click.option("--by", help="Also segment by segment: gender, age, declared, learned, ...")
@common
def retention(workspace: Path, as_json: bool, item: str, by: str | None) -> None:
    """The share of ITEM's viewers who are still watching at each minute."""
    with Desk.open(workspace) as desk:
        told = desk.audience.retention(item, by)
    if as_json:
        print_json(told)
    else:
        _print_retention(told)


def _print_segments(told: SegmentsView, as_json: bool) -> None:
    if as_json:
        print_json(told)
        return
    rows = ((s.segment, s.title, s.viewers, f"{s.share:.1%}", s.about) for s in told.segments)
    table(("Segment", "Title", "Viewers", "Share", "About"), rows)
    if told.hidden:
        say(f"Too small to be told of, or to be had by subtraction: {join_words(told.hidden)}.")
    say(f"{told.name}: {told.viewers:,} viewers.")


def _print_retention(told: RetentionView) -> None:
    curves = [curve for curve in (told.overall, *told.segments) if curve is not None]
    if not curves:
        say(f"Fewer than {told.least} viewers sent heartbeats of this item: nothing is told.")
        return
    for curve in curves:
        half = "more than half stay" if curve.half is None else f"half have left by {curve.half}"
        rows = (
            (m.minute, f"{m.share:.1%}", f"{m.low:.1%} to {m.high:.1%}", m.watching)
            for m in _some(curve)
        )
        title = f"{curve.title}: {curve.viewers:,} viewers, {half}"
        table(("Minute", "Still watching", "95 %", "Came so far"), rows, title)
    if told.hidden:
        say(f"Too small to be told of, or to be had by subtraction: {join_words(told.hidden)}.")


def _some(curve: CurveView) -> list[MinuteView]:
    last = len(curve.minutes) - 1
    return [m for m in curve.minutes if m.minute % EVERY == 0 or m.minute == last]
