"""The commands of `slate graph` on the tiny catalogue."""

import json
from pathlib import Path

from tests.cli.conftest import Slate

NAMES = """SELECT ?name {
  ?film schema:actor/schema:name "Brad Pitt" ; schema:name ?name
} ORDER BY ?name"""


def test_a_person_a_company_a_topic(slate: Slate) -> None:
    told = slate.says("graph", "person", "brad pitt")
    assert "Brad Pitt: 2 items, 1995 to 1995" in told
    assert "actor: 2" in told
    assert slate.json("graph", "company", "Pixar")["works"][0]["name"] == "Toy Story"
    assert slate.json("graph", "topic", "DE", "--kind", "countries")["label"] == "Germany"
    assert "Did you mean Brad Pitt?" in slate.fails("graph", "person", "Brad Pit")


def test_near(slate: Slate) -> None:
    told = slate.says("graph", "near", "Brad Pitt", "--kind", "people", "--show", "items")
    assert "12 Monkeys (1995)" in told
    assert "2 of 2 listed." in told


def test_ask_in_every_format(slate: Slate, tmp_path: Path) -> None:
    assert "12 Monkeys" in slate.says("graph", "ask", NAMES)
    assert slate.json("graph", "ask", NAMES)["rows"][1][0]["value"] == "Seven"
    assert json.loads(slate.says("graph", "ask", NAMES, "--format", "json"))["form"] == "SELECT"
    asked = slate("graph", "ask", NAMES, "--format", "csv", "--limit", "1")
    assert asked.stdout.splitlines() == ["name", "12 Monkeys"]
    assert asked.stderr == "Only the first 1 rows are here.\n"
    file = tmp_path / "query.rq"
    file.write_text('DESCRIBE ?f WHERE { ?f schema:name "Seven" }')
    assert 'schema:name "Seven"' in slate.says("graph", "ask", "-f", file, "--format", "turtle")


def test_ask_says_what_is_wrong(slate: Slate) -> None:
    assert "Give either QUERY or --file" in slate.fails("graph", "ask")
    assert "DROP changes the graph" in slate.fails("graph", "ask", "DROP ALL")
    assert "Only triples" in slate.fails("graph", "ask", NAMES, "--format", "turtle")
