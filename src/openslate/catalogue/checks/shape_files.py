"""Which shapes are in force: those that come with Slate, and the workspace's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from openslate.catalogue.checks.shape import Shape
from openslate.catalogue.checks.shape_reader import read_shapes
from openslate.catalogue.countries import HISTORIC, WORLD, all_territories
from openslate.common.errors import SlateError
from openslate.common.ids import hash_lines

YEARS_AHEAD = 6
OWN = "shapes.ttl"


@dataclass(frozen=True)
class ShapeSet:
    """Shapes in force, and a digest that changes when any of them does."""

    shapes: tuple[Shape, ...]
    digest: str


def shapes_text(today: date, own: Path | None = None) -> str:
    """The text of the shapes that come with Slate, or of a file, as it reads today.

    What is left is plain SHACL that any other engine reads too. Raises SlateError when the file
    can't be read.
    """
    try:
        text = (own or files(__package__) / OWN).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SlateError(
            f"The shapes can't be read ({error})", where=str(own), do="Check the file"
        ) from None
    stands_for = {"latest_year": str(today.year + YEARS_AHEAD), **_codes()}
    for name, said in stands_for.items():
        text = text.replace(f"{{{name}}}", said)
    return text


@cache
def _codes() -> dict[str, str]:
    """Country codes as members of a list in Turtle."""
    present = all_territories()
    return {
        "territories": " ".join(f'"{code}"' for code in (*present, WORLD)),
        "countries": " ".join(f'"{code}"' for code in sorted({*present, *HISTORIC})),
    }


def shapes_in_force(today: date, own: Path | None = None) -> ShapeSet:
    """Slate's shapes and those of a workspace's `own` file, which win over Slate's of one name."""
    texts = [shapes_text(today)]
    if own:
        texts.append(shapes_text(today, own))
    return _together(tuple(texts), own.name if own else OWN)


@lru_cache(maxsize=8)
def _together(texts: Sequence[str], own: str) -> ShapeSet:
    shapes: dict[str, list[Shape]] = {}
    for text, where in zip(texts, (OWN, own), strict=False):
        found, off = read_shapes(text, where)
        for gone in {shape.id for shape in found} | off:
            shapes.pop(gone, None)
        for shape in found:
            shapes.setdefault(shape.id, []).append(shape)
    together = tuple(shape for named in shapes.values() for shape in named)
    return ShapeSet(together, hash_lines(texts)[:16])
