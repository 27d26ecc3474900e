"""A look book as a sheet: stills with their credits, what they show, and their colours."""

from collections.abc import Sequence

from openslate.assistant.look_books.folder import jpeg_of
from openslate.assistant.look_books.still import Still
from openslate.assistant.sheets import Panel, Sheet


def look_book(title: str, stills: Sequence[Still]) -> Sheet:
    """A sheet of chosen stills; one without a credit says so. Raises SlateError for a file that
    has gone since.
    """
    panels = tuple(_panel(still) for still in stills)
    lacking = sum(not still.credit for still in stills)
    many = f"{len(stills)} still{'s' * (len(stills) != 1)}"
    note = f"{lacking} of {many} have no credit; find it before they go out." if lacking else ""
    return Sheet(title=title, subtitle=many, panels=panels, note=note)


def _panel(still: Still) -> Panel:
    colours = "  ".join(swatch.hex for swatch in still.palette)
    tags = (f"Tags: {', '.join(still.tags)}",) if still.tags else ()
    return Panel(
        title=still.title or still.path.stem,
        lines=(*tags, f"Colours: {colours}"),
        alt=still.told_alt,
        credit=f"Credit: {still.credit}" if still.credit else "Credit: not known",
        still=jpeg_of(still.path),
    )
