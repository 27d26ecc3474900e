"""The record plane: an embedded RDF quad store with one named graph per delivery."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

import polars as pl

from openslate.common.errors import SlateError
from openslate.graph.delivery import Delivery, DeliveryKind, DeliveryReport, Progress, Record
from openslate.graph.delivery_log import DeliveryLog
from openslate.graph.embedded import EmbeddedQuads
from openslate.graph.fact_writer import record_writer
from openslate.graph.links import LinkGraph
from openslate.graph.quads import Quads
from openslate.graph.record_frame import read_records
from openslate.graph.vocabulary import Columns

PROGRESS_EVERY = 1000


class QuadStore:
    """Everything that was delivered, append-only, and what was decided about identity.

    `path` is a folder that one process at a time may open, None keeps all in memory; `quads` is
    another engine, beside which `path` only keeps what can be made again. A delivery
    counts from the moment its completion is written, which is the last thing an import does: what
    a killed import leaves behind is invisible and is cleared by the next import.
    """

    def __init__(self, path: Path | None = None, quads: Quads | None = None) -> None:
        self.path = path
        self.quads = quads or EmbeddedQuads(path)
        self.deliveries = DeliveryLog(self.quads)
        self.links = LinkGraph(self.quads)

    def __enter__(self) -> "QuadStore":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write everything out and let another process open the folder."""
        self.quads.close()

    def add_delivery(
        self, delivery: Delivery, records: Iterable[Record], progress: Progress | None = None
    ) -> DeliveryReport:
        """Add a delivery's records in a graph of their own; the same file again is a no-op.

        The latest complete delivery of a source is the one that counts; older ones are kept.
        """
        if self.deliveries.is_complete(delivery):
            return self.deliveries.repeat(delivery)
        self.deliveries.clear_incomplete()
        counted = _Counted(records, progress)
        write = record_writer(delivery)
        lines = (line for record in counted for line in write(record))
        try:
            triples = self.quads.load(delivery.graph, lines)
            report = DeliveryReport(delivery, counted.count, triples)
            self.deliveries.complete(report)
        except SlateError:
            self.deliveries.clear_incomplete()
            raise
        except OSError as error:
            raise SlateError(
                f"{delivery.file_name} could not be written to the graph ({error})",
                where=str(self.path),
                do="Make room on the disk and import again; nothing half-written counts",
            ) from error
        return report

    def records_frame(
        self, source: str | None = None, kind: DeliveryKind = "works"
    ) -> pl.DataFrame:
        """Every current record, read back out of the graph.

        Columns `source`, `record`, `row`, then the fields of the kind: lists for fields that hold
        many, null where nothing is known; ordered by source and row.
        """
        current = [d for d in self.deliveries.current() if d.kind == kind]
        chosen = [d for d in current if source in (None, d.source)]
        frame = read_records(self.quads, kind, chosen, self._frames)
        return frame.sort(Columns.SOURCE, Columns.ROW, Columns.RECORD)

    @property
    def _frames(self) -> Path | None:
        return None if self.path is None else self.path.with_name(f"{self.path.name}-frames")


class _Counted:
    """Counts records as they pass and tells about it now and then."""

    def __init__(self, records: Iterable[Record], progress: Progress | None) -> None:
        self._records, self._progress = records, progress
        self.count = 0

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            yield record
            self.count += 1
            if self._progress and self.count % PROGRESS_EVERY == 0:
                self._progress(self.count)
        if self._progress:
            self._progress(self.count)
