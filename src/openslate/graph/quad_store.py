"""The record plane: an RDF quad store with one named graph per delivery."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType

import polars as pl

from openslate.common.errors import SlateError
from openslate.graph.current_records import read_records
from openslate.graph.delivery import Delivery, DeliveryKind, DeliveryReport, Progress, Record
from openslate.graph.delivery_loader import DeliveryLoader
from openslate.graph.delivery_log import DeliveryLog
from openslate.graph.embedded import EmbeddedQuads
from openslate.graph.kept import frames_folder
from openslate.graph.link_graph import LinkGraph
from openslate.graph.quads import Quads


class QuadStore:
    """Everything that was delivered, append-only, and what was decided about identity.

    `path` is a folder that one process at a time may open, None keeps all in memory; `quads` is
    another engine, beside which `path` only keeps what can be made again. A delivery
    counts from the moment its completion is written, which is the last thing an import does: what
    a killed import leaves behind is invisible and is cleared by the next import.
    """

    def __init__(self, path: Path | None = None, quads: Quads | None = None) -> None:
        self.path = path
        self.frames = None if path is None else frames_folder(path)
        self.quads = quads or EmbeddedQuads(path)
        self.deliveries = DeliveryLog(self.quads, self.frames)
        self.links = LinkGraph(self.quads, self.frames)
        self._last: tuple[object, pl.DataFrame] | None = None

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
        self,
        delivery: Delivery,
        records: Iterable[Record],
        progress: Progress | None = None,
        *,
        gone: Iterable[str] = (),
    ) -> DeliveryReport:
        """Add a delivery's records in a graph of their own.

        The latest delivery of a source again is a no-op; one that was replaced or withdrawn since
        counts again, from now on. `gone` names records that an update ends. Of records with the
        same id the first is kept. Raises SlateError when it cannot be written.
        """
        (report,) = self.add_deliveries([(delivery, records)], progress, gone=gone)
        return report

    def add_deliveries(
        self,
        parts: Sequence[tuple[Delivery, Iterable[Record]]],
        progress: Progress | None = None,
        *,
        gone: Iterable[str] = (),
    ) -> list[DeliveryReport]:
        """Add the deliveries that one file holds; they count from one moment on, all or none."""
        ended = tuple(gone)
        if ended and any(delivery.scope == "full" for delivery, _ in parts):
            raise SlateError(
                "A full delivery cannot say which records are gone",
                do="Leave them out: a full delivery replaces everything its source said before",
            )
        if not all(self.deliveries.knows(delivery) for delivery, _ in parts):
            self.deliveries.clear_incomplete()
        try:
            with self.deliveries.together():
                return [self._add(*part, ended, progress) for part in parts]
        except SlateError:
            self.deliveries.clear_incomplete()
            raise
        except (OSError, pl.exceptions.PolarsError) as error:
            raise SlateError(
                f"{parts[0][0].file_name} could not be written to the graph ({error})",
                where=str(self.path),
                do="Make room on the disk and import again; nothing half-written counts",
            ) from error

    def _add(
        self,
        delivery: Delivery,
        records: Iterable[Record],
        ended: tuple[str, ...],
        progress: Progress | None,
    ) -> DeliveryReport:
        """Note a delivery that is known already, else load it."""
        if said := self.deliveries.again(delivery):
            return said
        loader = DeliveryLoader(self.quads, delivery, self.frames)
        return self.deliveries.complete(loader.load(records, ended, progress))

    def records_frame(
        self,
        source: str | None = None,
        kind: DeliveryKind = "works",
        columns: Sequence[str] | None = None,
    ) -> pl.DataFrame:
        """Every current record: of each record, what the last delivery that counts says.

        Columns `source`, `record`, `row`, then the fields of the kind: lists for fields that hold
        many, null where nothing is known; or only `columns`. Ordered by source and row. The last
        answer is kept, because resolving and then refreshing ask the same.
        """
        current = [d for d in self.deliveries.current() if d.kind == kind]
        chosen = [d for d in current if source in (None, d.source)]
        asked = (kind, chosen, columns)
        if self._last is None or self._last[0] != asked:
            read = read_records(self.quads, kind, chosen, self.frames, columns)
            self._last = (asked, read)
        return self._last[1]
