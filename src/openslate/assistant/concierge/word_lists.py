"""Lists of single words that are too long to stand in code."""

from functools import cache
from importlib.resources import files

import yaml


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of word_lists.yaml."""
    text = files(__package__).joinpath("word_lists.yaml").read_text("utf-8")
    return frozenset(yaml.safe_load(text)[name])


@cache
def misspellings() -> dict[str, list[str]]:
    """Words that are often spelt wrong, and what they are spelt right, the likeliest first."""
    text = files(__package__).joinpath("word_lists.yaml").read_text("utf-8")
    told: dict[str, list[str]] = yaml.safe_load(text)["misspellings"]
    found: dict[str, list[str]] = {}
    for right, all_wrong in told.items():
        for wrong in all_wrong:
            found.setdefault(wrong, []).append(right)
    return found


@cache
def nicknames() -> dict[str, list[str]]:
    """What well-known people are called besides their names, by their folded names."""
    text = files(__package__).joinpath("word_lists.yaml").read_text("utf-8")
    told: dict[str, list[str]] = yaml.safe_load(text)["nicknames"]
    return told
