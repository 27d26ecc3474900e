"""A screenplay as a list of what stands in it, in order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ElementKind(StrEnum):
    """What a piece of a screenplay is, in the words of the Fountain syntax."""

    SCENE_HEADING = "scene_heading"
    ACTION = "action"
    CENTERED = "centered"
    CHARACTER = "character"
    PARENTHETICAL = "parenthetical"
    DIALOGUE = "dialogue"
    LYRIC = "lyric"
    TRANSITION = "transition"
    SECTION = "section"
    SYNOPSIS = "synopsis"
    NOTE = "note"
    PAGE_BREAK = "page_break"


@dataclass(frozen=True)
class Element:
    """One piece: its text without marks, and the line it begins on, 1 the first.

    `number` is a scene's own number, `depth` that of a section, `dual` says that a character
    speaks at the same time as the one before.
    """

    kind: ElementKind
    text: str
    line: int
    number: str = ""
    depth: int = 0
    dual: bool = False


@dataclass(frozen=True)
class Script:
    """A screenplay: what its title page says by lower-case key, and its elements."""

    title_page: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    elements: tuple[Element, ...] = ()

    @property
    def title(self) -> str:
        """Its title in one line, empty where it has none."""
        return " ".join(self.title_page.get("title", ()))
