"""What asking the graph answers: plain frozen data that the faces format."""

from collections.abc import Mapping
from dataclasses import dataclass

from openslate.graph.answers import Term

ITEMS = "items"


@dataclass(frozen=True)
class Named:
    """A person, a company or a topic, and how many items it has (here).

    `kind` is 'people', 'companies' or a kind of topic; `label` is how people say `name`.
    """

    kind: str
    name: str
    label: str
    items: int


@dataclass(frozen=True)
class Work:
    """An item in a list of someone's works; `roles` says what they did in it."""

    item: str
    name: str
    year: int | None
    genres: tuple[str, ...]
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facet:
    """What the works of a subject have in common: the names of one kind, most frequent first."""

    kind: str
    named: tuple[Named, ...]
    total: int


@dataclass(frozen=True)
class Subject:
    """A person, a company or a topic with everything around it.

    `works` are those from `offset` on, latest first, of the `total` that have the `role` asked
    for (any when None); `items` counts all. `roles` and `decades` count items.
    """

    kind: str
    name: str
    label: str
    spellings: tuple[str, ...]
    items: int
    years: tuple[int, int] | None
    roles: Mapping[str, int]
    decades: Mapping[int, int]
    role: str | None
    works: tuple[Work, ...]
    total: int
    offset: int
    facets: tuple[Facet, ...]


@dataclass(frozen=True)
class Neighbour:
    """Something one step away. `key` is an item's id, or a name; `relation` says how.

    `items` counts the items of a name, and what two items share; `drawn`: it is in the picture.
    """

    group: str
    kind: str
    key: str
    label: str
    relation: str
    items: int
    drawn: bool = False


@dataclass(frozen=True)
class Neighbourhood:
    """An item or a name in the middle and what is around it; `total` counts also what is left out.

    `group` is 'people', 'companies', 'topics' or 'items' when only those were asked for.
    """

    kind: str
    key: str
    label: str
    group: str | None
    neighbours: tuple[Neighbour, ...]
    total: int


@dataclass(frozen=True)
class GraphAnswer:
    """What the graph answered. `form` is the question's first word, e.g. SELECT.

    A question of yes or no has one cell; triples have the columns subject, predicate, object.
    `truncated` says why rows are missing at the end, empty when none are.
    """

    form: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    truncated: str
    seconds: float


@dataclass(frozen=True)
class CatalogueFigures:
    """What is in the catalogue, in numbers."""

    snapshot: str
    items: int
    records: int
    sources: Mapping[str, int]
    names: Mapping[str, int]
    work_types: Mapping[str, int]
    joined: int
    without_name: int
    windows: int
