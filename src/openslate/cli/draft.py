"""Commands that write drafts, and read scripts and stills."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openslate.cli.draft_output import say_draft, say_script, write_sheet
from openslate.cli.options import COUNT, GivenPath, common, login_user
from openslate.cli.output import print_json, say, table
from openslate.common.errors import SlateError

if TYPE_CHECKING:
    from openslate.app.drafts.draft_room import DraftRoom

OUT = click.option(
    "--out",
    type=GivenPath(dir_okay=False),
    help="File to write; .pdf or .html for sheets, text otherwise.",
)
by_option = click.option("--by", help="Who asks; default who is at the keyboard.")
model_option = click.option(
    "--model/--no-model", default=True, help="Ask the language model too, where one is set up."
)
item_argument = click.argument("item", help="The item's id, or its name.")
FILE = GivenPath(exists=True, dir_okay=False, allow_dash=True)
LONGEST_FILE = 4_000_000  # bytes


@click.group()
def draft() -> None:
    """Write log lines, synopses, letters and notes; break scripts down; lay out stills."""


@draft.command()
@item_argument
@model_option
@by_option
@OUT
@common
def logline(
    workspace: Path, as_json: bool, item: str, model: bool, by: str | None, out: Path | None
) -> None:
    """Write several log lines about ITEM, of at most 25 words each."""
    _write(workspace, as_json, "logline", item, model=model, by=by, out=out)


@draft.command()
@item_argument
@click.option(
    "--length",
    type=click.Choice(["short", "medium", "long"]),
    default="medium",
    show_default=True,
    help="At most 40, 90 or 180 words.",
)
@model_option
@by_option
@OUT
@common
def synopsis(
    workspace: Path,
    as_json: bool,
    item: str,
    length: str,
    model: bool,
    by: str | None,
    out: Path | None,
) -> None:
    """Write synopses of ITEM."""
    _write(workspace, as_json, "synopsis", item, model=model, by=by, out=out, length=length)


@draft.command()
@item_argument
@click.option("--question", default="", help="Answer this alone; default what facts can answer.")
@model_option
@by_option
@OUT
@common
def faq(
    workspace: Path,
    as_json: bool,
    item: str,
    question: str,
    model: bool,
    by: str | None,
    out: Path | None,
) -> None:
    """Write questions and answers about ITEM."""
    _write(workspace, as_json, "faq", item, model=model, by=by, out=out, asked=question)


@draft.command()
@item_argument
@click.argument("letter", type=FILE, help="The viewer's letter as a text file, '-' for the input.")
@model_option
@by_option
@OUT
@common
def letter(
    workspace: Path,
    as_json: bool,
    item: str,
    letter: Path,
    model: bool,
    by: str | None,
    out: Path | None,
) -> None:
    """Write replies to a viewer's LETTER about ITEM."""
    asked = _text(letter)
    _write(workspace, as_json, "letter", item, model=model, by=by, out=out, asked=asked)


@draft.command()
@item_argument
@model_option
@by_option
@OUT
@common
def press(
    workspace: Path, as_json: bool, item: str, model: bool, by: str | None, out: Path | None
) -> None:
    """Write press notes about ITEM."""
    _write(workspace, as_json, "press", item, model=model, by=by, out=out)


@draft.command()
@item_argument
@model_option
@by_option
@OUT
@common
def brief(
    workspace: Path, as_json: bool, item: str, model: bool, by: str | None, out: Path | None
) -> None:
    """Write a research brief about ITEM: what is known, who says so, where sources disagree."""
    _write(workspace, as_json, "brief", item, model=model, by=by, out=out)


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


def _write(
    workspace: Path,
    as_json: bool,
    kind: str,
    item: str,
    *,
    model: bool,
    by: str | None,
    out: Path | None,
    length: str = "medium",
    asked: str = "",
) -> None:
    from openslate.app.desk import Desk
    from openslate.app.drafts.named_item import named_item
    from openslate.assistant.drafts import DraftKind, TextLength

    with Desk.open(workspace) as desk:
        found = desk.drafts.write(
            named_item(desk, item), DraftKind(kind), by=by or login_user(),
            length=TextLength(length), asked=asked, use_model=model,
        )  # fmt: skip
    if out:
        shown = [version for version in found.versions if version.text]
        out.write_text("\n\n".join(v.text for v in shown) + "\n", encoding="utf-8")
    if as_json:
        print_json(found)
    else:
        say_draft(found)


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
