"""Which records are one item, found all at once or link by link."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from openslate.graph.clusters import cluster_links, cluster_records
from openslate.graph.links import ACCEPTED, PAIR, REJECTED, WAITING

IDS = st.sampled_from("abcdef")
LINKS = st.lists(
    st.tuples(
        *(IDS, IDS),
        st.sampled_from([0.5, 0.7, 0.9]),
        st.sampled_from([ACCEPTED, ACCEPTED, REJECTED, WAITING]),
        st.sampled_from([None, "mia"]),
    ).filter(lambda link: link[0] < link[1]),
    max_size=9,
    unique_by=lambda link: link[:2],
)
SCHEMA = {
    **dict.fromkeys(PAIR, pl.String),
    "confidence": pl.Float64,
    "status": pl.String,
    "decided_by": pl.String,
}
RECORDS = pl.DataFrame([("s", one) for one in "abcdef"], ["source", "record"], orient="row")


@given(LINKS)
def test_all_at_once_is_link_by_link(links: list[tuple[object, ...]]) -> None:
    frame = pl.DataFrame([("s", a, "s", b, *rest) for a, b, *rest in links], SCHEMA, orient="row")
    homes = cluster_records(RECORDS, frame).to_list()
    clusters = cluster_links(frame)
    expected = [clusters.home(("s", one)) for one in "abcdef"]
    for i in range(6):
        for j in range(6):
            assert (homes[i] == homes[j]) == (expected[i] == expected[j])


def test_a_link_to_a_record_that_is_gone_joins_nothing() -> None:
    rows = [("s", "a", "s", "b", 0.9, ACCEPTED, None), ("s", "b", "s", "c", 0.9, ACCEPTED, None)]
    links = pl.DataFrame(rows, SCHEMA, orient="row")
    here = RECORDS.filter(pl.col("record").is_in(["a", "c"]))
    assert cluster_records(here, links).n_unique() == 2
