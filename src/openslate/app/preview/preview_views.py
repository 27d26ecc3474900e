"""What a preview of a rulebook tells, as plain data."""

from dataclasses import dataclass
from typing import Literal

Change = Literal["new", "edited", "gone", "as before"]


@dataclass(frozen=True)
class MovedItem:
    """An item that comes onto, or leaves, the pages of some viewers."""

    item: str
    title: str
    viewers: int


@dataclass(frozen=True)
class EntryEffect:
    """An entry of the rulebook: of `of` pages, how many would be another without it."""

    kind: str
    name: str
    title: str
    change: Change
    decides: int
    of: int


@dataclass(frozen=True)
class Clash:
    """Rules that cannot hold together in a row: on how many pages before and after."""

    row: str
    rules: tuple[str, ...]
    before: int
    after: int
    sentence: str


@dataclass(frozen=True)
class Eased:
    """A rule that had to give: on how many pages before and after."""

    rule: str
    before: int
    after: int


@dataclass(frozen=True)
class Cost:
    """NDCG@10 of pages made as if the last viewings had not happened, and the paired difference.

    `viewers` have enough viewings to hold some back; without any, all figures are 0. `enough` says
    whether there are so many of them that the interval can be trusted.
    """

    viewers: int
    held_back: int
    before: float
    after: float
    difference: float
    low: float
    high: float
    enough: bool
    sentence: str


@dataclass(frozen=True)
class RulePreview:
    """What a new rulebook would change for a sample of viewers, at this moment.

    `changed` counts viewers whose page differs in an item, a place or a label; `low` and `high` are
    the 95 % interval of that share. `failing` are examples of the new rulebook that come out
    otherwise than they say.
    """

    name: str
    old: str
    new: str
    viewers: int
    changed: int
    low: float
    high: float
    comes_in: tuple[MovedItem, ...]
    goes_out: tuple[MovedItem, ...]
    entries: tuple[EntryEffect, ...]
    clashes: tuple[Clash, ...]
    eased: tuple[Eased, ...]
    cost: Cost
    failing: tuple[str, ...]
    sentence: str
