"""Checks that no shape can say, because they look at more than one record."""

from dataclasses import dataclass

import polars as pl

from openslate.catalogue.checks.finding import findings
from openslate.catalogue.checks.sentence import sentence
from openslate.graph.vocabulary import Columns


@dataclass(frozen=True)
class Check:
    """What a check is called, how bad it is and what to say, as a shape has it.

    `message` and `suggestion` may quote columns of the rows in braces.
    """

    id: str
    title: str
    severity: str
    message: str
    suggestion: str

    def findings(self, rows: pl.DataFrame) -> pl.DataFrame:
        """One finding for each row; columns of `FINDING_SCHEMA` that rows have are kept."""
        said = {
            Columns.SHAPE: pl.lit(self.id),
            Columns.SENTENCE: sentence(self.message, rows.schema),
            Columns.SUGGESTION: sentence(self.suggestion, rows.schema),
        }
        if Columns.SEVERITY not in rows.columns:  # else the rows differ in how bad they are
            said[Columns.SEVERITY] = pl.lit(self.severity)
        return findings(rows.with_columns(**said))
