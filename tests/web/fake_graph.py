"""The graph behind the fake desk: the real use cases over the sixty films and two studios."""

from functools import cached_property

import polars as pl
from tests.web.films import FILMS, Film

from openslate.app.catalogue.catalogue_figures import CountCatalogue
from openslate.app.graph.connections import Connections
from openslate.app.graph.graph_views import (
    CatalogueFigures,
    GraphAnswer,
    Named,
    Neighbourhood,
    Subject,
)
from openslate.app.graph.neighbours import ShowNeighbours
from openslate.app.graph.sparql import ROWS, SECONDS
from openslate.app.graph.sparql_guard import checked_form
from openslate.app.graph.subject_finder import SubjectFinder
from openslate.app.graph.subjects import ShowSubject
from openslate.common.errors import SlateError
from openslate.graph.answers import Limits
from openslate.graph.embedded import EmbeddedQuads
from openslate.graph.snapshot import TABLES, Snapshot
from openslate.graph.vocabulary import SCHEMA, Columns, Graphs

STUDIOS = {"JP": "Toho", "IT": "Cinecittà"}
CREDITS = [Columns.ITEM, Columns.PERSON, Columns.ROLE, Columns.POSITION]
TAGS = [Columns.ITEM, Columns.TAG_KIND, Columns.TAG]


class FakeGraph:
    """Answers about people, companies and topics of `FILMS`; SPARQL knows their names."""

    @cached_property
    def connections(self) -> Connections:
        return Connections(film_snapshot())

    def subject(
        self, kind: str, name: str, *, role: str | None = None, limit: int = 50, offset: int = 0
    ) -> Subject:
        return ShowSubject(self.connections)(kind, name, role=role, limit=limit, offset=offset)

    def subjects(self, query: str, *, limit: int = 8) -> tuple[Named, ...]:
        return SubjectFinder(self.connections).find(query, limit)

    def neighbours(self, kind: str, key: str, group: str | None = None) -> Neighbourhood:
        return ShowNeighbours(self.connections)(kind, key, group)

    def catalogue(self) -> CatalogueFigures:
        return CountCatalogue(self.connections)()

    def ask_graph(self, query: str, *, limit: int = ROWS, seconds: int = SECONDS) -> GraphAnswer:
        form, quads = checked_form(query), EmbeddedQuads()
        lines = (f'<urn:slate:item:{f.item}> <{SCHEMA}name> "{f.name}" .' for f in FILMS.values())
        quads.load(Graphs.CANONICAL, lines)
        try:
            found = quads.answer(
                f"PREFIX schema: <{SCHEMA}> {query}",
                Graphs.CANONICAL,
                Limits(limit, seconds * 10_000),
            )
        except SyntaxError as error:
            raise SlateError("The query can't be read", where=str(error)) from error
        return GraphAnswer(form, found.columns, found.rows, found.truncated, 0.001)


def film_snapshot() -> Snapshot:
    """A snapshot of `FILMS`: each film's director, genres, country, language and studio."""
    films = list(FILMS.values())
    tables = {name: pl.DataFrame(schema=schema) for name, schema in TABLES.items()}
    tables["item"] = _complete("item", [_item(n, film) for n, film in enumerate(films)])
    tables["credit"] = _complete(
        "credit",
        [
            dict(zip(CREDITS, (n, f.director, "director", 0), strict=True))
            for n, f in enumerate(films)
        ],
    )
    tables["tag"] = _complete(
        "tag", [row for n, film in enumerate(films) for row in _tags(n, film)]
    )
    return Snapshot("s0001-1a2b3c4d", **tables)


def _item(index: int, film: Film) -> dict[str, object]:
    return {
        Columns.ITEM: index,
        Columns.ID: film.item,
        "name": film.name,
        "year": film.year,
        "genres": list(film.genres),
    }


def _tags(index: int, film: Film) -> list[dict[str, object]]:
    said = [("genres", genre) for genre in film.genres]
    said += [("countries", film.country), ("languages", film.language)]
    said += [("companies", STUDIOS[film.country])] if film.country in STUDIOS else []
    return [dict(zip(TAGS, (index, *pair), strict=True)) for pair in said]


def _complete(table: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    """Rows in the table's schema; what they do not say is null."""
    return pl.DataFrame(rows, schema_overrides=TABLES[table], schema=TABLES[table])
