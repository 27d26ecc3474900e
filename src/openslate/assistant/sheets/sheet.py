"""What is on a sheet: panels with a picture each, by page."""

from dataclasses import dataclass

from openslate.assistant.sheets.sketch import Sketch


@dataclass(frozen=True)
class Panel:
    """A picture with words: a still (JPEG bytes), or a sketch where there is none.

    `alt` says in words what the picture shows; `credit` whose it is.
    """

    title: str
    lines: tuple[str, ...] = ()
    alt: str = ""
    credit: str = ""
    still: bytes | None = None
    sketch: Sketch | None = None


@dataclass(frozen=True)
class Sheet:
    """A document of panels, `columns` beside each other; `note` stands at the foot of each page."""

    title: str
    subtitle: str
    panels: tuple[Panel, ...]
    columns: int = 3
    note: str = ""
    language: str = "en"
