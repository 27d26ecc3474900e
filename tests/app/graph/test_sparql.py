"""Questions in SPARQL: what they may say, how far they go, and how they end."""

import socket
import subprocess
import sys
from threading import Thread

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.app.graph import sparql
from openslate.app.graph.graph_views import GraphAnswer
from openslate.app.graph.sparql import AskGraph
from openslate.app.graph.sparql_examples import EXAMPLES
from openslate.app.graph.sparql_formats import as_csv, as_turtle, item_of, short
from openslate.app.graph.sparql_guard import checked_form
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.graph.answers import Term
from openslate.testing.workspace import MadeWorkspace

CROSS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def graph(tiny_workspace: MadeWorkspace) -> AskGraph:
    """Questions to seven films. The store is let in one process at a time."""
    return AskGraph(tiny_workspace.open())


def texts(answer: GraphAnswer) -> list[list[str | None]]:
    """The values of an answer's cells."""
    return [[term and term.value for term in row] for row in answer.rows]


def test_a_select_over_items(graph: AskGraph) -> None:
    answer = graph(
        'SELECT ?name ?year { ?film schema:actor/schema:name "Brad Pitt" ; schema:name ?name .'
        " OPTIONAL { ?film slate:year ?year } } ORDER BY ?name"
    )
    assert (answer.form, answer.columns) == ("SELECT", ("name", "year"))
    assert texts(answer) == [["12 Monkeys", "1995"], ["Seven", "1995"]]
    assert answer.rows[0][1] == Term("literal", "1995", "http://www.w3.org/2001/XMLSchema#integer")


def test_yes_or_no_and_triples(graph: AskGraph) -> None:
    assert texts(graph('ASK { ?film schema:name "Seven" }')) == [["true"]]
    answer = graph('DESCRIBE ?film WHERE { ?film schema:name "Seven" }')
    assert answer.columns == ("subject", "predicate", "object")
    assert 'schema:name "Seven"' in as_turtle(answer)
    built = graph('CONSTRUCT { ?f slate:kind "film" } WHERE { ?f schema:name "Seven" }')
    assert len(built.rows) == 1
    with pytest.raises(SlateError, match="Only triples can be written as Turtle"):
        as_turtle(graph("SELECT * { ?s slate:year ?o } LIMIT 1"))


def test_deliveries_are_asked_by_their_graphs(graph: AskGraph) -> None:
    answer = graph(
        "SELECT DISTINCT ?name { GRAPH ?delivery { ?record schema:name ?name }"
        ' FILTER(CONTAINS(?name, "Monkeys")) } ORDER BY ?name'
    )
    assert texts(answer) == [["12 Monkeys"], ["Twelve Monkeys"]]


def test_from_takes_the_place_of_the_items(graph: AskGraph) -> None:
    links = graph("ASK FROM <urn:slate:graph:links> { ?film schema:actor ?who }")
    assert (texts(links), texts(graph("ASK { ?film schema:actor ?who }"))) == (
        *([["false"]], [["true"]]),
    )


@pytest.mark.parametrize("query", [query for _, query in EXAMPLES])
def test_every_example_can_be_asked(graph: AskGraph, query: str) -> None:
    assert graph(query).truncated == ""


def test_an_answer_is_cut_off_at_its_rows_and_says_so(graph: AskGraph) -> None:
    answer = graph("SELECT * { ?s ?p ?o }", 5)
    assert (len(answer.rows), answer.truncated) == (5, "Only the first 5 rows are here.")
    assert len(graph("SELECT * { ?s ?p ?o } LIMIT 5", 5).rows) == 5
    assert graph("SELECT * { ?s ?p ?o } LIMIT 5", 5).truncated == ""


def test_an_answer_is_cut_off_at_its_size(graph: AskGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparql, "MOST_BYTES", 500)
    answer = graph("SELECT * { ?s ?p ?o }")
    assert "more than 500 bytes" in answer.truncated
    assert 0 < sum(len(cell or "") for row in texts(answer) for cell in row) <= 500


def test_a_query_without_end_is_ended_and_the_store_is_free_again(graph: AskGraph) -> None:
    with pytest.raises(SlateError, match="ended after 1 seconds"):
        graph(f"SELECT (COUNT(*) AS ?n) {{ {{ {CROSS} }} }}", seconds=1)
    assert texts(graph('ASK { ?film schema:name "Seven" }')) == [["true"]]


def test_a_graph_in_use_is_said_to_be(tiny_copy: MadeWorkspace) -> None:
    with Workspace.open(tiny_copy.folder) as importing:
        assert importing.quads.deliveries.current()
        with pytest.raises(SlateError, match="The graph is in use, perhaps by an import"):
            AskGraph(importing)("ASK { ?s ?p ?o }")


def test_two_may_ask_at_the_same_time(graph: AskGraph) -> None:
    found: list[GraphAnswer] = []
    askers = [Thread(target=lambda: found.append(graph("ASK { ?s ?p ?o }"))) for _ in range(2)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert [texts(answer) for answer in found] == [[["true"]], [["true"]]]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT * {\n  ?s ?p }", "line 2, character 10: The query can't be read"),
        ("", "The query is empty"),
        ("# nothing", "The query is empty"),
        ("FETCH ?x", "A query can't begin with 'FETCH'"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "line 1: INSERT changes the graph"),
        ("PREFIX a: <urn:a>\nDELETE WHERE { ?s ?p ?o }", "line 2: DELETE changes the graph"),
        ("SELECT * {} ; DROP ALL", "The query can't be read"),
        ("SELECT * FROM <http://a/> { ?s ?p ?o }", "FROM may only name Slate's own graphs"),
        ("SELECT * FROM NAMED <http://a/> { ?s ?p ?o }", "FROM may only name"),
        ("PREFIX graph: <http://a/>\nASK FROM graph:b { ?s ?p ?o }", "FROM may only name"),
        ("ASK { SERVICE <http://a/> { ?s ?p ?o } }", "line 1: SERVICE asks another server"),
        ("ASK {\n service\nSILENT ?x { ?s ?p ?o } }", "line 2: SERVICE asks another server"),
        ("ASK { \\u0053ERVICE <http://a/> {} }", "stands for a plain character"),
        ('ASK { ?s ?p "\\u0022" }', "stands for a plain character"),
        ("ASK { FILTER(?a<'>') SERVICE <http://a/> {} FILTER(?b<'>') }", "SERVICE|apostrophe"),
        ("ASK { ?s ?p <http://a/'> SERVICE <http://a/> {} }", "SERVICE|apostrophe"),
        ("ASK { ?s ?p schema:a\\#b SERVICE <http://a/> {} }", "SERVICE"),
        ("ASK { ?s ?p schema:a\\'b SERVICE <http://a/> {} # '\n}", "SERVICE"),
        ("SELECT * { ?s ?p ?o } #" + "x" * 20_000, "longer than 20,000 characters"),
    ],
)
def test_what_may_not_or_cannot_be_asked(graph: AskGraph, query: str, says: str) -> None:
    with pytest.raises(SlateError, match=says):
        graph(query)


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?s ?p "a streaming service" }',
        "ASK { ?service ?p '''SERVICE \"it's\" ''' }",
        "ASK { ?s schema:service ?o } # SERVICE",
        "ASK { ?s <http://a/service#SERVICE> ?o }",
        'ASK FROM <urn:slate:graph:canonical> { ?s ?p "FROM here" }',
        'PREFIX x: <urn:x>\nASK { ?s ?p "caf\\u00E9"@fr }',
    ],
)
def test_words_in_names_and_texts_are_no_commands(query: str) -> None:
    assert checked_form(query) == "ASK"


PIECES = (
    *("?s ?p 'x' .", '?s ?p "y" .', "?s ?p <urn:a#b> .", "?s ?p <urn:a'b> .", "?s ?p 1 ."),
    *("FILTER(?s<'>')", "FILTER(?s<'#')", 'FILTER(?s>"<")', "FILTER(?s<?p&&?o>?p)"),
    *("?s schema:a\\#b ?o .", "?s schema:a\\'b ?o .", "?s ?p '''it's''' .", "'", '"', "#", "\n"),
    *("?s ?p 'a\\\\' .", "?s ?p 'a\\'b' .", "{", "}", "<", ">", " "),
)
around_service = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)


def reads(query: str) -> bool:
    """Whether the engine takes a text for a query; asking nothing and nobody."""
    try:
        ox.Store().query(query)
    except SyntaxError:
        return False
    except OSError:
        return True  # it would have asked, if that address were one
    return True


@settings(max_examples=300, deadline=None)
@given(before=around_service, after=around_service)
def test_a_service_that_the_engine_sees_is_always_refused(before: str, after: str) -> None:
    query = f"PREFIX schema: <urn:s>\nASK {{{before} SERVICE <urn:x> {{}} {after}}}"
    seen = reads(query) and not reads(query.replace("SERVICE", "SERVICE!"))
    if seen:
        with pytest.raises(SlateError):
            checked_form(query)


def test_the_worker_has_no_network() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    code = (
        "import socket\n"
        "from openslate.app.graph.no_network import give_up_network\n"
        "assert give_up_network()\n"
        f"socket.create_connection(('127.0.0.1', {port}))\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    listener.close()
    assert "PermissionError" in ended.stderr


def test_limits_have_limits(graph: AskGraph) -> None:
    with pytest.raises(SlateError, match="Name 1 to 10,000 rows"):
        graph("ASK {}", 20_000)
    with pytest.raises(SlateError, match="Name 1 to 60 seconds"):
        graph("ASK {}", seconds=0)


def test_a_sheet_runs_no_formula_and_keeps_its_numbers() -> None:
    cells = ("=1+1", "-5", "+1.5", "@x", "plain, with comma", "-x")
    rows = tuple((Term("literal", cell, "urn:text"),) for cell in cells)
    sheet = as_csv(GraphAnswer("SELECT", ("v",), (*rows, (None,)), "", 0.0))
    assert sheet.split("\r\n") == [
        *("v", "'=1+1", "-5", "+1.5", "'@x", '"plain, with comma"', "'-x", '""', ""),
    ]


def test_terms_are_told_shortly() -> None:
    assert short(Term("iri", "urn:slate:record:a:b")) == "record:a:b"
    assert short(Term("iri", "urn:other")) == "urn:other"
    assert item_of(Term("iri", "urn:slate:item:i1")) == "i1"
    assert item_of(Term("literal", "urn:slate:item:i1")) is None
