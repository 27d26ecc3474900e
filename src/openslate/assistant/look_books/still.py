"""A still of the house's own with what is known of it."""

from dataclasses import dataclass
from pathlib import Path

from openslate.assistant.look_books.palette import Swatch


@dataclass(frozen=True)
class Still:
    """A picture file; `title`, `alt` and `credit` are empty where nobody said them."""

    path: Path
    width: int
    height: int
    palette: tuple[Swatch, ...]
    title: str = ""
    alt: str = ""
    credit: str = ""
    tags: tuple[str, ...] = ()

    @property
    def told_alt(self) -> str:
        """What it shows, as far as it is said; else its name and colours."""
        if self.alt or self.title:
            return self.alt or self.title
        colours = ", ".join(swatch.hex for swatch in self.palette[:3])
        return f"Still {self.path.stem}, mostly {colours}; nobody described it yet"
