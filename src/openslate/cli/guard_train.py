"""The commands that train the guard's heads on one's own lessons, and choose which are in use."""

from pathlib import Path

import click

from openslate.app.guard.heads_in_use import HeadsInUse, KnownHeads, sentences_told
from openslate.app.guard.train_guard import TrainedGuard, TrainGuard
from openslate.app.workspace import Workspace
from openslate.cli.options import GivenPath, common
from openslate.cli.output import TOLD, print_json, progress, say, table

FOLDER = GivenPath(exists=True, file_okay=False)
FILE = GivenPath(exists=True, dir_okay=False)


@click.command()
@click.argument(
    "file",
    type=FILE,
    help="CSV or JSON lines with text, label and, at will, topic and language.",
)
@click.option("--public", type=FOLDER, help="Public sets that the shipped heads learned from too.")
@click.option("--films", type=FOLDER, help="Film titles for ordinary requests, as they did.")
@common
def train(
    workspace: Path, as_json: bool, file: Path, public: Path | None, films: Path | None
) -> None:
    """Train the guard on the lessons that ship and on those of FILE, and read with it from now on.

    Heads and card are kept in the workspace. What would let through what the floor forbids is kept
    and not used. Stop it at any time: then nothing changes. 'slate guard heads' goes back.
    """
    with progress(as_json) as start, Workspace.open(workspace) as opened:
        trained = TrainGuard(opened)(file, start, public=public, films=films)
    if as_json:
        print_json(trained)
    else:
        _say(trained, public is not None)
    if not trained.in_use:
        raise SystemExit(1)


@click.command()
@click.option("--use", metavar="NAME", help="Read with these from now on; 'shipped' goes back.")
@common
def heads(workspace: Path, as_json: bool, use: str | None) -> None:
    """List the heads that the guard can read with, or choose some with --use."""
    with Workspace.open(workspace) as opened:
        found = HeadsInUse(opened)
        if use:
            found.use(use)
        known, sentences = found.known(), sentences_told(opened)
    if as_json:
        print_json(known)
    else:
        table(("Heads", "In use", "Trained", "Own lessons", "Figures"), map(_row, known))
        say(sentences)


def _row(one: KnownHeads) -> tuple[object, ...]:
    day = f"{one.at:%Y-%m-%d}" if one.at else ""
    figures = "; ".join(f"{name} {figure:g}" for name, figure in one.figures.items())
    return one.name, "yes" if one.in_use else "", day, one.file, figures


def _say(trained: TrainedGuard, public: bool) -> None:
    say(
        f"{trained.name}: {trained.own_messages:,} messages of your own, "
        f"{trained.all_messages:,} different ones in all."
    )
    for name, figure in trained.figures.items():
        say(f"  {name}: {figure:g}")
    for turned in trained.worse[:TOLD]:
        floor = " (floor)" if turned.case.floor else ""
        say(f"  Now {turned.after.name.lower()}{floor}: {turned.case.text}")
    if len(trained.worse) > TOLD:
        say(f"  and {len(trained.worse) - TOLD} more that were judged rightly before.")
    if trained.better:
        say(f"  {trained.better} examples of norms are judged rightly that were not before.")
    if not public:
        say("The public sets were left out, from which the shipped heads learned too: --public.")
    if trained.in_use:
        say("The guard reads with it now. Go back with 'slate guard heads --use shipped'.")
    else:
        say(
            f"It is not used: it would let through {len(trained.floor)} messages that the floor "
            "forbids. Look for lessons that call such a thing allowed."
        )
