"""The catalogue's descriptions as drafts are compared with them, made ready once a snapshot."""

from functools import cached_property

import polars as pl

from openslate.assistant.drafts import OverlapIndex
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD, Columns

DESCRIPTION = FIELD["description"].column


class CatalogueWords:
    """An index of every description in a snapshot, those that lost against others too."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @cached_property
    def index(self) -> OverlapIndex:
        """Descriptions by item id."""
        claims = self.snapshot.claim.filter(pl.col(Columns.FIELD) == DESCRIPTION)
        ids = self.snapshot.item[Columns.ID]
        texts: dict[str, str] = {}
        for item, value in claims.select(Columns.ITEM, Columns.VALUE).iter_rows():
            told = texts.get(ids[item])
            texts[ids[item]] = value if told is None else f"{told}\n{value}"
        return OverlapIndex(texts)
