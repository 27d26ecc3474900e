"""The names of a snapshot, as the concierge is handed them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
import polars as pl

from openslate.app.showing import Shown
from openslate.assistant.concierge.known_names import KnownItem, KnownNames, KnownPerson
from openslate.assistant.concierge.words import key_of
from openslate.graph.vocabulary import CREDIT_FIELDS, FIELD, Columns

NUMBERS = ("year", "runtime", "critics_score", "oscars")
COLUMN_OF_ROLE = {field.role: field.column for field in CREDIT_FIELDS}
DIRECTORS, CAST = FIELD["directors"].column, FIELD["cast"].column
TOGETHER = {DIRECTORS: 3, CAST: 3}
"""Works that people of one surname made together, from which they go by one name."""
EACH_CREDIT, EACH_DIRECTED = 1.0, 10.0
PER_VIEWER = 0.02
WEIGHT, NUMBER = "weight", "number"
"""Columns made here: how well known, and in how many items."""


def names_of(shown: Shown) -> KnownNames:
    """Every name of a snapshot with how well known each is; takes about a second for 18,000."""
    item = shown.snapshot.item
    people = _people(shown)
    return KnownNames(
        items=tuple(_items(shown)),
        people=tuple(people.values()),
        companies=_counts(item[FIELD["companies"].column]),
        groups=_groups(shown),
        genres=tuple(_counts(item[FIELD["genres"].column])),
        kinds=tuple(item[FIELD["work_type"].column].drop_nulls().unique().sort()),
        topics=_topics(item),
    )


def _items(shown: Shown) -> Iterable[KnownItem]:
    item, names = shown.snapshot.item, shown.cards.names
    columns = [FIELD[name].column for name in NUMBERS]
    others = item[FIELD["alternate_names"].column].to_list()
    directors = item[DIRECTORS].to_list()
    numbers = item.select(columns).rows()
    named = item[FIELD["name"].column].is_not_null()
    for at, item_id in enumerate(shown.snapshot.ids):
        if named[at]:
            known = {c: int(n) for c, n in zip(columns, numbers[at], strict=True) if n is not None}
            weight = 1.0 + float(shown.viewings[at])
            year = known.get(FIELD["year"].column)
            more = tuple(others[at] or ())
            made = tuple(sorted(directors[at] or ()))
            yield KnownItem(item_id, names[at], year, more, weight, known, made)


def _people(shown: Shown) -> Mapping[str, KnownPerson]:
    """People with their roles; who directs much, or is in much that was watched, is well known."""
    roles: dict[str, dict[str, int]] = defaultdict(dict)
    weights: dict[str, float] = defaultdict(float)
    works: dict[str, set[int]] = defaultdict(set)
    credit = shown.snapshot.credit
    watched = 1 + np.asarray(shown.viewings, dtype=np.float64) * PER_VIEWER
    weighed = credit.with_columns(pl.Series(WEIGHT, watched[credit[Columns.ITEM]]))
    counted = weighed.group_by(Columns.PERSON, Columns.ROLE, maintain_order=True).agg(
        pl.len().alias(NUMBER), pl.col(WEIGHT).sum(), pl.col(Columns.ITEM)
    )
    rows = counted.select(Columns.PERSON, Columns.ROLE, NUMBER, WEIGHT, Columns.ITEM)
    for person, role, number, weight, items in rows.iter_rows():
        column = COLUMN_OF_ROLE[role]
        roles[person][column] = number
        weights[person] += weight * (EACH_DIRECTED if column == DIRECTORS else EACH_CREDIT)
        works[person].update(items)
    return {
        name: KnownPerson(name, told, weights[name], frozenset(works[name]))
        for name, told in roles.items()
    }


def _groups(shown: Shown) -> Mapping[str, tuple[str, ...]]:
    """People of one surname who work together: 'Coen brothers', 'Marx brothers'."""
    together: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for column in (DIRECTORS, CAST):
        for people in shown.snapshot.item[column].drop_nulls():
            together.update((column, same) for same in _of_one_surname(people))
    found: dict[str, tuple[str, ...]] = {}
    for (column, names), works in sorted(together.items(), key=lambda one: (one[1], one[0])):
        if works >= TOGETHER[column]:
            for kind in (" brothers", " sisters", "s"):  # 'the Coens'
                found[f"{names[0].split()[-1]}{kind}"] = names
    return found


def _of_one_surname(people: Iterable[str]) -> Iterable[tuple[str, ...]]:
    surnames: dict[str, list[str]] = defaultdict(list)
    for name in people:
        surnames[name.rpartition(" ")[2]].append(name)
    return (tuple(sorted(same)) for same in surnames.values() if len(same) > 1)


def _counts(lists: pl.Series) -> Mapping[str, float]:
    counted = Counter(lists.explode(empty_as_null=False, keep_nulls=False).to_list())
    return {name: float(number) for name, number in sorted(counted.items())}


def _topics(item: pl.DataFrame) -> Mapping[str, int]:
    """In how many items' names, tags and descriptions each word stands."""
    texts = item.select(
        pl.concat_str(
            FIELD["name"].column,
            FIELD["description"].column,
            pl.col(FIELD["tags"].column).list.join(" "),
            separator=" ",
            ignore_nulls=True,
        )
    ).to_series()
    counted: Counter[str] = Counter()
    for text in texts.drop_nulls():
        counted.update(set(key_of(text).split()))
    return counted
