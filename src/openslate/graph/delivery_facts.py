"""What the graph of deliveries says of each one, as triples and back."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from openslate.graph.delivery import Delivery, DeliveryReport, Withdrawal
from openslate.graph.ntriples import literal, moment, triple
from openslate.graph.vocabulary import XSD, Columns, Graphs, Terms

_TEXTS = {
    Columns.SOURCE: Terms.SOURCE,
    Columns.FILE_NAME: Terms.TITLE,
    Columns.FILE_HASH: Terms.FILE_HASH,
    Columns.LICENCE: Terms.LICENCE,
    Columns.READER: Terms.READER,
    Columns.KIND: Terms.KIND,
}
_ALWAYS = _TEXTS | {
    Columns.RECEIVED_AT: Terms.GENERATED_AT,
    Columns.TRUST: Terms.TRUST,
    Columns.RECORDS: Terms.ROWS,
    Columns.TRIPLES: Terms.COMPLETE,  # the mark: a delivery without it does not count
}
_MAYBE = {
    Columns.LICENCE: Terms.LICENCE,
    Columns.FILE_NAME: Terms.TITLE,
    Columns.READER: Terms.READER,
    Columns.SCOPE: Terms.SCOPE,
    Columns.POSITION: Terms.ARRIVAL,
    Columns.WITHDRAWN_AT: Terms.WITHDRAWN_AT,
    Columns.WITHDRAWN_BY: Terms.WITHDRAWN_BY,
    Columns.WITHDRAWN_BECAUSE: Terms.WITHDRAWN_BECAUSE,
}


def _query() -> str:
    needed = {name: term for name, term in _ALWAYS.items() if name not in _MAYBE}
    found = "; ".join(f"<{term}> ?{name}" for name, term in needed.items())
    rest = " ".join(f"OPTIONAL {{ ?delivery <{t}> ?{name} }}" for name, t in _MAYBE.items())
    return f"SELECT * WHERE {{ GRAPH <{Graphs.DELIVERIES}> {{ ?delivery {found} . {rest} }} }}"


DELIVERIES_QUERY = _query()
"""Asks for every complete delivery, one row each; `report_of` reads the rows."""


def report_lines(report: DeliveryReport) -> Iterator[str]:
    """All that is noted of a delivery; the same report gives the same lines."""
    delivery, graph = report.delivery, report.delivery.graph
    yield triple(graph, Terms.TYPE, f"<{Terms.DELIVERY}>")
    for name, term in _TEXTS.items():
        yield triple(graph, term, literal(getattr(delivery, name)))
    yield triple(graph, Terms.SCOPE, literal(delivery.scope))
    yield triple(graph, Terms.GENERATED_AT, moment(delivery.received_at))
    yield triple(graph, Terms.TRUST, f'"{delivery.trust}"^^<{XSD}decimal>')
    yield triple(graph, Terms.ARRIVAL, literal(report.arrival, "integer"))
    yield triple(graph, Terms.ROWS, literal(report.records, "integer"))
    yield triple(graph, Terms.COMPLETE, literal(report.triples, "integer"))
    if taken := report.withdrawn:
        yield triple(graph, Terms.WITHDRAWN_AT, moment(taken.at))
        yield triple(graph, Terms.WITHDRAWN_BY, literal(taken.by))
        yield triple(graph, Terms.WITHDRAWN_BECAUSE, literal(taken.because))


def report_of(row: Mapping[str, str | None]) -> DeliveryReport:
    """The report that a row of `DELIVERIES_QUERY` tells."""
    known = {name: value or "" for name, value in row.items()}
    delivery = Delivery(
        source=known[Columns.SOURCE],
        file_name=known[Columns.FILE_NAME],
        file_hash=known[Columns.FILE_HASH],
        received_at=datetime.fromisoformat(known[Columns.RECEIVED_AT]),
        licence=known[Columns.LICENCE],
        trust=float(known[Columns.TRUST]),
        reader=known[Columns.READER],
        kind="availability" if known[Columns.KIND] == "availability" else "works",
        scope="update" if known[Columns.SCOPE] == "update" else "full",
    )
    return DeliveryReport(
        delivery,
        records=int(known[Columns.RECORDS]),
        triples=int(known[Columns.TRIPLES]),
        withdrawn=_withdrawal(known),
        arrival=int(known[Columns.POSITION] or 0),
    )


def _withdrawal(known: Mapping[str, str]) -> Withdrawal | None:
    if not known[Columns.WITHDRAWN_AT]:
        return None
    at = datetime.fromisoformat(known[Columns.WITHDRAWN_AT])
    return Withdrawal(known[Columns.WITHDRAWN_BY], at, known[Columns.WITHDRAWN_BECAUSE])
