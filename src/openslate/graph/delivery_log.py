"""What was delivered and taken back, when, and whether it arrived whole."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from openslate.common.errors import NotFoundError, SlateError
from openslate.graph.delivery import Delivery, DeliveryKind, DeliveryReport, Withdrawal
from openslate.graph.delivery_facts import DELIVERIES_QUERY, report_lines, report_of
from openslate.graph.delivery_frame import keep_deliveries_frame
from openslate.graph.ntriples import literal, triple
from openslate.graph.quads import Quads
from openslate.graph.tabular import term_frame
from openslate.graph.vocabulary import DATA, Graphs, Terms

_PREFIX = f"{DATA}delivery:"


class DeliveryLog:
    """The graph of deliveries: provenance of each, and the mark that it is complete.

    `frames` is a folder in which the list is kept as a table too, for those who don't open the
    graph (`read_deliveries_frame`).
    """

    def __init__(self, quads: Quads, frames: Path | None = None) -> None:
        self._quads, self._frames = quads, frames
        self._held: list[tuple[set[str], set[str]]] | None = None
        self._publish()

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is completed inside counts from one moment on, or not at all when it fails."""
        self._held = held = list[tuple[set[str], set[str]]]()
        try:
            yield
        finally:
            self._held = None
        if held:
            removed, added = (set[str]().union(*side) for side in zip(*held, strict=True))
            self._change(removed, added)

    def knows(self, delivery: Delivery) -> bool:
        """Whether this very file arrived whole before, read in the same way."""
        return self._noted(delivery.graph) is not None

    def complete(self, report: DeliveryReport) -> DeliveryReport:
        """Write a delivery's provenance and mark in one transaction: from now on it counts."""
        arrived = replace(report, arrival=self._next_arrival())
        self._change(set(), set(report_lines(arrived)))
        return arrived

    def again(self, delivery: Delivery) -> DeliveryReport | None:
        """What to say when this very file arrived whole before; None when it did not.

        Nothing is changed when it is the latest of its source, else it becomes that: a file that
        was replaced or withdrawn counts again, from now on.
        """
        noted = self._noted(delivery.graph)
        if noted is None:
            return None
        last = current_chain(self.reports(), delivery.source, delivery.kind)[-1:]
        if [report.delivery.graph for report in last] == [delivery.graph]:
            return replace(noted, already_there=True)
        renewed = DeliveryReport(
            delivery, noted.records, noted.triples, arrival=self._next_arrival()
        )
        told = f"{delivery.received_at.isoformat()} delivered again"
        self._turn(noted, renewed, f"{told}; before: {noted.delivery.received_at.isoformat()}")
        return renewed

    def withdraw(self, graph: str, by: str, at: datetime, because: str) -> DeliveryReport:
        """Let a delivery count for nothing, as if it had never come; its graph stays.

        Raises NotFoundError when there is no such delivery, SlateError when it is withdrawn.
        """
        noted = self._existing(graph)
        if taken := noted.withdrawn:
            raise SlateError(
                f"{noted.delivery.file_name} was withdrawn already, by {taken.by}",
                do="Restore it if it should count again",
            )
        withdrawn = replace(noted, withdrawn=Withdrawal(by, at, because))
        self._turn(noted, withdrawn, f"{at.isoformat()} withdrawn by {by}: {because}")
        return withdrawn

    def restore(self, graph: str, by: str, at: datetime, because: str = "") -> DeliveryReport:
        """Take a withdrawal back: the delivery counts again in the place it had.

        Raises NotFoundError when there is no such delivery, SlateError when it is not withdrawn.
        """
        noted = self._existing(graph)
        if noted.withdrawn is None:
            raise SlateError(
                f"{noted.delivery.file_name} is not withdrawn", do="There is nothing to restore"
            )
        restored = replace(noted, withdrawn=None)
        self._turn(noted, restored, f"{at.isoformat()} restored by {by}: {because}")
        return restored

    def reports(self) -> list[DeliveryReport]:
        """Every complete delivery, withdrawn ones too, oldest first."""
        rows = self._quads.table(DELIVERIES_QUERY).iter_rows(named=True)
        return sorted(map(report_of, rows), key=_order)

    def current(self) -> list[Delivery]:
        """The deliveries that count: most trusted source first, then in the order they came.

        A source and kind may have several: its latest full delivery and the updates after it.
        """
        return current_deliveries(self.reports())

    def sources(self) -> list[str]:
        """Each source of which something counts, once, most trusted first."""
        return list(dict.fromkeys(delivery.source for delivery in self.current()))

    def history(self, graph: str) -> list[str]:
        """What happened to a delivery since it came, oldest first, one sentence each."""
        told = term_frame(self._quads, Graphs.DELIVERIES, Terms.HISTORY)
        return sorted(text for subject, text in told.iter_rows() if subject == graph)

    def clear_incomplete(self) -> None:
        """Remove what a killed import left behind."""
        complete = {report.delivery.graph for report in self.reports()}
        for graph in self._quads.graphs():
            if graph.startswith(_PREFIX) and graph not in complete:
                self._quads.clear(graph)

    def _existing(self, graph: str) -> DeliveryReport:
        noted = self._noted(graph)
        if noted is None:
            raise NotFoundError(f"There is no delivery {graph}", do="See the list of deliveries")
        return noted

    def _noted(self, graph: str) -> DeliveryReport | None:
        return next((r for r in self.reports() if r.delivery.graph == graph), None)

    def _next_arrival(self) -> int:
        last = max((report.arrival for report in self.reports()), default=0)
        return last + 1 + len(self._held or ())

    def _turn(self, old: DeliveryReport, new: DeliveryReport, told: str) -> None:
        history = triple(new.delivery.graph, Terms.HISTORY, literal(told))
        before, after = set(report_lines(old)), {*report_lines(new), history}
        self._change(before - after, after - before)

    def _change(self, removed: set[str], added: set[str]) -> None:
        """One transaction, then the table for those who don't open the graph."""
        if self._held is not None:
            self._held.append((removed, added))
            return
        self._quads.update(
            f"DELETE DATA {{ GRAPH <{Graphs.DELIVERIES}> {{ {' '.join(removed)} }} }};"
            f"INSERT DATA {{ GRAPH <{Graphs.DELIVERIES}> {{ {' '.join(added)} }} }}"
        )
        self._publish()

    def _publish(self) -> None:
        if self._frames is not None:
            reports = self.reports()
            keep_deliveries_frame(self._frames, reports, current_deliveries(reports))


def current_deliveries(reports: Iterable[DeliveryReport]) -> list[Delivery]:
    """Of all reports, oldest first, the deliveries that count (see `DeliveryLog.current`)."""
    told = list(reports)
    keys = {(report.delivery.source, report.delivery.kind) for report in told}
    chains = [chain for key in keys if (chain := current_chain(told, *key))]
    chains.sort(key=_rank)
    return [report.delivery for chain in chains for report in chain]


def current_chain(
    reports: Iterable[DeliveryReport], source: str, kind: DeliveryKind
) -> list[DeliveryReport]:
    """The latest full delivery of a source and the updates after it, without what was withdrawn."""
    chain: list[DeliveryReport] = []
    for report in reports:
        delivery = report.delivery
        if report.withdrawn or (delivery.source, delivery.kind) != (source, kind):
            continue
        chain = [report] if delivery.scope == "full" else [*chain, report]
    return chain


def _order(report: DeliveryReport) -> tuple[int, datetime, str]:
    return report.arrival, report.delivery.received_at, report.delivery.graph


def _rank(chain: list[DeliveryReport]) -> tuple[float, str, str]:
    latest = chain[-1].delivery
    return -latest.trust, latest.source, latest.kind
