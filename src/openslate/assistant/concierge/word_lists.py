"""Lists of single words that are too long to stand in code."""

from functools import cache
from importlib.resources import files

import yaml


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of word_lists.yaml."""
    text = files(__package__).joinpath("word_lists.yaml").read_text("utf-8")
    return frozenset(yaml.safe_load(text)[name])
