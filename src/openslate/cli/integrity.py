"""Commands about traffic that is not genuine."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from openslate.app.audience.integrity.flag_views import FlagLine, Said, State
from openslate.app.audience.integrity.integrity_room import UNDECIDED, IntegrityRoom
from openslate.app.workspace import Workspace
from openslate.cli.integrity_terminal import IntegrityTerminal
from openslate.cli.options import COUNT, common, login_user
from openslate.cli.output import print_json, progress, say, table
from openslate.cli.review import by_option

STATES: tuple[State, ...] = ("waiting", "later", "confirmed", "genuine")
NOTHING = "Nothing waits for review."
UNSCANNED = "Nobody looked yet. Run 'slate audience integrity scan'."
TRAIN = "Figures follow at once, what is recommended with the next 'slate train'."


@click.group()
def integrity() -> None:
    """Bots, copies and coordinated accounts: a scan proposes, a person decides."""


@integrity.command()
@common
def scan(workspace: Path, as_json: bool) -> None:
    """Look through all traffic and raise flags; changes nothing else."""
    with _room(workspace) as room, progress(as_json) as start:
        report = room.scan(start("Looking through the traffic"))
    if as_json:
        print_json(report)
        return
    say(
        f"{report.viewings:,} viewings of {report.titles:,} titles by {report.viewers:,} viewers: "
        f"{report.flags:,} flags about {report.flagged_viewers:,} viewers, {report.waiting:,} wait "
        "for review."
    )


@integrity.command(name="list")
@click.option(
    "--state", "states", multiple=True, type=click.Choice(STATES),
    help="Only flags in this state (repeatable); those that wait when none is given.",
)  # fmt: skip
@click.option("--limit", type=COUNT, default=50, show_default=True, help="How many to show.")
@common
def list_(workspace: Path, as_json: bool, states: Sequence[State], limit: int) -> None:
    """Flags, the clearest first, and what confirmed viewers make of all viewings."""
    with _room(workspace) as room:
        found = room.list(states or UNDECIDED, limit)
    if as_json:
        print_json(found)
        return
    _list(found.flags, NOTHING if found.scanned_at else UNSCANNED)
    if found.viewers.left_out:
        raw, cleaned = found.viewings.raw, found.viewings.cleaned
        say(
            f"{found.viewers.left_out:,} viewers are confirmed as not genuine: {raw:,} events are "
            f"{cleaned:,} without them."
        )
    if found.stale:
        say("Events came since the last scan: 'slate audience integrity scan'.")


@integrity.command()
@click.argument("flag", required=False, help="Only this flag; what waits when none is named.")
@by_option
@common
def review(workspace: Path, as_json: bool, flag: str | None, by: str | None) -> None:
    """Flags with all their evidence, one after the other.

    On a terminal a key decides each: c confirm, n not (they are genuine), l later, u undo the last,
    q quit. Elsewhere, and with --json, the evidence is told; 'confirm', 'genuine', 'later' and
    'undo' decide.
    """
    with _room(workspace) as room:
        ids = [flag] if flag else [line.id for line in room.list(UNDECIDED).flags]
        if as_json:
            print_json([room.flag(one) for one in ids])
        elif not ids:
            say(NOTHING if room.list().scanned_at else UNSCANNED)
        elif sys.stdin.isatty() and sys.stdout.isatty():
            decided = IntegrityTerminal(room, by or login_user()).ask_about(ids)
            say(f"{decided:,} decided.{f' {TRAIN}' if decided else ''}")
        else:
            terminal = IntegrityTerminal(room, "")
            for number, one in enumerate(ids, 1):
                terminal.show(room.flag(one), f"{number} of {len(ids)}")


because_option = click.option("--because", default="", help="Why, kept with the decision.")
flag_argument = click.argument("flag", help="The flag's id, as 'slate audience integrity list'.")
spare_option = click.option(
    "--spare", multiple=True, metavar="VIEWER", help="A viewer this is not about (repeatable)."
)


@integrity.command()
@flag_argument
@spare_option
@because_option
@by_option
@common
def confirm(
    workspace: Path, as_json: bool, flag: str, spare: tuple[str, ...], because: str, by: str | None
) -> None:
    """The viewers of FLAG are not genuine: leave them out of learning and metrics."""
    _decide(workspace, as_json, flag, "confirm", because=because, by=by, spare=spare)


@integrity.command()
@flag_argument
@spare_option
@because_option
@by_option
@common
def genuine(
    workspace: Path, as_json: bool, flag: str, spare: tuple[str, ...], because: str, by: str | None
) -> None:
    """The viewers of FLAG are genuine."""
    _decide(workspace, as_json, flag, "genuine", because=because, by=by, spare=spare)


@integrity.command()
@flag_argument
@because_option
@by_option
@common
def later(workspace: Path, as_json: bool, flag: str, because: str, by: str | None) -> None:
    """Put FLAG off; it waits behind all others."""
    _decide(workspace, as_json, flag, "later", because=because, by=by)


@integrity.command()
@flag_argument
@because_option
@by_option
@common
def undo(workspace: Path, as_json: bool, flag: str, because: str, by: str | None) -> None:
    """Take back what was decided about FLAG: it waits again."""
    _decide(workspace, as_json, flag, "undo", because=because, by=by)


@contextmanager
def _room(workspace: Path) -> Iterator[IntegrityRoom]:
    with Workspace.open(workspace) as opened:
        yield IntegrityRoom(opened)


def _decide(
    workspace: Path,
    as_json: bool,
    flag: str,
    said: Said,
    *,
    because: str,
    by: str | None,
    spare: tuple[str, ...] = (),
) -> None:
    with _room(workspace) as room:
        view = room.say(flag, said, by=by or login_user(), because=because, spare=spare)
    if as_json:
        print_json(view)
    else:
        say(f"{view.title}: {view.state}. {TRAIN}")


def _list(flags: Sequence[FlagLine], nothing: str) -> None:
    if not flags:
        say(nothing)
        return
    rows = ((f.id, f.title, f.state, f.viewings, f.odds, ", ".join(f.kinds)) for f in flags)
    table(("Flag", "What", "State", "Viewings", "By chance", "Evidence"), rows)
