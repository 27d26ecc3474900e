"""People, companies and topics: what they are in, and with whom or what most often."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from openslate.app.cards import shown_name
from openslate.app.graph.connections import (
    COMPANIES,
    KINDS,
    PEOPLE,
    ROLES,
    SERIES,
    Bonds,
    Connections,
    Items,
    most_frequent,
    roles_in,
)
from openslate.app.graph.graph_views import Facet, Named, Subject, Work
from openslate.app.labels import topic_label
from openslate.common.errors import NotFoundError, SlateError
from openslate.common.text import fold
from openslate.graph.vocabulary import FIELD

SINGULAR = {
    PEOPLE: "person",
    COMPANIES: "company",
    FIELD["genres"].column: "genre",
    FIELD["countries"].column: "country",
    FIELD["languages"].column: "language",
    FIELD["tags"].column: "tag",
    SERIES: "series",
}
SHOWN = 12  # names of a facet
CLOSE = 75.0  # of 100, similarity from which another name is suggested
DECADE = 10


@dataclass(frozen=True)
class ShowSubject:
    """A person, a company or a topic, read from the snapshot alone."""

    connections: Connections

    def __call__(
        self, kind: str, name: str, *, role: str | None = None, limit: int = 50, offset: int = 0
    ) -> Subject:
        """Raises NotFoundError, with the nearest name, when nothing is called so."""
        bonds = self.connections[kind]
        code = find_name(bonds, name)
        items, bits = bonds.items_of(code), bonds.bits_of(code)
        chosen = items if role is None else _with_role(items, bits, role)
        shown = self.connections.latest_first(chosen)[offset : offset + limit]
        years = self.connections.years[items]
        years = years[years > 0]
        return Subject(
            kind=kind,
            name=bonds.name(code),
            label=topic_label(kind, bonds.name(code)),
            spellings=tuple(bonds.spellings(code)),
            items=len(items),
            years=(int(years.min()), int(years.max())) if len(years) else None,
            roles=_roles(bits),
            decades=_decades(years),
            role=role,
            works=tuple(work_of(self.connections, item, bits) for item in shown),
            total=len(chosen),
            offset=offset,
            facets=self._facets(kind, code, items),
        )

    def _facets(self, kind: str, code: int, items: Items) -> tuple[Facet, ...]:
        facets = (self._facet(other, code if other == kind else None, items) for other in KINDS)
        return tuple(facet for facet in facets if facet.named)

    def _facet(self, kind: str, itself: int | None, items: Items) -> Facet:
        bonds = self.connections[kind]
        tally = bonds.tally(items)
        if itself is not None:
            tally[itself] = 0
        best = tuple(named(bonds, code, count) for code, count in most_frequent(tally, SHOWN))
        return Facet(kind, best, int(np.count_nonzero(tally)))


def named(bonds: Bonds, code: int, items: int | None = None) -> Named:
    """A name with how many items it has: those told, else all."""
    name = bonds.name(code)
    count = int(bonds.counts[code]) if items is None else items
    return Named(bonds.kind, name, topic_label(bonds.kind, name), count)


def find_name(bonds: Bonds, name: str) -> int:
    """The code of a name; raises NotFoundError with the nearest."""
    code = bonds.find(name)
    if code is not None:
        return code
    meant = _meant(bonds, fold(name.replace("_", " ")))
    raise NotFoundError(
        f"There is no {SINGULAR[bonds.kind]} {name!r} in the catalogue",
        do="Check the spelling" if meant is None else f"Did you mean {bonds.name(meant)}?",
    )


def _meant(bonds: Bonds, wanted: str) -> int | None:
    """The nearest name, else the one with most items that contains what is wanted."""
    best = process.extractOne(wanted, bonds.keys, scorer=fuzz.ratio, score_cutoff=CLOSE)
    if best is not None:
        return int(best[2])
    holding = [code for code, key in enumerate(bonds.keys) if wanted in key]
    return max(holding, key=lambda code: bonds.counts[code], default=None)


def work_of(connections: Connections, item: int, bits: Mapping[int, int]) -> Work:
    """A dense item as a list of works shows it."""
    row = connections.snapshot.item.row(item, named=True)
    return Work(
        item=connections.snapshot.ids[item],
        name=shown_name(row[FIELD["name"].column]),
        year=row[FIELD["year"].column],
        genres=tuple(row[FIELD["genres"].column] or ()),
        roles=roles_in(bits.get(item, 0)),
    )


def _with_role(items: Items, bits: Mapping[int, int], role: str) -> Items:
    if role not in ROLES:
        raise SlateError(f"There is no role {role!r}", do=f"Ask for one of {', '.join(ROLES)}")
    wanted = 1 << ROLES.index(role)
    return np.array([item for item in items if bits[int(item)] & wanted], dtype=np.int64)


def _decades(years: Items) -> dict[int, int]:
    """How many items there are in each decade, e.g. 1990."""
    decades, counts = np.unique(years // DECADE * DECADE, return_counts=True)
    return dict(zip(decades.tolist(), counts.tolist(), strict=True))


def _roles(bits: Mapping[int, int]) -> dict[str, int]:
    """How many items there are in each role, most first."""
    return dict(Counter(role for each in bits.values() for role in roles_in(each)).most_common())
