"""Commands for the person who decides what a method was not sure of."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from openslate.app.identity.refresh_catalogue import RefreshCatalogue
from openslate.app.identity.review_desk import ReviewDesk
from openslate.app.identity.review_views import QueueView, Said
from openslate.app.views import LinkView
from openslate.app.workspace import Workspace
from openslate.cli.options import COUNT, common, login_user
from openslate.cli.output import print_json, progress, say, table
from openslate.cli.review_terminal import ReviewTerminal

APPLY = "Run 'slate review apply' to bring it into the catalogue."
UNCOMPARED = "No records were compared yet. Run 'slate resolve', then 'slate snapshot'."


by_option = click.option("--by", help="Who decides; default your login name.")


@click.group(invoke_without_command=True)
@click.option("--limit", type=COUNT, default=20, show_default=True, help="How many to show.")
@click.option("--between", nargs=2, metavar="SOURCE SOURCE", help="Only pairs of these sources.")
@click.option(
    "--find",
    "words",
    help="Pairs of an item (its id) or with these words in a name, also decided ones.",
)
@by_option
@common
@click.pass_context
def review(
    context: click.Context,
    workspace: Path,
    as_json: bool,
    limit: int,
    between: tuple[str, str] | None,
    words: str | None,
    by: str | None,
) -> None:
    """Pairs of records that wait for a person.

    On a terminal each pair is shown side by side and a key decides it: a accept, r reject, s skip,
    u undo the last, q quit. Elsewhere, and with --json, the pairs are listed; 'accept', 'reject'
    and 'undo' decide one. What is decided is kept at once; 'apply' brings it into the catalogue.
    """
    if context.invoked_subcommand:
        return
    with _desk(workspace) as desk:
        queue = desk.queue(between, limit)
        links = queue.links if words is None else desk.find(words, limit)
        if as_json:
            print_json(links)
        elif words is not None:
            _list(links, "Nothing found.")
        elif links and sys.stdin.isatty() and sys.stdout.isatty():
            decided = ReviewTerminal(desk, by or login_user()).ask_about(links)
            say(f"{decided:,} decided.{f' {APPLY}' if decided else ''}")
        else:
            _list(links, "Nothing waits for review." if queue.compared else UNCOMPARED)
            _say_pending(queue)


def _decision_options(function: click.decorators.FC) -> click.decorators.FC:
    because = click.option("--because", required=True, help="Why, kept with the decision.")
    return by_option(because(function))


@review.command()
@click.argument("link", help="The link's id, as 'slate review' lists it.")
@_decision_options
@common
def accept(workspace: Path, as_json: bool, link: str, by: str | None, because: str) -> None:
    """The two records mean the same item."""
    _decide(workspace, as_json, link, "same", by=by, because=because)


@review.command()
@click.argument("link", help="The link's id, as 'slate review' lists it.")
@_decision_options
@common
def reject(workspace: Path, as_json: bool, link: str, by: str | None, because: str) -> None:
    """The two records mean different items; the pair is never proposed again.

    Also splits a pair that was joined wrongly.
    """
    _decide(workspace, as_json, link, "different", by=by, because=because)


@review.command()
@click.argument("link", help="The link's id, as 'slate review --find' lists it.")
@click.option("--because", default="Taken back", show_default=True, help="Why, kept with it.")
@by_option
@common
def undo(workspace: Path, as_json: bool, link: str, by: str | None, because: str) -> None:
    """Take back what was decided about a pair: it waits again."""
    _decide(workspace, as_json, link, "undo", by=by, because=because)


@review.command()
@common
def apply(workspace: Path, as_json: bool) -> None:
    """Bring all decisions into the catalogue: compare records again, take a snapshot."""
    with Workspace.open(workspace) as opened, progress(as_json) as start:
        report = RefreshCatalogue(opened)(start)
    if as_json:
        print_json(report)
    else:
        say(f"{report.touched:,} of {report.items:,} items changed, snapshot {report.name}.")


@contextmanager
def _desk(workspace: Path) -> Iterator[ReviewDesk]:
    with Workspace.open(workspace) as opened:
        yield ReviewDesk(opened)


def _decide(
    workspace: Path, as_json: bool, link: str, said: Said, *, by: str | None, because: str
) -> None:
    with _desk(workspace) as desk:
        decided = desk.say(link, said, by=by or login_user(), because=because)
    if as_json:
        print_json(decided)
    else:
        say(f"{decided.left_name} / {decided.right_name}: {decided.status}. {APPLY}")


def _list(links: Iterable[LinkView], nothing: str) -> None:
    rows = [
        (v.link, v.left_name, v.right_name, f"{v.confidence:.2f}", v.status, v.evidence)
        for v in links
    ]
    if rows:
        table(("Link", "One record", "Another", "Sure", "Status", "Evidence"), rows)
    else:
        say(nothing)


def _say_pending(queue: QueueView) -> None:
    if queue.pending:
        waits = "decision waits" if queue.pending == 1 else "decisions wait"
        say(f"{queue.pending:,} {waits} to be applied: 'slate review apply'.")
