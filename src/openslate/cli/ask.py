"""The command that asks the assistant: once, or in a conversation on a terminal."""

import sys
from pathlib import Path

import click

from openslate.app.assistant.assistant_views import Earlier, Reply
from openslate.app.desk import Desk
from openslate.cli.options import common
from openslate.cli.output import print_json, say, table
from openslate.common.errors import SlateError


@click.command()
@click.argument("message", required=False, help="What you want to know or watch.")
@click.option("--viewer", help="Who asks; decides what may be shown, and what suits.")
@common
def ask(workspace: Path, as_json: bool, message: str | None, viewer: str | None) -> None:
    """Ask about the catalogue, as viewers do: "comedies from the nineties under 100 minutes".

    Without a MESSAGE, or on a terminal, further messages may follow: "older ones", "only with her".
    An empty line ends the conversation.
    """
    if message is None and (as_json or not sys.stdin.isatty()):
        raise SlateError("There is no question", do="Write it after the command, in quotes")
    with Desk.open(workspace) as desk:
        earlier: Earlier | None = None
        while message is None or message.strip():
            if message is not None:
                reply = desk.assistant.ask(
                    message, desk.context(viewer), viewer=viewer, earlier=earlier
                )
                print_json(reply) if as_json else _show(reply)
                earlier = reply.earlier
            if as_json or not sys.stdin.isatty():
                return
            message = click.prompt("", prompt_suffix="> ", default="", show_default=False)


def _show(reply: Reply) -> None:
    """What was understood, what is said, which items there are."""
    for chip in reply.chips:
        say(f"  [{chip.field}: {chip.value}]")
    for word in reply.unused:
        say(f"  Left out, for nothing here is known of it: {word}")
    for sentence in reply.sentences:
        say(sentence.text)
    if reply.cards:
        rows = ((c.item, c.name, c.year, c.runtime, c.reason) for c in reply.cards)
        table(("Item", "Name", "Year", "Minutes", "Why"), rows)
    if reply.more:
        say("There are more: ask for 'more'.")
