"""What was delivered, when and whether it arrived whole."""

from collections.abc import Iterator
from datetime import datetime

from openslate.graph.delivery import Delivery, DeliveryReport
from openslate.graph.ntriples import literal, moment, triple
from openslate.graph.quads import Quads
from openslate.graph.vocabulary import DATA, XSD, Columns, Graphs, Terms

_PREFIX = f"{DATA}delivery:"
_ABOUT = {
    Columns.SOURCE: Terms.SOURCE,
    "file_name": Terms.TITLE,
    "file_hash": Terms.FILE_HASH,
    "received_at": Terms.GENERATED_AT,
    "licence": Terms.LICENCE,
    "trust": Terms.TRUST,
    "reader": Terms.READER,
    "kind": Terms.KIND,
    "records": Terms.ROWS,
    "triples": Terms.COMPLETE,  # the mark: a delivery without it does not count
}


class DeliveryLog:
    """The graph of deliveries: provenance of each, and the mark that it is complete."""

    def __init__(self, quads: Quads) -> None:
        self._quads = quads

    def complete(self, report: DeliveryReport) -> None:
        """Write a delivery's provenance and mark in one transaction: from now on it counts."""
        lines = " ".join(_lines(report))
        self._quads.update(f"INSERT DATA {{ GRAPH <{Graphs.DELIVERIES}> {{ {lines} }} }}")

    def is_complete(self, delivery: Delivery) -> bool:
        """Whether this very file has arrived whole."""
        return any(report.delivery.graph == delivery.graph for report in self.reports())

    def repeat(self, delivery: Delivery) -> DeliveryReport:
        """The report of a delivery that arrived before, from what was noted then."""
        noted = next(r for r in self.reports() if r.delivery.graph == delivery.graph)
        return DeliveryReport(noted.delivery, noted.records, noted.triples, already_there=True)

    def reports(self) -> list[DeliveryReport]:
        """Every complete delivery, oldest first."""
        rows = self._quads.table(_QUERY).iter_rows(named=True)
        return sorted(map(_report, rows), key=lambda r: (r.delivery.received_at, r.delivery.graph))

    def current(self) -> list[Delivery]:
        """The latest complete delivery of each source and kind, most trusted source first."""
        latest = {(r.delivery.source, r.delivery.kind): r.delivery for r in self.reports()}
        return sorted(latest.values(), key=lambda d: (-d.trust, d.source))

    def clear_incomplete(self) -> None:
        """Remove what a killed import left behind."""
        complete = {report.delivery.graph for report in self.reports()}
        for graph in self._quads.graphs():
            if graph.startswith(_PREFIX) and graph not in complete:
                self._quads.clear(graph)


_QUERY = f"""
SELECT {" ".join(f"?{name}" for name in _ABOUT)} WHERE {{ GRAPH <{Graphs.DELIVERIES}> {{
  ?delivery {"; ".join(f"<{term}> ?{name}" for name, term in _ABOUT.items())} . }} }}
"""


def _lines(report: DeliveryReport) -> Iterator[str]:
    delivery, graph = report.delivery, report.delivery.graph
    yield triple(graph, Terms.TYPE, f"<{Terms.DELIVERY}>")
    for name in (Columns.SOURCE, "file_name", "file_hash", "licence", "reader", "kind"):
        yield triple(graph, _ABOUT[name], literal(getattr(delivery, name)))
    yield triple(graph, Terms.GENERATED_AT, moment(delivery.received_at))
    yield triple(graph, Terms.TRUST, f'"{delivery.trust}"^^<{XSD}decimal>')
    yield triple(graph, Terms.ROWS, literal(report.records, "integer"))
    yield triple(graph, Terms.COMPLETE, literal(report.triples, "integer"))


def _report(row: dict[str, str]) -> DeliveryReport:
    delivery = Delivery(
        source=row[Columns.SOURCE],
        file_name=row["file_name"],
        file_hash=row["file_hash"],
        received_at=datetime.fromisoformat(row["received_at"]),
        licence=row["licence"],
        trust=float(row["trust"]),
        reader=row["reader"],
        kind="availability" if row["kind"] == "availability" else "works",
    )
    return DeliveryReport(delivery, int(row["records"]), int(row["triples"]))
