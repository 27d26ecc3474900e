"""The parts of a page's making that can be left out."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "history",
    "graph",
    "freshness",
    "rules",
    "boosts",
    "quotas",
    "pins",
    "rule",
    "quota",
    "budget",
    "spacing",
    "pin",
]
GROUPS: tuple[Kind, ...] = ("history", "graph", "freshness", "rules", "boosts", "quotas", "pins")
"""Whole kinds; the others name one entry of the rulebook each."""


@dataclass(frozen=True)
class Component:
    """Something that may decide places. `name` is an entry's own where `kind` is of one entry."""

    kind: Kind
    name: str
    title: str

    @property
    def key(self) -> str:
        """What tells it from every other component.

        >>> Component("rule", "watershed", "Nothing violent before nine").key
        'rule:watershed'
        """
        return self.kind if self.kind in GROUPS else f"{self.kind}:{self.name}"
