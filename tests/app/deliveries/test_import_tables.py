"""Tables brought in: by a mapping, by a guess that is told, or not at all; problems are kept."""

from pathlib import Path

import pytest
from tests.catalogue.samples import GERMAN, avails_row, write_avails

from openslate.app.deliveries.import_files import ImportCatalogue
from openslate.app.workspace import Workspace
from openslate.catalogue.problem_files import all_problems, read_problems
from openslate.common.errors import SlateError


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "workspace")


@pytest.fixture
def titles(tmp_path: Path) -> Path:
    path = tmp_path / "House Titles.csv"
    path.write_text(GERMAN + "4;Solaris;;bald;;;;;;;\n")
    return path


def test_a_table_is_guessed_and_what_was_guessed_is_told(empty: Workspace, titles: Path) -> None:
    view = ImportCatalogue(empty)(titles)
    assert (view.source, view.rows) == ("house-titles", 4)
    assert "Columns were guessed: Titel-ID as id, Titel as name" in view.sentence
    assert "left out: Ort" in view.sentence
    assert view.problems == ("House Titles.csv, row 5, Produktionsjahr: 'bald' is not a year.",)


def test_who_delivered_may_be_said(empty: Workspace, titles: Path) -> None:
    view = ImportCatalogue(empty, source="studio-x", licence="deal 7", trust=0.9)(titles)
    (report,) = empty.quads.deliveries.reports()
    assert view.source == report.delivery.source == "studio-x"
    assert (report.delivery.licence, report.delivery.trust) == ("deal 7", 0.9)


def test_a_known_file_keeps_its_trust_and_says_so(empty: Workspace, titles: Path) -> None:
    again = ImportCatalogue(empty, source="studio-x", licence="deal 7", trust=0.9)
    again(titles)
    assert again(titles).sentence.endswith("was imported before; nothing changed.")
    said = ImportCatalogue(empty, source="studio-x", licence="deal 7", trust=0.2)(titles).sentence
    assert "It keeps trust 0.9 and licence 'deal 7'" in said


def test_an_update_is_a_delivery_of_its_own(empty: Workspace, titles: Path) -> None:
    ImportCatalogue(empty, update=True)(titles)
    assert [r.delivery.scope for r in empty.quads.deliveries.reports()] == ["update"]


def test_the_problems_of_an_import_are_kept(empty: Workspace, titles: Path) -> None:
    ImportCatalogue(empty)(titles)
    (report,) = empty.quads.deliveries.reports()
    kept = read_problems(empty.folder, report.delivery)
    assert kept
    assert (kept.source, kept.kind, kept.count) == ("house-titles", "works", 1)
    assert (kept.problems[0].row, kept.problems[0].value) == (5, "bald")
    assert list(all_problems(empty.folder)) == [kept]


def test_avails_become_works_and_windows(empty: Workspace, tmp_path: Path) -> None:
    path = write_avails(tmp_path / "a.xlsx", avails_row(), avails_row(Territory="FR"))
    view = ImportCatalogue(empty)(path)
    assert view.sentence == "Recognised as avails. a.xlsx: 3 records from avails."
    kinds = [(r.delivery.kind, r.records) for r in empty.quads.deliveries.reports()]
    assert sorted(kinds) == [("availability", 2), ("works", 1)]
    windows = empty.quads.records_frame("avails", "availability")
    assert windows["territory"].to_list() == ["GB", "FR"]


def test_what_is_not_clear_asks_for_a_mapping(empty: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(SlateError, match=r"not clear enough.*slate map guess FILE --out"):
        ImportCatalogue(empty)(path)
    mapping = tmp_path / "m.yaml"
    mapping.write_text("mapping: m\nsource: m\nid: a\ncolumns: {name: b}\n")
    assert ImportCatalogue(empty)(path, mapping=mapping).rows == 1
    with pytest.raises(SlateError, match="Name only one of them"):
        ImportCatalogue(empty)(path, "movielens", mapping=mapping)


def test_an_edited_mapping_is_no_repetition(empty: Workspace, titles: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "m.yaml"
    written = "mapping: m\nsource: house\nid: [Titel-ID]\ncolumns: {name: Titel}\n"
    mapping.write_text(written)
    assert ImportCatalogue(empty)(titles, mapping=mapping).new == 4
    mapping.write_text(f"# as agreed\n{written}")
    assert ImportCatalogue(empty)(titles, mapping=mapping).new == 0
    mapping.write_text(written.replace("Titel}", "Titel, year: Produktionsjahr}"))
    assert ImportCatalogue(empty)(titles, mapping=mapping).new == 4
    assert empty.quads.records_frame()["year"].drop_nulls().len() == 3
    mapping.write_text(written)  # back to how it was: that delivery counts again
    assert ImportCatalogue(empty)(titles, mapping=mapping).new == 4
    assert empty.quads.records_frame()["year"].drop_nulls().is_empty()
    assert len(empty.quads.deliveries.reports()) == 2
