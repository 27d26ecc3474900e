"""Commands by which a correction becomes an exception to a norm, and is rolled back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from openslate.app.guard.exception_views import (
    ExceptionPage,
    ExceptionRow,
    TrialView,
    exception_page,
    exception_rows,
    trial_view,
)
from openslate.app.guard.guard_room import GuardRoom
from openslate.app.guard.make_exception import WouldTurnError
from openslate.app.workspace import Workspace
from openslate.cli.guard_judge import WORDS
from openslate.cli.options import common, login_user
from openslate.cli.output import print_json, say, table
from openslate.common.errors import ConflictError
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Part, Purpose, Surface
from openslate.guard.norms import Stance
from openslate.guard.teaching.context_exception import OLDEST, ExceptionContext

NONE = (
    "No exceptions yet. Propose one of a message that was taught: slate guard exceptions propose."
)
MEAN_IT = "Propose it for a narrower context, or say with --anyway that it is meant"
STANCES = click.Choice([Stance.ALLOWED.value, Stance.WITH_CARE.value])

by_option = click.option("--by", help="Who does it; default your login name.")
because_option = click.option("--because", required=True, help="Why, kept with the exception.")
exception_argument = click.argument(
    "exception", help="The exception's id, as 'slate guard exceptions' lists it."
)


@click.group(invoke_without_command=True)
@common
@click.pass_context
def exceptions(context: click.Context, workspace: Path, as_json: bool) -> None:
    """Exceptions that moderators made to norms, the latest first, and what becomes of them.

    A moderator proposes one from a message whose verdict was corrected. It is tried on the
    regression set, put live, and can be rolled back; who did it and why is kept.
    """
    if context.invoked_subcommand:
        return
    with _room(workspace) as room:
        rows = exception_rows(room)
    if as_json:
        print_json(rows)
    elif rows:
        head = ("Exception", "State", "Norm", "Stance", "When", "By", "Because")
        table(head, ((r.id, r.standing, r.norm, r.stance, r.when, r.by, r.because) for r in rows))
    else:
        say(NONE)


@exceptions.command()
@exception_argument
@common
def show(workspace: Path, as_json: bool, exception: str) -> None:
    """One exception: its context, what it would turn, and who said what of it."""
    with _room(workspace) as room:
        page = exception_page(room, exception)
    print_json(page) if as_json else _say_page(page)


@exceptions.command()
@click.argument("message", help="The message's id, as 'slate guard judge --json' gives it.")
@click.option("--stance", type=STANCES, required=True, help="What holds there.")
@click.option("--purpose", type=click.Choice([p.value for p in Purpose]), help="Of the surface.")
@click.option(
    "--surface", type=click.Choice([s.value for s in Surface]), help="Where the words stand."
)
@click.option("--part", type=click.Choice([p.value for p in Part]), help="Who asks.")
@click.option("--at-least", type=click.IntRange(0, OLDEST), help="The viewer's age or more.")
@click.option("--under", type=click.IntRange(1, OLDEST), help="The viewer is younger than that.")
@click.option("--territory", help="ISO 3166-1 code, such as DE.")
@click.option(
    "--election-period/--no-election-period", default=None, help="Whether it is one there."
)
@because_option
@by_option
@common
def propose(
    workspace: Path,
    as_json: bool,
    message: str,
    stance: str,
    because: str,
    by: str | None,
    **told: Any,
) -> None:
    """Propose an exception to the norm that MESSAGE, whose verdict was corrected, was judged by.

    All that is given of purpose, surface, part, ages, territory and election period has to be
    established. It is tried on the regression set and kept; nothing changes until it is live.
    """
    context = ExceptionContext.of(**told)
    with _room(workspace) as room:
        made = room.make_exception.propose(
            message, context, Stance(stance), because, by or login_user()
        )
        page = exception_page(room, made.id)
    if as_json:
        print_json(page)
    else:
        _say_page(page)
        say(f"Nothing changes until 'slate guard exceptions live {made.id}'.")


@exceptions.command("try")
@exception_argument
@common
def try_again(workspace: Path, as_json: bool, exception: str) -> None:
    """Try a proposed exception on the regression set as things stand now; changes nothing.

    Ends with status 1 where messages that are judged rightly would turn.
    """
    with _room(workspace) as room:
        trial = trial_view(room.make_exception.try_out(exception))
    print_json(trial) if as_json else _say_trial(trial)
    if trial.worse_count:
        raise SystemExit(1)


@exceptions.command()
@exception_argument
@because_option
@click.option("--anyway", is_flag=True, help="Messages judged rightly may turn; it is meant.")
@by_option
@common
def live(
    workspace: Path, as_json: bool, exception: str, because: str, anyway: bool, by: str | None
) -> None:
    """Let the norm give way from now on, in every process; it is tried again first."""
    with _room(workspace) as room:
        try:
            room.make_exception.put_live(exception, because, by or login_user(), anyway=anyway)
        except WouldTurnError as error:
            raise ConflictError(error.what, do=MEAN_IT) from None
        page = exception_page(room, exception)
    print_json(page) if as_json else say(_sentence(page.row))


@exceptions.command("roll-back")
@exception_argument
@because_option
@by_option
@common
def roll_back(workspace: Path, as_json: bool, exception: str, because: str, by: str | None) -> None:
    """Let the norm hold again as before, at once; a proposal that is not live is rejected."""
    with _room(workspace) as room:
        room.make_exception.roll_back(exception, because, by or login_user())
        page = exception_page(room, exception)
    print_json(page) if as_json else say(_sentence(page.row))


@contextmanager
def _room(workspace: Path) -> Iterator[GuardRoom]:
    with Workspace.open(workspace) as opened:
        yield GuardRoom(opened)


def _sentence(row: ExceptionRow) -> str:
    return (
        f"{row.id} is {row.standing}: {row.title} ({row.norm}), but {row.stance} when {row.when}."
    )


def _say_page(page: ExceptionPage) -> None:
    say(_sentence(page.row))
    if page.text:
        say(f"  Message {page.row.message}: {page.text}")
    else:
        say(f"  Message {page.row.message} was erased.")
    _say_trial(page.trial)
    for each in page.said:
        say(f"  {each.at:%Y-%m-%d %H:%M} UTC, {each.by}, {each.standing}: {each.because}")


def _say_trial(trial: TrialView) -> None:
    say(f"  There the message is judged: {WORDS[Verdict[trial.verdict.upper()]].lower()}.")
    if count := trial.gives_way_count:
        _say_texts(f"The norm gives way to {count:,} of its examples:", trial.gives_way, count)
    if count := trial.worse_count:
        _say_texts(f"Judged rightly now, and not any more ({count:,}):", trial.worse, count)
    else:
        say("  No message that is judged rightly turns.")


def _say_texts(head: str, texts: tuple[str, ...], count: int) -> None:
    say(f"  {head}")
    for text in texts:
        say(f"    {text}")
    if count > len(texts):
        say(f"    and {count - len(texts):,} more.")
