"""Commands for the person who decides what a method was not sure of."""

import getpass
import sys
from pathlib import Path

import click

from openslate.app.compare_records import CompareRecords
from openslate.app.review_links import LinksWaiting, ReviewLink
from openslate.app.views import LinkView
from openslate.app.workspace import Workspace
from openslate.cli.options import COUNT, common
from openslate.cli.output import print_json, say, table
from openslate.common.errors import SlateError

KEYS = "(a)ccept: the same film, (r)eject: two films, (s)kip, (q)uit"
LOOKED = "Looked at both records side by side"
APPLY = "Run 'slate snapshot' to apply it."


def login_user() -> str:
    """Who is at the keyboard, as the system knows them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise SlateError("The system does not know your name", do="Give it with --by") from None


by_option = click.option("--by", help="Who decides; default your login name.")


@click.group(invoke_without_command=True)
@click.option("--limit", type=COUNT, default=20, show_default=True, help="How many to show.")
@by_option
@common
@click.pass_context
def review(
    context: click.Context, workspace: Path, as_json: bool, limit: int, by: str | None
) -> None:
    """Pairs of records that wait for a person.

    On a terminal each pair is shown side by side and a key decides it: a accept, r reject, s skip,
    q quit. Elsewhere, and with --json, the pairs are listed; 'accept' and 'reject' decide one.
    """
    if context.invoked_subcommand:
        return
    with Workspace.open(workspace) as opened:
        waiting = LinksWaiting(opened)(limit)
        if as_json:
            print_json(waiting)
        elif waiting and sys.stdin.isatty() and sys.stdout.isatty():
            _ask_about(opened, waiting, by or login_user())
        else:
            _list(waiting)


def _decision_options(function: click.decorators.FC) -> click.decorators.FC:
    because = click.option("--because", required=True, help="Why, kept with the decision.")
    return by_option(because(function))


@review.command()
@click.argument("link", help="The link's id, as 'slate review' lists it.")
@_decision_options
@common
def accept(workspace: Path, as_json: bool, link: str, by: str | None, because: str) -> None:
    """The two records mean the same item."""
    _decide(workspace, as_json, link, same=True, by=by, because=because)


@review.command()
@click.argument("link", help="The link's id, as 'slate review' lists it.")
@_decision_options
@common
def reject(workspace: Path, as_json: bool, link: str, by: str | None, because: str) -> None:
    """The two records mean different items; the pair is never proposed again."""
    _decide(workspace, as_json, link, same=False, by=by, because=because)


def _decide(
    workspace: Path, as_json: bool, link: str, *, same: bool, by: str | None, because: str
) -> None:
    with Workspace.open(workspace) as opened:
        decided = ReviewLink(opened)(link, same=same, by=by or login_user(), because=because)
    if as_json:
        print_json(decided)
    else:
        say(f"{_pair(decided)}: {decided.status}. {APPLY}")


def _ask_about(workspace: Workspace, waiting: tuple[LinkView, ...], by: str) -> None:
    """Show pair after pair and do what the person says."""
    decided = 0
    for place, link in enumerate(waiting, 1):
        _show(workspace, link, f"{place} of {len(waiting)}")
        key = _key()
        if key == "q":
            break
        if key != "s":
            because = click.prompt("Why", default=LOOKED)
            review = ReviewLink(workspace)
            say(f"{review(link.link, same=key == 'a', by=by, because=because).status}\n")
            decided += 1
    say(f"{decided:,} decided.{f' {APPLY}' if decided else ''}")


def _show(workspace: Workspace, link: LinkView, place: str) -> None:
    table(
        (f"Pair {place}", link.left, link.right, ""),
        (
            (field.field, field.left, field.right, "differs" if field.differs else "")
            for field in CompareRecords(workspace)(link)
        ),
    )
    say(f"{link.confidence:.0%} sure. {link.evidence}")


def _key() -> str:
    """One of a, r, s, q; anything else is asked again."""
    say(KEYS)
    while (key := click.getchar().lower()) not in tuple("arsq"):
        say(KEYS)
    return key


def _list(waiting: tuple[LinkView, ...]) -> None:
    if not waiting:
        say("Nothing waits for review.")
        return
    table(
        ("Link", "One record", "Another", "Sure", "Evidence"),
        ((v.link, v.left_name, v.right_name, f"{v.confidence:.2f}", v.evidence) for v in waiting),
    )


def _pair(link: LinkView) -> str:
    return f"{link.left_name} / {link.right_name}"
