"""What counts at the moment: current records, windows and links, and how sources stand."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from openslate.graph.delivery import Delivery
from openslate.graph.quad_store import QuadStore
from openslate.graph.vocabulary import Columns


@dataclass(frozen=True)
class Known:
    """All that the canonical view is made from.

    `links` are those between records that are here. `trusted` names the sources of records, the
    most trusted first; `newest` names them too, the one that delivered last first.
    """

    records: pl.DataFrame
    windows: pl.DataFrame
    links: pl.DataFrame
    trusted: tuple[str, ...]
    newest: tuple[str, ...]


def read_known(store: QuadStore) -> Known:
    """Read what counts out of the store."""
    latest = _latest([d for d in store.deliveries.current() if d.kind == "works"])
    records = store.records_frame()
    return Known(
        records=records,
        windows=store.records_frame(kind="availability"),
        links=_between(store.links.frame(), records),
        trusted=tuple(d.source for d in sorted(latest, key=lambda d: (-d.trust, d.source))),
        newest=tuple(d.source for d in latest),
    )


def _latest(deliveries: Sequence[Delivery]) -> list[Delivery]:
    """The latest delivery of each source, the very latest first."""
    latest: dict[str, Delivery] = {}
    for delivery in sorted(deliveries, key=lambda d: (d.received_at, d.source), reverse=True):
        latest.setdefault(delivery.source, delivery)
    return list(latest.values())


def _between(links: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """Links whose records are both here."""
    keys = records.select(Columns.SOURCE, Columns.RECORD)
    for ends in (
        (Columns.LEFT_SOURCE, Columns.LEFT_RECORD),
        (Columns.RIGHT_SOURCE, Columns.RIGHT_RECORD),
    ):
        links = links.join(
            keys, left_on=ends, right_on=keys.columns, how="semi", maintain_order="left"
        )
    return links
