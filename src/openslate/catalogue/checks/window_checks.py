"""Rights windows that belong to nothing, or say two things at once."""

import polars as pl

from openslate.catalogue.checks.check import Check
from openslate.catalogue.checks.finding import INFO, WARNING
from openslate.catalogue.rights_overlaps import FIRST, SECOND, overlapping
from openslate.graph.vocabulary import FIELD, Columns
from openslate.graph.windows import WHY

NAME = FIELD["name"].column
ABOUT, LABEL = "about", "label"

WITHOUT_ITEM = Check(
    "window-without-item",
    "Windows that belong to no item",
    WARNING,
    f"The rights of {{{ABOUT}}} count for nothing: {{{WHY}}}.",
    "Correct the record, id or name in the sheet, or import the catalogue that knows it.",
)
OVERLAP = Check(
    "window-overlap",
    "Windows that overlap under other terms",
    INFO,
    f"{{{LABEL}}} has windows in {{{Columns.TERRITORY}}} that cover the same days, "
    f"one as {{{FIRST}}} and one as {{{SECOND}}}.",
    "Make sure that both licences are meant to hold at once.",
)
KNOWN_BY_ONE = Check(
    "window-known-by-one",
    "Windows of titles that no catalogue knows",
    INFO,
    f"Only {{{Columns.SOURCE}}}, which grants the rights, knows {{{LABEL}}}.",
    "Import a catalogue that describes it, or see whether it should have been joined to an item.",
)
WINDOW_CHECKS = (WITHOUT_ITEM, OVERLAP, KNOWN_BY_ONE)


def windows_without_item(unattached: pl.DataFrame) -> pl.DataFrame:
    """One finding for each window that found no item; `unattached` says why."""
    record = pl.format("{} {}", Columns.OF_SOURCE, Columns.OF_RECORD)
    about = pl.coalesce(record, pl.col(Columns.OF_IDENTIFIER), NAME).alias(ABOUT)
    return WITHOUT_ITEM.findings(
        unattached.with_columns(about, pl.lit("availability").alias(Columns.KIND))
    )


def windows_that_overlap(availability: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    """One finding for each item, territory and pair of terms that hold on the same days."""
    pairs = overlapping(availability).join(_labels(items), on=Columns.ITEM, maintain_order="left")
    both = pl.format("{}: {} / {}", Columns.TERRITORY, FIRST, SECOND).alias(Columns.VALUE)
    return OVERLAP.findings(pairs.with_columns(both))


def windows_known_by_one(availability: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    """One finding for each item that only the source of its windows knows."""
    alone = items.filter(pl.col(Columns.SOURCES).list.len() == 1).select(
        Columns.ITEM,
        pl.col(NAME).alias(LABEL),
        pl.col(Columns.SOURCES).list.first().alias(Columns.SOURCE),
    )
    granted = availability.select(Columns.ITEM, Columns.SOURCE)
    return KNOWN_BY_ONE.findings(alone.join(granted, on=granted.columns, how="semi"))


def _labels(items: pl.DataFrame) -> pl.DataFrame:
    return items.select(Columns.ITEM, pl.col(NAME).alias(LABEL))
