"""The value each item shows: for every field the winner among its records."""

from collections.abc import Sequence

import polars as pl

from openslate.graph.folding import fold_expression, folded
from openslate.graph.policy import LEADS, CanonicalPolicy, Winner
from openslate.graph.vocabulary import FIELD, FIELDS, Columns, Field

SCORE, PREFERENCE = "score", "preference"
NAME, OTHERS = FIELD["name"].column, FIELD["alternate_names"].column


def winners(records: pl.DataFrame, policy: CanonicalPolicy, newest: Sequence[str]) -> pl.DataFrame:
    """One row for each item: `id` and every field, ordered by id.

    `records` are ordered by item, most trusted first; `newest` names sources, the one that
    delivered last first.
    """
    plain = [f for f in FIELDS if not f.many and policy.winner(f) == Winner("trust")]
    items = records.group_by(Columns.ID).agg(map(_most_trusted, plain)).sort(Columns.ID)
    for known in (
        f for f in FIELDS if f not in plain and f.column not in LEADS and f != FIELD[OTHERS]
    ):
        items = _add(items, _decided(records, known, policy.winner(known), newest))
    items = _add(items, _other_names(records, items, policy.winner(FIELD[OTHERS]), newest))
    return items.select(Columns.ID, *(f.column for f in FIELDS))


def _add(items: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    return items.join(found, on=Columns.ID, how="left", maintain_order="left")


def _most_trusted(known: Field) -> pl.Expr:
    """The value of the first record that has one, or that has the field it belongs to."""
    lead = pl.col(LEADS.get(known.column, known.column))
    return pl.col(known.column).filter(lead.is_not_null()).first()


def _decided(
    records: pl.DataFrame, known: Field, winner: Winner, newest: Sequence[str]
) -> pl.DataFrame:
    followers = [column for column, lead in LEADS.items() if lead == known.column]
    told = records.select(Columns.ID, Columns.SOURCE, known.column, *followers).drop_nulls(
        known.column
    )
    ranked = _ranked(told, known, winner, newest)
    if winner.choice == "union":
        return _united(ranked.select(Columns.ID, known.column), known.column)
    first = ranked.unique(Columns.ID, keep="first", maintain_order=True)
    return first.select(Columns.ID, known.column, *followers)


def _ranked(
    told: pl.DataFrame, known: Field, winner: Winner, newest: Sequence[str]
) -> pl.DataFrame:
    """Records ordered by item, the winner first."""
    if winner in (Winner("trust"), Winner("union")):
        return told
    return told.with_columns(
        _score(known, winner, newest).alias(SCORE),
        _places(winner.prefer).alias(PREFERENCE),
    ).sort(Columns.ID, SCORE, PREFERENCE, descending=[False, True, False], maintain_order=True)


def _score(known: Field, winner: Winner, newest: Sequence[str]) -> pl.Expr:
    """Higher wins."""
    value = pl.col(known.column)
    if winner.choice == "newest":
        return -_places(newest)
    if winner.choice == "longest":
        return (value.list.len() if known.many else value.str.len_chars()).cast(pl.Int64)
    if winner.choice == "majority":
        alike = fold_expression(value) if known.kind == "text" else value
        return pl.len().over(Columns.ID, alike).cast(pl.Int64)
    return pl.lit(0, pl.Int64)


def _places(sources: Sequence[str]) -> pl.Expr:
    """The place of a record's source in a list; those not in it come last."""
    places = {source: place for place, source in enumerate(sources)}
    return pl.col(Columns.SOURCE).replace_strict(places, default=len(places), return_dtype=pl.Int64)


def _united(lists: pl.DataFrame, column: str) -> pl.DataFrame:
    """All values of an item's records, spellings that fold alike once, the first one kept."""
    return _once(lists.explode(column).drop_nulls(column), column)


def _once(values: pl.DataFrame, column: str) -> pl.DataFrame:
    once = values.unique([Columns.ID, folded(column)], keep="first", maintain_order=True)
    return once.group_by(Columns.ID, maintain_order=True).agg(column)


def _other_names(
    records: pl.DataFrame, items: pl.DataFrame, winner: Winner, newest: Sequence[str]
) -> pl.DataFrame:
    """Every other name of an item: names that did not win, then alternate names."""
    given = _decided(records, FIELD[OTHERS], winner, newest)
    lost = records.select(Columns.ID, pl.concat_list(NAME).alias(OTHERS))
    shown = items.select(Columns.ID, pl.col(NAME).alias(Columns.WON))
    names = pl.concat([lost, given]).explode(OTHERS).drop_nulls(OTHERS)
    others = names.join(shown, on=Columns.ID, maintain_order="left").filter(
        folded(OTHERS).ne_missing(folded(Columns.WON))
    )
    return _once(others, OTHERS)
