"""Commands that write drafts, and read scripts and stills."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openslate.cli.draft_output import say_draft, say_script, write_sheet
from openslate.cli.draft_writing import OUT, Writing, by_option, writes_about_an_item
from openslate.cli.options import COUNT, GivenPath, common, login_user
from openslate.cli.output import print_json, say, table
from openslate.common.errors import SlateError

if TYPE_CHECKING:
    from openslate.app.drafts.draft_room import DraftRoom

FILE = GivenPath(exists=True, dir_okay=False, allow_dash=True)
LONGEST_FILE = 4_000_000  # bytes


@click.group()
def draft() -> None:
    """Write log lines, synopses, letters and notes; break scripts down; lay out stills."""


@draft.command()
@writes_about_an_item
def logline(writing: Writing) -> None:
    """Write several log lines about ITEM, of at most 25 words each."""
    writing.write("logline")


@draft.command()
@writes_about_an_item
@click.option(
    "--length",
    type=click.Choice(["short", "medium", "long"]),
    default="medium",
    show_default=True,
    help="At most 40, 90 or 180 words.",
)
def synopsis(writing: Writing, length: str) -> None:
    """Write synopses of ITEM."""
    writing.write("synopsis", length=length)


@draft.command()
@writes_about_an_item
@click.option("--question", default="", help="Answer this alone; default what facts can answer.")
def faq(writing: Writing, question: str) -> None:
    """Write questions and answers about ITEM."""
    writing.write("faq", asked=question)


@draft.command()
@writes_about_an_item
@click.argument("letter", type=FILE, help="The viewer's letter as a text file, '-' for the input.")
def letter(writing: Writing, letter: Path) -> None:
    """Write replies to a viewer's LETTER about ITEM."""
    writing.write("letter", asked=_text(letter))


@draft.command()
@writes_about_an_item
def press(writing: Writing) -> None:
    """Write press notes about ITEM."""
    writing.write("press")


@draft.command()
@writes_about_an_item
def brief(writing: Writing) -> None:
    """Write a research brief about ITEM: what is known, who says so, where sources disagree."""
    writing.write("brief")


@draft.command()
@click.argument("file", type=FILE, help="A script in the Fountain format.")
@by_option
@common
def script(workspace: Path, as_json: bool, file: Path, by: str | None) -> None:
    """Break the script FILE down into scenes, and keep it."""
    with _room(workspace) as room:
        found = room.break_down(_text(file), name=file.name, by=by or login_user())
    if as_json:
        print_json(found)
    else:
        say_script(found)


@draft.command()
@click.argument("script", help="The id of a kept script, as 'slate draft script' gives it.")
@click.option("--beats", is_flag=True, help="A panel a paragraph of action, not a scene.")
@OUT
@common
def storyboard(workspace: Path, as_json: bool, script: str, beats: bool, out: Path | None) -> None:
    """Lay out the storyboard of SCRIPT, with stills from your folder or drawn placeholders."""
    with _room(workspace) as room:
        sheet = room.storyboard(script, by_beat=beats)
    write_sheet(sheet, out or Path(f"storyboard-{script}.pdf"), as_json)


@draft.command()
@click.argument("title", help="What the look book is called.")
@click.option("--colour", "colours", multiple=True, metavar="#RRGGBB", help="Wanted (repeatable).")
@click.option("--tag", "tags", multiple=True, help="A tag that each still has (repeatable).")
@click.option("--credit", default="", help="Words in the credit of each still.")
@click.option("--most", type=COUNT, default=24, show_default=True, help="Stills at most.")
@by_option
@OUT
@common
def lookbook(
    workspace: Path,
    as_json: bool,
    title: str,
    colours: tuple[str, ...],
    tags: tuple[str, ...],
    credit: str,
    most: int,
    by: str | None,
    out: Path | None,
) -> None:
    """Choose stills from your folder and lay them out as the look book TITLE."""
    from openslate.assistant.look_books import LookWish

    with _room(workspace) as room:
        wish = LookWish(colours, tags, credit, most)
        made = room.make_look_book(title, wish, by=by or login_user())
        sheet = room.look_book(made)
    write_sheet(sheet, out or Path(f"lookbook-{made}.pdf"), as_json)


@draft.command("list")
@click.option("--kind", help="Of this kind alone: logline, script, ...")
@common
def list_(workspace: Path, as_json: bool, kind: str | None) -> None:
    """List the latest drafts."""
    with _room(workspace) as room:
        lines = room.page(kind=kind)
    if as_json:
        print_json(lines)
    elif lines:
        rows = ((d.id, d.kind, d.title, f"{d.at:%Y-%m-%d}", d.made_by, d.picked) for d in lines)
        table(("Draft", "Kind", "About", "Day", "By", "Picked"), rows)
    else:
        say("There are no drafts yet. Write one with 'slate draft logline'.")


@draft.command()
@click.argument("draft", help="The draft's id.")
@common
def show(workspace: Path, as_json: bool, draft: str) -> None:
    """Show DRAFT with its versions, what backs each sentence, and what checks found."""
    with _room(workspace) as room:
        if room.kind(draft) == "script":
            script = room.script(draft)
            if as_json:
                print_json(script)
            else:
                say_script(script)
            return
        found = room.draft(draft)
    if as_json:
        print_json(found)
    else:
        say_draft(found)


@draft.command()
@click.argument("version", help="The version's id.")
@click.option("--because", default="", help="Why; needed where no fact backs a sentence.")
@by_option
@common
def pick(workspace: Path, as_json: bool, version: str, because: str, by: str | None) -> None:
    """Pick VERSION: a person's review, and a preference that ranks later drafts."""
    with _room(workspace) as room:
        found = room.pick(version, by=by or login_user(), because=because)
    if as_json:
        print_json(found)
    else:
        say(f"Picked for {found.title}. Write the next one, or see 'slate draft ranking'.")


@draft.command()
@click.argument("version", help="The id of the version that is edited.")
@click.argument("file", type=FILE, help="The new text, '-' for the input.")
@by_option
@common
def edit(workspace: Path, as_json: bool, version: str, file: Path, by: str | None) -> None:
    """Keep the text of FILE as what became of VERSION, checked anew."""
    with _room(workspace) as room:
        found = room.edit(version, _text(file), by=by or login_user())
    if as_json:
        print_json(found)
    else:
        say_draft(found)


@draft.command()
@click.argument(
    "kind",
    type=click.Choice(["logline", "synopsis", "faq", "letter", "press", "brief"]),
    help="Of which drafts.",
)
@common
def ranking(workspace: Path, as_json: bool, kind: str) -> None:
    """Say what picks of KIND taught, and how well that agrees with picks held out."""
    from openslate.assistant.drafts import DraftKind

    with _room(workspace) as room:
        found = room.ranking(DraftKind(kind))
    if as_json:
        print_json(found)
        return
    if found.agreement is None:
        say(f"{found.picks} picks; ranking learns from {found.needed} on.")
        return
    told = found.agreement
    say(f"From {found.picks} picks: {'; '.join(found.likes) or 'no taste shows'}.")
    say(
        f"Agrees with {told['share']:.0%} of held-out pairs (95 % interval {told['low']:.0%} to "
        f"{told['high']:.0%}); the order shown agrees with {told['shown']:.0%}."
    )


@contextmanager
def _room(workspace: Path) -> "Iterator[DraftRoom]":
    from openslate.app.desk import Desk

    with Desk.open(workspace) as desk:
        yield desk.drafts


def _text(path: Path) -> str:
    try:
        data = sys.stdin.buffer.read(LONGEST_FILE) if str(path) == "-" else path.read_bytes()
        if len(data) > LONGEST_FILE:
            raise SlateError("The file is too long to be read", where=str(path))
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SlateError(
            "The file is not UTF-8 text", where=str(path), do="Save it as UTF-8"
        ) from None
