"""The command that judges a message, one or a line of standard input each."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from openslate.app.guard.check_message import CheckedMessage
from openslate.app.guard.guard_room import GuardRoom
from openslate.app.guard.without_workspace import judge_alone
from openslate.cli.options import common
from openslate.cli.output import print_json, say
from openslate.cli.perhaps_workspace import perhaps_workspace
from openslate.common.errors import SlateError
from openslate.common.text import shorten
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Part, Purpose, Setting, Surface, Turn

SHOWN = 200
"""Characters of a message that are said again."""
WORDS = {
    Verdict.ALLOW: "Allowed",
    Verdict.LABEL: "With care",
    Verdict.REVIEW: "For a person",
    Verdict.BLOCK: "Refused",
}


@click.command()
@click.argument("message", help="What is said; - reads lines of standard input.")
@click.option("--age", type=click.IntRange(0, 130), help="The viewer's age, if known.")
@click.option("--purpose", type=click.Choice([p.value for p in Purpose]), help="Of the surface.")
@click.option(
    "--surface",
    type=click.Choice([s.value for s in Surface]),
    default="chat",
    help="Where it stands.",
)
@click.option(
    "--part", type=click.Choice([p.value for p in Part]), default="viewer", help="Who asks."
)
@click.option("--territory", help="ISO 3166-1 code, such as DE.")
@click.option("--election-period", is_flag=True, default=None, help="It is one there now.")
@common
def judge(
    workspace: Path,
    as_json: bool,
    message: str,
    age: int | None,
    purpose: str | None,
    surface: str,
    part: str,
    territory: str | None,
    election_period: bool | None,
) -> None:
    """Say whether MESSAGE may be said, by which norm, and what would change that.

    '-' reads messages from standard input, one a line. Ends with status 1 where any is refused.
    """
    setting = Setting(
        purpose=Purpose(purpose) if purpose else None,
        surface=Surface(surface),
        part=Part(part),
        viewer_age=age,
        territory=territory,
        election_period=election_period,
    )
    refused = False
    instead = "judged by the norms that ship with Slate, and written down nowhere"
    with perhaps_workspace(workspace, instead) as opened:
        check = GuardRoom(opened).check if opened else judge_alone
        for text in _messages(message):
            checked = check([Turn(text)], setting)
            refused = refused or checked.verdict >= Verdict.REVIEW
            print_json(_told(checked)) if as_json else _say(checked)
    if refused:
        raise SystemExit(1)


def _messages(message: str) -> Iterator[str]:
    """The message, or the lines of standard input that hold one."""
    if message == "-":
        for number, line in enumerate(sys.stdin.buffer, 1):
            if text := _decoded(line, f"standard input, line {number}").strip():
                yield text
    elif message.strip():
        yield _decoded(os.fsencode(message), "the message")
    else:
        raise SlateError("There is no message", do="Write it behind the command, in quotes")


def _decoded(sent: bytes, where: str) -> str:
    try:
        return sent.decode("utf-8")
    except UnicodeDecodeError:
        raise SlateError("It is not UTF-8 text", where=where, do="Save it as UTF-8") from None


def _told(checked: CheckedMessage) -> dict[str, object]:
    return {"id": checked.journal_id, "reply": checked.reply, **checked.trace}


def _say(checked: CheckedMessage) -> None:
    say(f"{WORDS[checked.verdict]}: {shorten(checked.trace['read']['text'], SHOWN)}")
    for finding in checked.judgement.findings:
        norm = finding.norm
        say(f"  {norm.title} ({norm.norm}), {norm.citation}")
        words = ", ".join(f"'{span.text}'" for span in finding.topic.words)
        say(f"    {finding.topic.topic}, {finding.topic.score:.0%}{f': {words}' if words else ''}")
        say(f"    {finding.because}")
    if change := checked.trace["change"]:
        say(f"  {WORDS[Verdict[change['verdict'].upper()]]} {change['if']}.")
