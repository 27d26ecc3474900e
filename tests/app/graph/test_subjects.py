"""People, companies and topics of the tiny catalogue, counted by hand from `testing.tiny`."""

import polars as pl
import pytest
from tests.app.pages import item_named

from openslate.app.desk import Desk
from openslate.app.graph.connections import BITS, WRITTEN, Bonds, Connections
from openslate.app.graph.graph_views import Subject
from openslate.common.errors import NotFoundError, SlateError
from openslate.graph.vocabulary import Columns
from openslate.testing.workspace import MadeWorkspace


def around(subject: Subject, kind: str) -> dict[str, int]:
    """Names of one kind with their counts."""
    facets = {facet.kind: facet.named for facet in subject.facets}
    return {each.label: each.items for each in facets.get(kind, ())}


def test_a_person_with_two_films(tiny: Desk) -> None:
    pitt = tiny.subject("people", "brad PITT")
    assert (pitt.name, pitt.items, pitt.years) == ("Brad Pitt", 2, (1995, 1995))
    assert [work.name for work in pitt.works] == ["12 Monkeys", "Seven"]
    assert pitt.roles == {"actor": 2}
    assert pitt.decades == {1990: 2}
    assert around(pitt, "people") == {
        "Andrew Kevin Walker": 1,
        "Bruce Willis": 1,
        "David Fincher": 1,
        "David Peoples": 1,
        "Morgan Freeman": 1,
        "Terry Gilliam": 1,
    }
    assert around(pitt, "companies")["New Line Cinema"] == 1


def test_a_role_narrows_the_works_and_not_the_counts(tiny: Desk) -> None:
    writer = tiny.subject("people", "David Peoples", role="writer")
    assert ([work.name for work in writer.works], writer.total, writer.items) == (
        *(["12 Monkeys", "Blade Runner"], 2),
        2,
    )
    director = tiny.subject("people", "David Peoples", role="director")
    assert (director.works, director.total, director.items) == ((), 0, 2)
    with pytest.raises(SlateError, match="There is no role 'barber'"):
        tiny.subject("people", "David Peoples", role="barber")


def test_countries_are_found_by_code_and_said_in_words(tiny: Desk) -> None:
    germany = tiny.subject("countries", "de")
    assert (germany.name, germany.label) == ("DE", "Germany")
    assert [work.name for work in germany.works] == ["Amélie"]
    assert around(germany, "countries") == {"France": 1}


def test_an_address_may_write_blanks_as_underscores(tiny: Desk) -> None:
    assert tiny.subject("companies", "Walt_Disney_Pictures").items == 1


@pytest.mark.parametrize(
    ("name", "advice"),
    [("Brad Pit", "Did you mean Brad Pitt?"), ("freeman", "Morgan Freeman"), ("qqq", "spelling")],
)
def test_a_name_nobody_has_names_the_nearest(tiny: Desk, name: str, advice: str) -> None:
    with pytest.raises(NotFoundError, match=advice.replace("?", r"\?")):
        tiny.subject("people", name)


def test_search_ranks_the_whole_name_before_a_part(tiny: Desk) -> None:
    assert [(each.kind, each.label) for each in tiny.subjects("brad")] == [("people", "Brad Pitt")]
    assert tiny.subjects("FRANCE")[0].name == "FR"
    assert tiny.subjects("pi")[0].label == "Pixar"
    assert tiny.subjects("p") == tiny.subjects("  ") == ()


def test_one_name_in_three_spellings_is_one() -> None:
    rows = pl.DataFrame(
        {
            Columns.ITEM: [0, 1, 2, 2, 3],
            WRITTEN: ["Penélope Cruz", "Penelope Cruz", "Penélope Cruz", "PENELOPE  CRUZ", "́"],
            BITS: [1, 2, 1, 4, 1],
        }
    )
    bonds = Bonds("people", rows, items=4)
    assert bonds.keys == ["penelope cruz"]  # a name of nothing but an accent is none
    code = bonds.find("penelope_cruz")
    assert code is not None
    assert (bonds.name(code), len(bonds.spellings(code))) == ("Penélope Cruz", 3)
    assert bonds.items_of(code).tolist() == [0, 1, 2]
    assert bonds.bits_of(code) == {0: 1, 1: 2, 2: 5}


def test_counts_are_those_of_the_snapshot(town: Desk) -> None:
    connections = town.connections
    for kind in ("people", "genres", "countries"):
        bonds = connections[kind]
        total = sum(town.subject(kind, bonds.name(code)).total for code in range(len(bonds.keys)))
        assert total == bonds.by_item.nnz == int(bonds.counts.sum())


def test_people_are_known_before_a_model_is_trained(tiny_copy: MadeWorkspace) -> None:
    (tiny_copy.folder / "models" / "current").unlink()
    with tiny_copy.desk() as desk:
        assert desk.subject("people", "Audrey Tautou").items == 1
        assert desk.connections is desk.connections


def test_the_neighbours_of_a_film(tiny: Desk) -> None:
    view = tiny.neighbours("items", item_named(tiny, "12 Monkeys"))
    by_label = {each.label: each for each in view.neighbours}
    assert view.label == "12 Monkeys"
    assert by_label["Brad Pitt"].relation == "actor"
    assert by_label["David Peoples"].relation == "writer"
    assert by_label["Blade Runner (1982)"].relation == "shares David Peoples"
    assert by_label["Seven (1995)"].relation == "shares Brad Pitt"
    people = [each.label for each in view.neighbours if each.group == "people"]
    assert people[:2] == ["Brad Pitt", "David Peoples"]  # they lead to another film
    assert all(each.drawn for each in view.neighbours)


def test_the_neighbours_of_a_person(tiny: Desk) -> None:
    view = tiny.neighbours("people", "Brad Pitt", "items")
    assert [(each.label, each.relation) for each in view.neighbours] == [
        ("12 Monkeys (1995)", "actor"),
        ("Seven (1995)", "actor"),
    ]
    with pytest.raises(SlateError, match="no group 'shoes'"):
        tiny.neighbours("people", "Brad Pitt", "shoes")


def test_a_picture_never_holds_more_than_it_can(town: Desk) -> None:
    genre = town.connections["genres"].name(0)
    view = town.neighbours("genres", genre)
    drawn = [each for each in view.neighbours if each.drawn]
    assert len(drawn) == 23 < len(view.neighbours) <= view.total
    assert {each.group for each in drawn} >= {"items", "people"}


def test_the_catalogue_in_numbers(tiny: Desk) -> None:
    figures = tiny.catalogue()
    assert (figures.items, figures.records) == (8, 13)
    assert figures.sources == {"movielens-100k": 7, "wikidata-films": 6}
    assert (figures.joined, figures.without_name) == (5, 1)
    assert figures.names["people"] == len(Connections(tiny.engine.snapshot)["people"].keys)
