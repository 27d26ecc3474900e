"""Brings a delivery's records into the graph and beside it, in one pass and bounded memory."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from openslate.common.errors import SlateError
from openslate.graph.current_records import frame_path
from openslate.graph.delivery import Delivery, DeliveryReport, Progress, Record, record_iri
from openslate.graph.fact_writer import record_writer
from openslate.graph.frame_writer import RecordFrameWriter
from openslate.graph.ntriples import iri, triple
from openslate.graph.quads import Quads
from openslate.graph.vocabulary import Terms

PROGRESS_EVERY = 1000


class DeliveryLoader:
    """Loads one delivery; what it leaves behind counts only once the log says it is complete."""

    def __init__(self, quads: Quads, delivery: Delivery, frames: Path | None) -> None:
        self._quads, self._delivery = quads, delivery
        self._frame = RecordFrameWriter(delivery, frame_path(frames, delivery)) if frames else None

    def load(
        self, records: Iterable[Record], gone: Iterable[str], progress: Progress | None
    ) -> DeliveryReport:
        """Write everything but the mark; raises OSError or PolarsError when the disk is full."""
        counted = _Counted(records, progress)
        try:
            triples = self._quads.load(self._delivery.graph, self._lines(counted, gone))
            if self._frame:
                self._frame.finish()
        except UnicodeEncodeError as error:
            raise self._no_text(error) from error
        finally:
            if self._frame:
                self._frame.discard()
        return DeliveryReport(self._delivery, counted.count, triples, repeated=counted.repeated)

    def _lines(self, records: Iterable[Record], gone: Iterable[str]) -> Iterator[str]:
        write = record_writer(self._delivery)
        for record in records:
            if self._frame:
                self._frame.add(record)
            yield from write(record)
        for ended in dict.fromkeys(gone):
            record_of = record_iri(self._delivery.source, ended)
            yield triple(self._delivery.graph, Terms.GONE, iri(record_of))

    def _no_text(self, error: UnicodeEncodeError) -> SlateError:
        before = error.object[max(0, error.start - 40) : error.start].rpartition('"')[2]
        return SlateError(
            f"A text of {self._delivery.file_name} holds half a character, after {before!r}",
            do="Mend the encoding of the file; nothing was imported",
        )


class _Counted:
    """Lets each record id pass once, counts, and tells about it now and then."""

    def __init__(self, records: Iterable[Record], progress: Progress | None) -> None:
        self._records, self._progress = records, progress
        self.count = 0
        self.repeated = 0

    def __iter__(self) -> Iterator[Record]:
        seen: set[str] = set()
        for record in self._records:
            if record.id in seen:
                self.repeated += 1
                continue
            seen.add(record.id)
            yield record
            self.count += 1
            if self._progress and self.count % PROGRESS_EVERY == 0:
                self._progress(self.count)
        if self._progress:
            self._progress(self.count)
