"""The health of the tiny catalogue, every number of which can be counted by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from openslate.app.catalogue.check_catalogue import CheckCatalogue
from openslate.app.catalogue.findings import FindingsOfItem, ListFindings
from openslate.app.catalogue.health import CatalogueHealth, ListImportProblems, checked
from openslate.app.catalogue.health_views import CheckCount, UnknownEvents
from openslate.app.identity.make_snapshot import MakeSnapshot
from openslate.app.workspace import Workspace
from openslate.catalogue.problem_files import keep_problems
from openslate.catalogue.record import RowProblem
from openslate.common.errors import NotFoundError, SlateError
from openslate.store.events import Event, EventStore
from openslate.testing.tiny import MOVIELENS
from openslate.testing.workspace import MadeWorkspace


@pytest.fixture
def workspace(tiny_workspace: MadeWorkspace) -> Iterator[Workspace]:
    with tiny_workspace.open() as opened:
        yield opened


def test_what_was_found_the_worst_first(workspace: Workspace) -> None:
    health = CatalogueHealth(workspace)()
    assert health.checks == (
        CheckCount("name-required", "Records without a name", "violation", 1, 1),
        CheckCount("window-without-item", "Windows that belong to no item", "warning", 1, 0),
        CheckCount("conflict-name", "Sources disagree: name", "info", 3, 3),
        CheckCount("year-known", "Films without a year", "info", 1, 1),
    )
    assert (health.items, health.records, health.duplicates_waiting) == (8, 13, 0)
    assert health.found("violation") == 1


def test_how_much_each_source_says_and_how_old_it_is(workspace: Workspace) -> None:
    health = CatalogueHealth(workspace)()
    year = {c.source: (c.known, c.records, c.percent) for c in health.coverage if c.field == "year"}
    assert year == {
        "availability": (1, 6, 16.7),
        "movielens-100k": (6, 7, 85.7),
        "wikidata-films": (6, 6, 100.0),
    }
    films = next(s for s in health.sources if s.source == "wikidata-films")
    assert (films.kind, films.records, films.file, films.age_days) == ("works", 6, "movies.db", 1)


def test_every_count_can_be_listed(workspace: Workspace) -> None:
    for check in CatalogueHealth(workspace)().checks:
        assert ListFindings(workspace)(check.check).total == check.findings
    page = ListFindings(workspace)("conflict-name", limit=2, offset=2)
    assert (page.total, page.offset, len(page.found)) == (3, 2, 1)
    assert ListFindings(workspace)("name-required", source="wikidata-films").total == 0
    with pytest.raises(NotFoundError, match="Did you mean name-required"):
        ListFindings(workspace)("name-requird")


def test_an_item_tells_what_was_found_about_it(workspace: Workspace) -> None:
    (found,) = ListFindings(workspace)("name-required").found
    assert (found.source, found.record, found.row) == (MOVIELENS, "7", 8)
    assert found.item is not None
    about = {view.sentence for view in FindingsOfItem(workspace)(found.item)}
    assert about == {"The record has no name.", "The film has no year."}


def test_events_of_records_that_no_item_has(tiny_copy: MadeWorkspace) -> None:
    with tiny_copy.open() as workspace:
        assert CatalogueHealth(workspace)().unknown_events == ()
        events = EventStore(workspace.database)
        for hour in (1, 2, 3):
            at = datetime(2026, 3, 1, hour, tzinfo=UTC)
            events.add("player", Event("1", "x" if hour < 3 else "y", "viewed", None, at))
        expected = UnknownEvents("player", 2, 3, ("x", "y"))
        assert CatalogueHealth(workspace)().unknown_events == (expected,)


def test_the_problems_of_an_import_are_counted_and_listed(tiny_copy: MadeWorkspace) -> None:
    with tiny_copy.open() as workspace:
        delivery = next(d for d in workspace.quads.deliveries.current() if d.source == MOVIELENS)
        problem = RowProblem("f.csv", 3, "year", "MCM", "a year")
        keep_problems(workspace.folder, delivery, [problem], 1200)
        source = next(s for s in CatalogueHealth(workspace)().sources if s.source == MOVIELENS)
        (told,) = ListImportProblems(workspace)(MOVIELENS)
    assert source.problems == told.count == 1200
    assert [p.sentence for p in told.problems] == ["f.csv, row 3, year: 'MCM' is not a year."]


def test_a_snapshot_that_was_not_checked_says_what_to_do(workspace: Workspace) -> None:
    with pytest.raises(SlateError, match="Run 'slate snapshot'"):
        checked(replace(workspace.snapshot(), extra={}))


OWN = """
@prefix : <https://openslate.org/shapes#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix schema: <https://schema.org/> . @prefix slate: <https://openslate.org/ns#> .
:name-required sh:deactivated true .
:year-known a sh:PropertyShape ; sh:targetClass schema:Movie ; sh:path slate:year ; sh:minCount 1 ;
  sh:severity sh:Violation ; sh:message "{record} has no year." .
:long-enough a sh:PropertyShape ; sh:targetClass schema:Movie ; sh:path schema:duration ;
  sh:minInclusive 82 ; sh:message "{name} lasts {value} minutes." ; sh:name "Short films" .
"""


def test_shapes_of_ones_own_are_added_and_win(tiny_copy: MadeWorkspace) -> None:
    with tiny_copy.open() as workspace:
        (workspace.folder / "shapes.ttl").write_text(OWN)
        MakeSnapshot(workspace)()
        counts = {c.check: (c.severity, c.findings) for c in CatalogueHealth(workspace)().checks}
        (found,) = ListFindings(workspace)("long-enough").found
    assert "name-required" not in counts
    assert counts["year-known"] == counts["long-enough"] == ("violation", 1)
    assert (found.sentence, found.name) == ("Toy Story lasts 81 minutes.", "Toy Story")


def test_shapes_that_the_settings_name_must_be_there(tiny_copy: MadeWorkspace) -> None:
    settings = tiny_copy.folder / "slate.toml"
    text = settings.read_text().replace('shapes = "shapes.ttl"', 'shapes = "house.ttl"')
    settings.write_text(text)
    with tiny_copy.open() as workspace, pytest.raises(SlateError, match="shapes can't be read"):
        CheckCatalogue(workspace).shapes()


def test_a_mistake_in_ones_own_shapes_makes_no_snapshot(tiny_copy: MadeWorkspace) -> None:
    with tiny_copy.open() as workspace:
        before = workspace.snapshot().name
        (workspace.folder / "shapes.ttl").write_text(OWN.replace("sh:minInclusive", "sh:sparql"))
        with pytest.raises(SlateError, match="uses sh:sparql, which Slate can't check"):
            MakeSnapshot(workspace)()
        assert workspace.snapshot().name == before
        assert not list(Path(workspace.snapshots).glob("unfinished"))
