"""Where sources contradict each other about an item, and by how much."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from openslate.catalogue.checks.check import Check
from openslate.catalogue.checks.finding import INFO, VIOLATION, WARNING, no_findings
from openslate.graph.folding import fold_expression
from openslate.graph.vocabulary import FIELD, FIELDS, Columns, Field

NOT_COMPARED = {"description", "age_rating_system", "minimum_age"}
"""Prose always differs; the other two say what the age rating says."""
RATING, SYSTEM = FIELD["age_rating"].column, FIELD["age_rating_system"].column
SAID, DIFFERENCE, LABEL = "said", "difference", "label"
DAY = 24 * 60 * 60 * 1_000_000  # microseconds


@dataclass(frozen=True)
class Size:
    """From which difference on a conflict matters: a share of the larger value and a least one."""

    share: float = 0.0
    least: float = 0.0


SIZES: Mapping[str, Size] = {
    "year": Size(least=2),
    "release_date": Size(least=32),  # days: another country's release
    "runtime": Size(share=0.06, least=6),  # minutes: 4 per cent is film shown at 25 frames
    "critics_score": Size(least=11),
    "metacritic": Size(least=11),
    "box_office": Size(share=0.1),
}
SEVERITIES: Mapping[str, str] = {"imdb_id": VIOLATION, "name": INFO, "series": INFO}
"""Two IMDb ids are two films; names differ between countries. Other conflicts are warnings."""


def compared_fields() -> tuple[Field, ...]:
    """The fields on which sources can contradict each other."""
    return tuple(f for f in FIELDS if not f.many and f.column not in NOT_COMPARED)


def conflict_check(field: Field) -> Check:
    """The check of one field."""
    word = field.column.replace("_", " ")
    return Check(
        f"conflict-{field.column}",
        f"Sources disagree: {word}",
        SEVERITIES.get(field.column, WARNING),
        f"The sources disagree about the {word} of {{{LABEL}}}: {{{Columns.VALUE}}}.",
        "See who is right; [catalogue.winners] in slate.toml says who wins a field."
        if field.column != "imdb_id"
        else "See whether these are two films that were joined; 'slate review' parts them.",
    )


def find_conflicts(records: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    """One finding for each item and field of which its records say different things.

    `records` have the `id` of their item, most trusted first; `items` is the snapshot's table.
    A difference below the field's `Size` is good to know and no more. Age ratings are compared
    within one system.
    """
    several = records.filter(pl.len().over(Columns.ID) > 1)
    labels = items.select(Columns.ID, Columns.ITEM, pl.col(FIELD["name"].column).alias(LABEL))
    found = [_of_field(several, field, labels) for field in _differing(several)]
    return pl.concat([no_findings(), *found])


def _differing(records: pl.DataFrame) -> list[Field]:
    """Fields that differ within some item, in one pass; most don't."""
    fields = compared_fields()
    counted = records.group_by(Columns.ID).agg(
        pl.col(f.column).drop_nulls().n_unique() for f in fields
    )
    return [field for field in fields if (counted[field.column] > 1).any()]


def _of_field(records: pl.DataFrame, field: Field, labels: pl.DataFrame) -> pl.DataFrame:
    value, check = pl.col(field.column), conflict_check(field)
    group = [Columns.ID, SYSTEM] if field.column == RATING else [Columns.ID]
    known = records.filter(value.is_not_null()).select(*group, Columns.SOURCE, field.column)
    known = known.filter(value.n_unique().over(group) > 1)
    if field.kind == "text":
        known = known.filter(fold_expression(value).n_unique().over(group) > 1)
    rows = known.group_by(group, maintain_order=True).agg(
        pl.format("{} ({})", value.cast(pl.String), Columns.SOURCE)
        .unique(maintain_order=True)
        .str.join(", ")
        .alias(Columns.VALUE),
        _severity(field, check.severity).alias(Columns.SEVERITY),
    )
    rows = rows.join(labels, on=Columns.ID, maintain_order="left")
    return check.findings(rows.with_columns(pl.lit(field.column).alias(Columns.FIELD)))


def _severity(field: Field, severity: str) -> pl.Expr:
    """How bad it is that a group differs: INFO below the field's size."""
    size = SIZES.get(field.column)
    if size is None:
        return pl.lit(severity)
    value = pl.col(field.column)
    number = value.cast(pl.Datetime("us")).cast(pl.Int64) / DAY if field.kind == "date" else value
    difference = number.max() - number.min()
    large = (difference >= size.least) & (difference >= size.share * number.max())
    return pl.when(large).then(pl.lit(severity)).otherwise(pl.lit(INFO))
