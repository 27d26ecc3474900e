"""What holds for every catalogue: order and direction change nothing, decisions stand."""

from collections.abc import Sequence

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.catalogue.identity import resolve
from openslate.graph.vocabulary import Columns

WORDS = ["The Star", "Star, The", "Star II", "Star 2", "Étoile", "Etoile: The Star", "Hate (Star)"]
GENRES = ["Drama", "Comedy"]
UNTIMED = settings(deadline=None, max_examples=60)
FILMS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from(WORDS),
        st.one_of(st.none(), st.integers(1994, 1997)),
        st.lists(st.sampled_from(GENRES), max_size=2),
    ),
    max_size=9,
)
Film = tuple[str, str, int | None, list[str]]
SCHEMA = {
    Columns.SOURCE: pl.String,
    "name": pl.String,
    "year": pl.Int64,
    "genres": pl.List(pl.String),
    Columns.RECORD: pl.String,
}


def catalogue(films: Sequence[Film]) -> pl.DataFrame:
    rows = [(*film, str(number)) for number, film in enumerate(films)]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


@UNTIMED
@given(films=FILMS, data=st.data())
def test_the_order_of_rows_changes_nothing(films: list[Film], data: st.DataObject) -> None:
    frame = catalogue(films)
    order = data.draw(st.permutations(range(frame.height)))
    found, again = resolve(frame), resolve(frame[order])
    assert found.links.equals(again.links)
    assert found.clusters.equals(again.clusters)


@UNTIMED
@given(films=FILMS)
def test_renaming_the_sources_the_other_way_round_changes_no_pair(films: list[Film]) -> None:
    def linked(frame: pl.DataFrame) -> set[tuple[frozenset[str], float]]:
        links = resolve(frame).links
        rows = links.select(Columns.LEFT_RECORD, Columns.RIGHT_RECORD, Columns.CONFIDENCE)
        return {(frozenset((left, right)), sure) for left, right, sure in rows.iter_rows()}

    two = [film for film in films if film[0] != "c"][:2]
    other = [("b" if film[0] == "a" else "a", *film[1:]) for film in two]
    assert linked(catalogue(two)) == linked(catalogue(other))


@UNTIMED
@given(films=FILMS)
def test_clusters_are_what_accepted_links_join_and_every_record_has_one(
    films: list[Film],
) -> None:
    frame = catalogue(films)
    found = resolve(frame)
    assert found.clusters[Columns.RECORD].sort().to_list() == frame[Columns.RECORD].sort().to_list()
    home = dict(found.clusters.select(Columns.RECORD, Columns.CLUSTER).iter_rows())
    accepted = found.links.filter(pl.col(Columns.STATUS) == "accepted")
    joined = {record: {record} for record in home}
    for left, right in accepted.select(Columns.LEFT_RECORD, Columns.RIGHT_RECORD).iter_rows():
        union = joined[left] | joined[right]
        joined |= dict.fromkeys(union, union)
    assert {frozenset(members) for members in joined.values()} == {
        frozenset(record for record, cluster in home.items() if cluster == name)
        for name in set(home.values())
    }


@UNTIMED
@given(films=FILMS)
def test_rejecting_every_link_leaves_none_of_them(films: list[Film]) -> None:
    frame = catalogue(films)
    links = resolve(frame).links
    rejected = links.with_columns(pl.lit("rejected").alias(Columns.STATUS))
    again = resolve(frame, rejected).links
    sides = links.columns[:4]
    assert again.join(links, on=sides, how="semi").is_empty()


@UNTIMED
@given(films=FILMS)
def test_accepting_every_link_joins_all_of_them(films: list[Film]) -> None:
    frame = catalogue(films)
    links = resolve(frame).links
    accepted = links.with_columns(pl.lit("accepted").alias(Columns.STATUS))
    found = resolve(frame, accepted)
    home = dict(found.clusters.select(Columns.RECORD, Columns.CLUSTER).iter_rows())
    for left, right in links.select(Columns.LEFT_RECORD, Columns.RIGHT_RECORD).iter_rows():
        assert home[left] == home[right]
