"""Whole resolutions, small enough to be checked by hand."""

from collections.abc import Callable

import polars as pl
import pytest

from openslate.catalogue.identity import ResolverSettings, resolve
from openslate.common.errors import SlateError
from openslate.graph.vocabulary import Columns

Records = Callable[..., pl.DataFrame]
SIDES = (Columns.LEFT_SOURCE, Columns.LEFT_RECORD, Columns.RIGHT_SOURCE, Columns.RIGHT_RECORD)


def pairs(links: pl.DataFrame, status: str = "accepted") -> set[tuple[str, str]]:
    found = links.filter(pl.col(Columns.STATUS) == status)
    return set(found.select(Columns.LEFT_RECORD, Columns.RIGHT_RECORD).iter_rows())


def works(clusters: pl.DataFrame) -> list[list[str]]:
    grouped = clusters.group_by(Columns.CLUSTER).agg(pl.col(Columns.RECORD).sort())
    return sorted(grouped[Columns.RECORD].to_list())


def decided(*rows: tuple[str, str, str, str, str]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=[*SIDES, Columns.STATUS], orient="row")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (("12 Monkeys", 1995, ["Crime"]), ("Twelve Monkeys", 1995, ["Sci-Fi"]), True),
        (("Il Postino: The Postman", 1994, ["Drama"]), ("Postino, Il", 1994, ["Drama"]), True),
        (("Seven", 1995, ["Crime"]), ("Seven (Se7en)", 1995, ["Crime"]), True),
        (("Gazon maudit", 1995, ["Comedy"]), ("French Twist (Gazon maudit)", 1995, None), True),
        (("Caro diario", 1993, ["Comedy"]), ("Caro Diario (Dear Diary)", 1994, ["Comedy"]), True),
        (("Heat", 1995, None), ("Heat", 1986, None), False),
        (("Psycho", 1960, ["Horror"]), ("Psycho", 1998, ["Horror"]), False),
        (("Dark Water", 2002, ["Horror"]), ("Dark Water", 2005, ["Horror"]), False),
        (("Pusher 2", 2004, ["Crime"]), ("Pusher 3", 2004, ["Crime"]), False),
        (("Batman", 1989, ["Action"]), ("Batman Returns", 1992, ["Action"]), False),
        (("Butterfly", 2000, ["Documentary"]), ("Butterfly", 1999, ["Drama"]), False),
        (("Heat", None, None), ("Heat", 1995, None), False),
    ],
)
def test_two_records_are_the_same_film_or_not(
    records: Records, left: tuple[object, ...], right: tuple[object, ...], same: bool
) -> None:
    found = resolve(records([("a", "1", *left), ("b", "2", *right)]))
    assert (pairs(found.links) == {("1", "2")}) is same


def test_three_sources_and_a_duplicate_become_one_work(records: Records) -> None:
    found = resolve(
        records(
            [
                ("a", "a1", "Ulee's Gold", 1997, ["Drama"]),
                ("a", "a2", "Ulee's Gold", 1997, ["Drama"]),
                ("b", "b1", "Ulee\u2019s Gold", 1997, ["Drama"]),
                ("c", "c1", "Ulee's Gold (1997)", None, ["Drama", "Romance"]),
                ("c", "c2", "Ulee's Silver (1997)", None, ["Drama"]),
            ]
        )
    )
    assert works(found.clusters) == [["a1", "a2", "b1", "c1"], ["c2"]]


def test_one_source_may_have_two_films_of_one_name_and_year(records: Records) -> None:
    """MovieLens has two called War of the Worlds (2005); their genres differ."""
    found = resolve(
        records(
            [
                ("a", "1", "War of the Worlds", 2005, ["Action", "Sci-Fi"]),
                ("a", "2", "War of the Worlds", 2005, ["Drama", "Thriller"]),
                ("b", "3", "Noise", 2007, ["Drama"], ["Henry Bean"]),
                ("b", "4", "Noise", 2007, ["Drama"], ["Matthew Saville"]),
            ]
        )
    )
    assert pairs(found.links) == set()


def test_the_better_of_two_takes_the_link(records: Records) -> None:
    found = resolve(
        records(
            [
                ("a", "1", "Hamlet", 1996, ["Drama"]),
                ("b", "2", "Hamlet", 1996, ["Drama"]),
                ("b", "3", "Hamlet", 1995, ["Comedy"]),
            ]
        )
    )
    assert pairs(found.links) == {("1", "2")}
    assert pairs(found.links, "waiting") == set()


def test_two_that_are_equally_close_wait_for_a_person(records: Records) -> None:
    found = resolve(
        records(
            [
                ("a", "1", "The Take", 2007, ["Drama"]),
                ("b", "2", "The Take", 2007, ["Drama"], ["Brad Furman"]),
                ("b", "3", "The Take", 2007, ["Drama"], ["Charles Oliver"]),
            ]
        )
    )
    assert pairs(found.links) == set()
    assert pairs(found.links, "waiting") == {("1", "2")}
    assert "The Take (2007) is nearly as close" in found.links[Columns.EVIDENCE][0]


def test_neighbouring_remakes_go_to_their_own_years(records: Records) -> None:
    found = resolve(
        records(
            [
                ("a", "1", "The Girl with the Dragon Tattoo", 2009, ["Drama"]),
                ("a", "2", "The Girl with the Dragon Tattoo", 2011, ["Drama"]),
                ("b", "3", "Girl with the Dragon Tattoo, The", 2011, ["Drama"]),
                ("b", "4", "Girl with the Dragon Tattoo, The", 2010, ["Drama"]),
            ]
        )
    )
    assert pairs(found.links) == {("2", "3"), ("1", "4")}


def test_a_shared_director_tells_and_another_one_too(records: Records) -> None:
    found = resolve(
        records(
            [
                ("a", "1", "Stalingrad", 1993, ["War"], ["Joseph Vilsmaier"]),
                ("b", "2", "Stalingrad", 1991, ["War"], ["Joseph Vilsmaier"]),
                ("a", "3", "Zodiac", 2007, ["Crime"], ["David Fincher"]),
                ("b", "4", "Zodiac", 2006, ["Crime"], ["Alexander Bulkley"]),
            ]
        )
    )
    assert pairs(found.links) == {("1", "2")}


def test_a_shared_id_links_records_of_other_names(records: Records) -> None:
    rows = [
        ("a", "1", "Evil Angels", 1988, ["Drama"], None, None, None, "tt0094924"),
        ("b", "2", "A Cry in the Dark", 1988, ["Drama"], None, None, None, "tt0094924"),
        ("a", "3", "Hero", 2002, ["Action"], None, None, None, "tt0299977"),
        ("b", "4", "Hero", 2002, ["Action"], None, None, None, "tt9999999"),
    ]
    found = resolve(records(rows))
    assert pairs(found.links) == {("1", "2")}
    assert found.links[Columns.METHOD].to_list() == ["external-id"]


def test_a_rejected_pair_is_neither_linked_nor_proposed(records: Records) -> None:
    catalogue = records([("a", "1", "Fall", 1997, ["Drama"]), ("b", "2", "Fall", 1997, ["Drama"])])
    assert pairs(resolve(catalogue).links) == {("1", "2")}
    found = resolve(catalogue, decided(("b", "2", "a", "1", "rejected")))
    assert found.links.is_empty()
    assert works(found.clusters) == [["1"], ["2"]]


def test_a_rejection_holds_for_whole_clusters(records: Records) -> None:
    """a1 and a2 are one film; b1 was said not to be a2, so it is not a1 either."""
    catalogue = records(
        [
            ("a", "a1", "Fall", 1997, ["Drama"]),
            ("a", "a2", "Fall", 1997, ["Drama"]),
            ("b", "b1", "Fall", 1997, ["Drama"]),
        ]
    )
    found = resolve(catalogue, decided(("a", "a2", "b", "b1", "rejected")))
    assert works(found.clusters) == [["a1", "a2"], ["b1"]]


def test_an_accepted_pair_is_linked_whatever_the_score(records: Records) -> None:
    catalogue = records(
        [
            ("a", "1", "What If", 2013),
            ("b", "2", "The F Word", 2013),
            ("b", "3", "What If", 2013),
        ]
    )
    found = resolve(catalogue, decided(("a", "1", "b", "2", "accepted")))
    assert works(found.clusters) == [["1", "2"], ["3"]]
    assert found.links.select(Columns.CONFIDENCE, Columns.METHOD).rows() == [(1.0, "decided")]


def test_decisions_about_records_that_are_gone_change_nothing(records: Records) -> None:
    found = resolve(records([("a", "1", "Fall", 1997)]), decided(("a", "1", "b", "9", "accepted")))
    assert found.links.is_empty()


def test_contradicting_decisions_are_asked_again(records: Records) -> None:
    catalogue = records([("a", "1", "X"), ("b", "2", "Y"), ("c", "3", "Z")])
    found = resolve(
        catalogue,
        decided(
            ("a", "1", "b", "2", "accepted"),
            ("b", "2", "c", "3", "accepted"),
            ("a", "1", "c", "3", "rejected"),
        ),
    )
    assert works(found.clusters) == [["1", "2"], ["3"]]
    assert pairs(found.links, "waiting") == {("2", "3")}


def test_a_pair_cannot_be_accepted_and_rejected(records: Records) -> None:
    said = decided(("a", "1", "b", "2", "accepted"), ("b", "2", "a", "1", "rejected"))
    with pytest.raises(SlateError, match="both accepted and rejected"):
        resolve(records([("a", "1", "X"), ("b", "2", "Y")]), said)


def test_a_record_that_comes_twice_is_an_error(records: Records) -> None:
    with pytest.raises(SlateError, match="'1' comes twice"):
        resolve(records([("a", "1", "X"), ("a", "1", "Y")]))


def test_a_missing_column_is_an_error() -> None:
    with pytest.raises(SlateError, match="no column 'record'"):
        resolve(pl.DataFrame({Columns.SOURCE: ["a"]}))
    with pytest.raises(SlateError, match="no column 'status'"):
        resolve(
            pl.DataFrame({Columns.SOURCE: ["a"], Columns.RECORD: ["1"], "name": ["X"]}),
            pl.DataFrame(schema=list(SIDES)),
        )


def test_nothing_in_nothing_out(records: Records) -> None:
    found = resolve(records([]))
    assert found.links.is_empty()
    assert found.clusters.is_empty()


def test_records_without_a_name_stay_alone(records: Records) -> None:
    found = resolve(records([("a", "1", None, 1997), ("b", "2", "...", 1997)]))
    assert works(found.clusters) == [["1"], ["2"]]


def test_settings_survive_being_saved() -> None:
    settings = ResolverSettings(accept=0.7)
    assert ResolverSettings.model_validate_json(settings.model_dump_json()) == settings
