"""Items that wait for a person, or of which too little is known."""

import polars as pl

from openslate.catalogue.checks.check import Check
from openslate.catalogue.checks.finding import INFO, WARNING
from openslate.graph.links import WAITING
from openslate.graph.vocabulary import CREDIT_FIELDS, FIELD, Columns

NAME = FIELD["name"].column
LEFT_NAME, RIGHT_NAME = "left_name", "right_name"
TELLING = [
    *(field.column for field in CREDIT_FIELDS),
    *(FIELD[c].column for c in ("year", "description", "series", "genres", "identifiers")),
    FIELD["imdb_id"].column,
]
"""What tells an item from others; knowing one of these is knowing something."""

DUPLICATE = Check(
    "duplicate-waiting",
    "Possible duplicates that wait for review",
    WARNING,
    f"{{{LEFT_NAME}}} and {{{RIGHT_NAME}}} may be the same: {{{Columns.EVIDENCE}}}.",
    "Look at both and decide: 'slate review'.",
)
BARE = Check(
    "item-bare",
    "Items with a name and nothing else",
    INFO,
    f"Nothing is known of {{{NAME}}} but its name.",
    "Ask {source} for year, people or an id; it can't be matched or recommended like this.",
)
ITEM_CHECKS = (DUPLICATE, BARE)


def duplicates_waiting(links: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """One finding for each pair of records that a person has yet to decide about.

    `links` have the columns of the graph's links, `records` those of records and their `item`.
    """
    waiting = links.filter(pl.col(Columns.STATUS) == WAITING)
    left = [Columns.LEFT_SOURCE, Columns.LEFT_RECORD]
    right = [Columns.RIGHT_SOURCE, Columns.RIGHT_RECORD]
    keys = [Columns.SOURCE, Columns.RECORD]
    named = records.select(*keys, Columns.ROW, Columns.ITEM, NAME)
    pairs = waiting.join(
        named.rename({NAME: LEFT_NAME}), left_on=left, right_on=keys, maintain_order="left"
    ).join(
        named.select(*keys, pl.col(NAME).alias(RIGHT_NAME)),
        left_on=right,
        right_on=keys,
        maintain_order="left",
    )
    return DUPLICATE.findings(
        pairs.with_columns(
            pl.lit("works").alias(Columns.KIND),
            pl.col(Columns.LEFT_SOURCE).alias(Columns.SOURCE),
            pl.col(Columns.LEFT_RECORD).alias(Columns.RECORD),
            pl.format("{} {}", *right).alias(Columns.VALUE),
            pl.col(Columns.EVIDENCE).str.strip_chars_end(".").alias(Columns.EVIDENCE),
        )
    )


def bare_items(items: pl.DataFrame) -> pl.DataFrame:
    """One finding for each item of which nothing but the name is known."""
    nothing = pl.all_horizontal(pl.col(column).is_null() for column in TELLING)
    bare = items.filter(nothing & pl.col(NAME).is_not_null())
    return BARE.findings(
        bare.with_columns(pl.col(Columns.SOURCES).list.first().alias(Columns.SOURCE))
    )
