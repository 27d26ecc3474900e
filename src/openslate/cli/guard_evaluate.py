"""The command that says how well the guard judges, in figures with intervals."""

from pathlib import Path

import click

from openslate.app.guard.evaluate_guard import EvaluateGuard, GuardFigures
from openslate.cli.options import GivenPath, common
from openslate.cli.output import print_json, progress, say, table
from openslate.cli.perhaps_workspace import perhaps_workspace
from openslate.common.errors import SlateError
from openslate.guard.evaluation.judged_messages import PartFigures, SetFigures
from openslate.guard.evaluation.measures import Estimate

FOLDER = GivenPath(exists=True, file_okay=False)
FILE = GivenPath(exists=True, dir_okay=False)


@click.command()
@click.argument(
    "file",
    required=False,
    type=FILE,
    help="CSV or JSON lines with text, label and, at will, topic and language.",
)
@click.option("--public", type=FOLDER, help="A folder of public sets instead.")
@click.option("--films", type=FOLDER, help="Film titles for ordinary requests, with --public.")
@click.option(
    "--held-out", is_flag=True, help="Train anew without each message of --public: minutes."
)
@common
def evaluate(
    workspace: Path,
    as_json: bool,
    file: Path | None,
    public: Path | None,
    films: Path | None,
    held_out: bool,
) -> None:
    """Say how well messages are judged: those of FILE, public sets, or the exam that ships.

    AUC, F1 and recall, what is refused wrongly, by topic and language, and how long it takes;
    with 95 % intervals. Messages that the heads were trained on are left out, or told apart: the
    shipped ones learned from public sets, so that only --held-out says what to expect of those, by
    risk alone. Everybody is taken for a grown-up in a chat.
    """
    if file and public:
        raise SlateError("One thing at a time", do="Name a file or --public, not both")
    if (films or held_out) and not public:
        raise SlateError("--films and --held-out go with --public", do="Add --public FOLDER")
    instead = "this is how what ships with Slate judges"
    with progress(as_json) as start, perhaps_workspace(workspace, instead) as opened:
        evaluation = EvaluateGuard(opened)
        if file:
            found = evaluation.file(file, start)
        elif public and held_out:
            found = evaluation.held_out(public, start, films)
        elif public:
            found = evaluation.public(public, start, films)
        else:
            found = evaluation.exam(start)
    if as_json:
        print_json(found)
    else:
        _say(found)


def _say(found: GuardFigures) -> None:
    for one in found.sets:
        _say_set(one, found.point)
    say(f"Heads {found.heads}, norms {found.norms}; 95 % intervals in brackets.")


def _say_set(one: SetFigures, point: str) -> None:
    say(f"{one.name}: {one.messages:,} messages, {one.restrained:,} of them to be restrained.")
    if one.learned is None:
        say("  The heads were trained on this set: it says how well it was learned, no more.")
    elif one.learned:
        say(f"  {one.learned:,} more were left out, since the heads were trained on them.")
    if one.auc:
        say(f"  AUC {_told(one.auc)}")
    table(
        ("Point", "F1", "Recall", "Harmless, flagged", "Harmless, not answered"),
        (
            (p.point, *map(_told, (p.f1, p.recall, p.false_flags, p.false_refusals)))
            for p in one.points
        ),
    )
    if one.parts:
        table((f"At {point}", "Restrained", "Recall", "Harmless", "Flagged"), map(_row, one.parts))
    if one.median_seconds is not None and one.late_seconds is not None:
        median, late = one.median_seconds * 1000, one.late_seconds * 1000
        say(f"  {median:.1f} ms a message at the middle, {late:.1f} ms for 95 of 100.")


def _row(part: PartFigures) -> tuple[object, ...]:
    recall, flags = _told(part.recall), _told(part.false_flags)
    return f"{part.kind} {part.name}", part.restrained, recall, part.harmless, flags


def _told(one: Estimate | None) -> str:
    return f"{one.value:.3f} [{one.low:.3f}, {one.high:.3f}]" if one else ""
