"""What every graph store must do; run it on yours.

Give a fixture `quads` with an empty `Quads`, for the first, or `quad_store` with an empty
`QuadStore`, for the second:

    class TestMyQuads(QuadsTests): ...
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from openslate.catalogue.record import SourceRecord
from openslate.common.errors import NotFoundError, SlateError
from openslate.graph.answers import Answer, Limits, Term
from openslate.graph.delivery import Delivery, DeliveryReport, Scope
from openslate.graph.links import ACCEPTED, LINK_SCHEMA, PAIR, REJECTED, WAITING
from openslate.graph.ntriples import literal, triple
from openslate.graph.quad_store import QuadStore
from openslate.graph.quads import Quads
from openslate.graph.vocabulary import RDF, XSD, Columns

MUCH = Limits(rows=100, size=10_000)
MORNING = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ODD = [
    'a "quoted" \\ back\\slash \\u0041',
    "comma, semicolon; 'apostrophe'",
    "one\ntwo\rthree\r\nfour\ttab\x0b\x0c",
    "lines: \x1c\x1d\x1e \x85 \u2028 \u2029 end",
    " blank at both ends ",
    "\u0000 \u0007 \u200f \ufeff e\u0301 \U0001f3ac \U00010348",
    "null",
    "1e5",
]
"""Texts that a store must give back as they are; the separators are all that Python knows."""


class QuadsTests:
    """A store of named graphs: what goes in comes out, and an update is whole or nothing."""

    def test_an_empty_store_holds_nothing(self, quads: Quads) -> None:
        assert quads.graphs() == []
        assert list(quads.dump("urn:g")) == []
        assert quads.table("SELECT ?s WHERE { GRAPH <urn:g> { ?s ?p ?o } }").rows() == []

    def test_lines_loaded_come_out_again(self, quads: Quads) -> None:
        lines = {triple("urn:s", "urn:p", literal(text)) for text in ODD}
        assert quads.load("urn:g", iter(sorted(lines))) == len(ODD)
        assert set(quads.dump("urn:g")) == lines
        assert quads.load("urn:g", iter(())) == 0

    def test_many_lines_are_loaded_in_batches(self, quads: Quads) -> None:
        lines = (triple(f"urn:s{i}", "urn:p", literal(i, "integer")) for i in range(60_000))
        assert quads.load("urn:g", lines) == 60_000
        found = quads.table("SELECT (COUNT(*) AS ?n) WHERE { GRAPH <urn:g> { ?s ?p ?o } }")
        assert found.rows() == [("60000",)]

    def test_a_table_gives_texts_as_they_are(self, quads: Quads) -> None:
        quads.load("urn:g", [triple("urn:s", "urn:p", literal(text)) for text in ODD])
        found = quads.table("SELECT ?o WHERE { GRAPH <urn:g> { ?s ?p ?o } }")
        assert sorted(found["o"]) == sorted(ODD)

    def test_texts_of_an_update_are_as_they_are(self, quads: Quads) -> None:
        lines = {triple("urn:s", "urn:p", literal(text)) for text in ODD}
        quads.update(f"INSERT DATA {{ GRAPH <urn:g> {{ {' '.join(lines)} }} }}")
        assert set(quads.dump("urn:g")) == lines
        quads.update(f"DELETE DATA {{ GRAPH <urn:g> {{ {' '.join(lines)} }} }}")
        assert list(quads.dump("urn:g")) == []

    def test_what_is_unbound_or_empty_is_null(self, quads: Quads) -> None:
        quads.load("urn:g", [triple("urn:a", "urn:p", literal("")), "<urn:b> <urn:q> <urn:c> ."])
        query = "SELECT ?s ?o WHERE { GRAPH <urn:g> { ?s ?p ?x OPTIONAL { ?s <urn:p> ?o } } }"
        assert sorted(quads.table(query).rows()) == [("urn:a", None), ("urn:b", None)]

    def test_values_are_told_in_one_way(self, quads: Quads) -> None:
        values = {literal(41711.5, "number"), literal(-3, "integer"), literal(True, "boolean")}
        quads.load("urn:g", [triple("urn:s", "urn:p", value) for value in values])
        found = quads.table("SELECT ?o WHERE { GRAPH <urn:g> { ?s ?p ?o } }")
        assert sorted(found["o"]) == ["-3", "41711.5", "true"]

    def test_an_update_that_fails_changes_nothing(self, quads: Quads) -> None:
        quads.load("urn:g", ["<urn:s> <urn:p> <urn:o> ."])
        with pytest.raises((SlateError, ValueError, SyntaxError, OSError, RuntimeError)):
            quads.update("CLEAR GRAPH <urn:g>; LOAD <urn:not-there> INTO GRAPH <urn:h>")
        assert list(quads.dump("urn:g")) == ["<urn:s> <urn:p> <urn:o> ."]
        assert quads.graphs() == ["urn:g"]

    def test_answers_are_typed(self, quads: Quads) -> None:
        quads.load("urn:g", ['<urn:s> <urn:p> "due"@it .', triple("urn:s", "urn:p", literal("A"))])
        quads.load("urn:h", [triple("urn:t", "urn:p", literal(3, "integer"))])
        select = "SELECT ?o ?none { ?s ?p ?o } ORDER BY LANG(?o)"
        assert quads.answer(select, "urn:g", MUCH) == Answer(
            ("o", "none"),
            (
                (Term("literal", "A", f"{XSD}string"), None),
                (Term("literal", "due", f"{RDF}langString", "it"), None),
            ),
        )
        named = quads.answer("SELECT ?g ?o { GRAPH ?g { ?g2 ?p ?o } ?s ?q 3 }", "urn:h", MUCH)
        assert sorted(str(row[0] and row[0].value) for row in named.rows) == (
            ["urn:g", "urn:g", "urn:h"]
        )
        itself = quads.answer("SELECT ?s FROM <urn:h> { ?s ?p ?o }", None, MUCH)
        assert itself.rows == ((Term("iri", "urn:t"),),)

    def test_yes_or_no_and_triples_are_answers_too(self, quads: Quads) -> None:
        quads.load("urn:g", [triple("urn:s", "urn:p", literal(text)) for text in ODD])
        (told,) = quads.answer("ASK { ?s ?p ?o }", "urn:h", MUCH).rows
        assert told == (Term("literal", "false", f"{XSD}boolean"),)
        made = quads.answer("CONSTRUCT { ?s <urn:q> ?o } WHERE { ?s ?p ?o }", "urn:g", MUCH)
        assert made.columns == ("subject", "predicate", "object")
        assert {row[1] for row in made.rows} == {Term("iri", "urn:q")}
        assert sorted(str(row[2] and row[2].value) for row in made.rows) == sorted(ODD)

    def test_an_answer_ends_at_its_limits(self, quads: Quads) -> None:
        texts = (triple("urn:s", "urn:p", literal(f"{i:05}")) for i in range(20_000))
        quads.load("urn:g", texts)
        select, make = "SELECT ?o { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"
        rows = quads.answer(select, "urn:g", Limits(3, 10_000))
        assert (len(rows.rows), rows.truncated) == (3, "Only the first 3 rows are here.")
        size = quads.answer(select, "urn:g", Limits(30_000, 52))
        assert (len(size.rows), size.truncated) == (
            *(10, "Only the first 10 rows are here; more than 52 bytes."),
        )
        assert len(quads.answer(make, "urn:g", Limits(3, 10_000)).rows) == 3
        assert len(quads.answer(select, "urn:g", Limits(20_000, 1 << 20)).rows) == 20_000
        assert quads.answer("ASK { ?s ?p ?o }", "urn:g", MUCH).truncated == ""  # nothing is stuck

    def test_no_query_is_said_to_be_none(self, quads: Quads) -> None:
        with pytest.raises(SyntaxError, match="expected"):
            quads.answer("SELECT * ?x WHERE", "urn:g", MUCH)

    def test_graphs_are_those_that_hold_something(self, quads: Quads) -> None:
        for graph in ("urn:b", "urn:a", "urn:c"):
            quads.load(graph, ["<urn:s> <urn:p> <urn:o> ."])
        quads.clear("urn:b")
        quads.clear("urn:never")
        quads.update("DELETE DATA { GRAPH <urn:c> { <urn:s> <urn:p> <urn:o> } }")
        assert quads.graphs() == ["urn:a"]


class QuadStoreTests:
    """Deliveries and links on any engine."""

    @staticmethod
    def deliver(
        store: QuadStore,
        file_hash: str,
        names: dict[str, str],
        *,
        scope: Scope = "full",
        day: int = 0,
        gone: Iterable[str] = (),
    ) -> DeliveryReport:
        """Deliver films by id and name."""
        at = MORNING + timedelta(days=day)
        delivery = Delivery("shop", "f.csv", file_hash, at, "own", 0.5, "test", scope=scope)
        told = [_record(i, row, {"name": name}) for row, (i, name) in enumerate(names.items())]
        return store.add_delivery(delivery, told, gone=gone)

    @staticmethod
    def names(store: QuadStore) -> dict[str, str]:
        frame = store.records_frame(columns=[Columns.RECORD, "name"])
        return dict(frame.iter_rows())

    def test_odd_texts_come_back(self, quad_store: QuadStore) -> None:
        names = {f"id {text}": text for text in ODD}
        self.deliver(quad_store, "aa", names)
        assert self.names(quad_store) == names

    def test_all_kinds_of_values_come_back(self, quad_store: QuadStore) -> None:
        values = {"name": "One", "year": 1994, "cast": ["Zoë", "Abe"], "box_office": 0.1}
        delivery = Delivery("shop", "f.csv", "aa", MORNING, "own", 0.5, "test")
        quad_store.add_delivery(delivery, [_record("1", 7, values)])
        (row,) = quad_store.records_frame().iter_rows(named=True)
        told = {k: v for k, v in row.items() if v is not None}
        assert told == {"source": "shop", "record": "1", "row": 7, **values}

    def test_the_latest_full_delivery_replaces_and_updates_add(self, quad_store: QuadStore) -> None:
        self.deliver(quad_store, "aa", {"1": "One", "2": "Two", "3": "Three"})
        self.deliver(quad_store, "bb", {"2": "Zwei", "4": "Vier"}, scope="update", gone=["1", "9"])
        assert self.names(quad_store) == {"2": "Zwei", "3": "Three", "4": "Vier"}
        self.deliver(quad_store, "cc", {"1": "Uno"}, scope="update")
        assert self.names(quad_store) == {"1": "Uno", "2": "Zwei", "3": "Three", "4": "Vier"}
        self.deliver(quad_store, "dd", {"5": "Five"})
        assert self.names(quad_store) == {"5": "Five"}

    def test_a_record_told_and_gone_at_once_is_here(self, quad_store: QuadStore) -> None:
        self.deliver(quad_store, "aa", {"1": "One"}, scope="update", gone=["1"])
        assert self.names(quad_store) == {"1": "One"}

    def test_a_full_delivery_ends_nothing_by_name(self, quad_store: QuadStore) -> None:
        with pytest.raises(SlateError, match="A full delivery cannot say which records are gone"):
            self.deliver(quad_store, "aa", {"1": "One"}, gone=["2"])
        assert quad_store.deliveries.reports() == []

    def test_the_current_file_again_is_nothing_new(self, quad_store: QuadStore) -> None:
        first = self.deliver(quad_store, "aa", {"1": "One"})
        again = self.deliver(quad_store, "aa", {"1": "Two"}, day=1)
        assert again.already_there
        assert (again.records, again.triples) == (first.records, first.triples) == (1, 4)
        assert again.delivery.received_at == MORNING
        assert self.names(quad_store) == {"1": "One"}

    def test_an_older_file_again_becomes_the_current_one(self, quad_store: QuadStore) -> None:
        self.deliver(quad_store, "aa", {"1": "One"})
        self.deliver(quad_store, "bb", {"2": "Two"}, day=1)
        again = self.deliver(quad_store, "aa", {"1": "One"}, day=2)
        assert (again.already_there, again.records) == (False, 1)
        assert self.names(quad_store) == {"1": "One"}
        (current,) = quad_store.deliveries.current()
        assert current.received_at == MORNING + timedelta(days=2)
        (told,) = quad_store.deliveries.history(current.graph)
        assert told.endswith("delivered again; before: 2026-03-01T09:00:00+00:00")

    def test_deliveries_of_one_moment_keep_their_order(self, quad_store: QuadStore) -> None:
        for file_hash in ("cc", "aa", "bb"):
            self.deliver(quad_store, file_hash, {file_hash: file_hash})
        assert self.names(quad_store) == {"bb": "bb"}
        told = [report.delivery.file_hash for report in quad_store.deliveries.reports()]
        assert told == ["cc", "aa", "bb"]

    def test_withdrawing_is_as_if_it_had_never_come(self, quad_store: QuadStore) -> None:
        log = quad_store.deliveries
        first = self.deliver(quad_store, "aa", {"1": "One"}).delivery
        second = self.deliver(quad_store, "bb", {"2": "Two"}, day=1).delivery
        log.withdraw(second.graph, "mia", MORNING, "wrong file")
        assert self.names(quad_store) == {"1": "One"}
        assert log.current() == [first]
        taken = log.reports()[1].withdrawn
        assert taken is not None
        assert (taken.by, taken.at, taken.because) == ("mia", MORNING, "wrong file")
        log.withdraw(first.graph, "mia", MORNING, "")
        assert self.names(quad_store) == {}
        log.restore(second.graph, "eve", MORNING + timedelta(days=1))
        assert self.names(quad_store) == {"2": "Two"}
        assert log.history(second.graph) == [
            "2026-03-01T09:00:00+00:00 withdrawn by mia: wrong file",
            "2026-03-02T09:00:00+00:00 restored by eve: ",
        ]

    def test_an_update_withdrawn_gives_back_what_it_changed(self, quad_store: QuadStore) -> None:
        self.deliver(quad_store, "aa", {"1": "One", "2": "Two"})
        update = self.deliver(quad_store, "bb", {"1": "Uno"}, scope="update", gone=["2"])
        quad_store.deliveries.withdraw(update.delivery.graph, "mia", MORNING, "wrong")
        assert self.names(quad_store) == {"1": "One", "2": "Two"}

    def test_a_withdrawn_file_again_counts_again(self, quad_store: QuadStore) -> None:
        first = self.deliver(quad_store, "aa", {"1": "One"})
        quad_store.deliveries.withdraw(first.delivery.graph, "mia", MORNING, "wrong")
        again = self.deliver(quad_store, "aa", {"1": "One"}, day=1)
        assert not again.already_there
        assert again.withdrawn is None
        assert self.names(quad_store) == {"1": "One"}

    def test_what_cannot_be_withdrawn_is_one_sentence(self, quad_store: QuadStore) -> None:
        log = quad_store.deliveries
        graph = self.deliver(quad_store, "aa", {"1": "One"}).delivery.graph
        with pytest.raises(SlateError, match=r"f\.csv is not withdrawn"):
            log.restore(graph, "mia", MORNING)
        log.withdraw(graph, "mia", MORNING, "wrong")
        with pytest.raises(SlateError, match="withdrawn already, by mia"):
            log.withdraw(graph, "eve", MORNING, "wrong")
        with pytest.raises(NotFoundError, match="no delivery urn:x"):
            log.withdraw("urn:x", "mia", MORNING, "wrong")

    def test_an_import_that_breaks_off_leaves_nothing(self, quad_store: QuadStore) -> None:
        self.deliver(quad_store, "aa", {"1": "One"})
        delivery = Delivery("shop", "f.csv", "bb", MORNING, "own", 0.5, "test")
        with pytest.raises(SlateError, match="broken"):
            quad_store.add_delivery(delivery, _breaking_off())
        assert self.names(quad_store) == {"1": "One"}
        assert delivery.graph not in quad_store.quads.graphs()

    def test_a_record_told_twice_is_told_once(self, quad_store: QuadStore) -> None:
        delivery = Delivery("shop", "f.csv", "aa", MORNING, "own", 0.5, "test")
        told = [_record("1", 1, {"name": "One"}), _record("1", 2, {"name": "Two"})]
        report = quad_store.add_delivery(delivery, told)
        assert (report.records, report.repeated) == (1, 1)
        assert self.names(quad_store) == {"1": "One"}

    def test_links_are_kept_and_people_win(self, quad_store: QuadStore) -> None:
        links = quad_store.links
        assert links.put(_links(("1", "1", WAITING), (ODD[2], ODD[0], ACCEPTED))) == 2
        assert links.frame().equals(_links(("1", "1", WAITING), (ODD[2], ODD[0], ACCEPTED)))
        links.decide(("a", "1", "b", "1"), REJECTED, "mia")
        assert links.put(_links(("1", "1", ACCEPTED), ("3", "3", WAITING))) == 2
        said = links.frame().select(PAIR[1], Columns.STATUS, Columns.DECIDED_BY)
        assert said.rows() == [("1", REJECTED, "mia"), ("3", WAITING, None)]


def _record(record: str, row: int, values: dict[str, Any]) -> SourceRecord:
    return SourceRecord("shop", record, row, values)


def _breaking_off() -> Iterator[SourceRecord]:
    yield _record("2", 1, {"name": "Two"})
    raise SlateError("The file is broken")


def _links(*told: tuple[str, str, str]) -> pl.DataFrame:
    """Links between record x of source a and record y of source b, ordered by pair."""
    rows = [("a", x, "b", y, 0.5, "names", "same", status, None, "[]") for x, y, status in told]
    return pl.DataFrame(rows, LINK_SCHEMA, orient="row").sort(PAIR)
