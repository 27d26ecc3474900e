"""Who wins when sources disagree, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from openslate.common.errors import SlateError
from openslate.common.text import join_words, nearest
from openslate.graph.vocabulary import FIELD, Field

Choice = Literal["trust", "newest", "majority", "longest", "union"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
LEADS = {"age_rating_system": "age_rating", "minimum_age": "age_rating"}
"""Fields that mean nothing alone: their winner is whoever wins the field they belong to."""


@dataclass(frozen=True)
class Winner:
    """How one field is decided; `choice` None is what a field does by itself.

    `trust`: the most trusted source that says something. `newest`: the source that delivered
    last. `majority`: what most records say. `longest`: the longest text, or the list with the most
    values. `union`: all values of a list. Ties go to trust; `prefer` names sources that come
    before it, best first.
    """

    choice: Choice | None = None
    prefer: tuple[str, ...] = ()


@dataclass(frozen=True)
class CanonicalPolicy:
    """Who wins, by column. A field that is not named goes to trust, and a list is united.

    Raises SlateError for a field that does not exist or can't be decided so.
    """

    winners: Mapping[str, Winner] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for column, winner in self.winners.items():
            if trouble := _trouble(column, winner):
                raise SlateError(trouble, do="See 'Who wins' in docs/guide/catalogue.md")

    def winner(self, known: Field) -> Winner:
        """How a field is decided; fields that belong to another follow it."""
        named = self.winners.get(LEADS.get(known.column, known.column), Winner())
        return Winner(named.choice or ("union" if known.many else "trust"), named.prefer)

    def uses(self, choice: Choice) -> bool:
        """Whether some field is decided so."""
        return any(winner.choice == choice for winner in self.winners.values())


def choices_of(known: Field) -> tuple[Choice, ...]:
    """The ways in which a field can be decided."""
    if known.many:
        return ("union", "trust", "newest", "longest")
    return ("trust", "newest", "majority", *(("longest",) if known.kind == "text" else ()))


def _trouble(column: str, winner: Winner) -> str | None:
    if column not in FIELD:
        hint = nearest(column, FIELD)
        return f"There is no field {column!r}" + (f", did you mean {hint!r}?" if hint else "")
    if column in LEADS:
        return f"{column} goes with {LEADS[column]}; say who wins that one"
    if winner.choice and winner.choice not in choices_of(FIELD[column]):
        fit = join_words(choices_of(FIELD[column]), "or")
        return f"{column} cannot be decided by {winner.choice!r}; use {fit}"
    return None
