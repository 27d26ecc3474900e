"""What was understood, in pieces that can be taken away one by one."""

from openslate.assistant.concierge.chips import chips_of
from openslate.assistant.concierge.query_text import read_query

QUERY = "find; year 1990..1999; not genres = Horror; countries = FR; sort year desc; page 3"


def test_each_piece_has_its_words_and_the_query_without_it() -> None:
    query = read_query(QUERY)
    (year, _, _) = query.conditions
    chips = chips_of(query, {year: "the nineties"}, {"FR": "France"})
    assert [(chip.field, chip.value, chip.said) for chip in chips] == [
        ("Year", "1990 to 1999", "the nineties"),
        ("Not: genre", "Horror", ""),
        ("From", "France", ""),
        ("Order", "newest first", ""),
    ]
    assert chips[0].without == "find; not genres = Horror; countries = FR; sort year desc"
    assert chips[3].without == "find; year 1990..1999; not genres = Horror; countries = FR"


def test_taking_all_away_one_by_one_leaves_nothing_asked() -> None:
    query = read_query(QUERY)
    while chips := chips_of(query, {}, {}):
        query = read_query(chips[0].without)
    assert query == read_query("find")


def test_the_name_a_fact_is_asked_of_stays() -> None:
    (title,) = chips_of(read_query("fact cast; title = Alien"), {}, {})
    assert title.without == ""
