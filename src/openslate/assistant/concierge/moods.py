"""What moods stand for, read once from moods.yaml."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True)
class Mood:
    """A mood as genres: an item has one of `any` and none of `none`."""

    name: str
    any: tuple[str, ...]
    none: tuple[str, ...]


@cache
def moods() -> dict[str, Mood]:
    """Moods by name."""
    text = files(__package__).joinpath("moods.yaml").read_text("utf-8")
    told = yaml.safe_load(text).items()
    return {name: Mood(name, tuple(of["any"]), tuple(of["none"])) for name, of in told}
