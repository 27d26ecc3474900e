"""Writes what people said of pairs into the graph, where the resolver and the items follow it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from openslate.app.identity.link_table import STATUS_OF, link_id
from openslate.app.identity.review_links import KIND
from openslate.app.workspace import Workspace
from openslate.graph.links import PAIR, WAITING
from openslate.graph.vocabulary import Columns
from openslate.store.reviews import KeptReview, ReviewStore

Pair = tuple[str, str, str, str]
"""Left source and record, right source and record."""
SCHEMA = dict.fromkeys((*PAIR, Columns.STATUS, Columns.DECIDED_BY), pl.String)


@dataclass(frozen=True)
class ApplyReviews:
    """Makes the graph's links say what the last review of each pair says.

    A pair that nothing proposes any more is written too, so that it holds in a graph made from
    nothing. Done before resolving; doing it again changes nothing.
    """

    workspace: Workspace

    def __call__(self) -> int:
        """How many links changed."""
        reviews = ReviewStore(self.workspace.database).counting(KIND)
        if not reviews:
            return 0
        links = self.workspace.quads.links
        decisions = pl.DataFrame(list(_decisions(reviews, links.frame())), SCHEMA, orient="row")
        return links.decide_many(decisions)


def _decisions(
    reviews: Mapping[str, KeptReview], links: pl.DataFrame
) -> Iterator[tuple[str | None, ...]]:
    """Pair, status and who said so, for the reviews that still tell of a pair."""
    known = {link_id((a, b), (c, d)): (a, b, c, d) for a, b, c, d in links.select(PAIR).iter_rows()}
    by_person = links.filter(pl.col(Columns.DECIDED_BY).is_not_null())
    decided = set(by_person.select(PAIR).iter_rows())
    for link, kept in reviews.items():
        pair, status = known.get(link) or _pair(kept), STATUS_OF.get(kept.review.verdict)
        if pair is None or status is None:
            continue
        if status != WAITING:
            yield *pair, status, kept.review.reviewer
        elif pair in decided:  # what was said is taken back
            yield *pair, status, None


def _pair(kept: KeptReview) -> Pair | None:
    """The pair as it was kept with the review; older reviews keep none."""
    if kept.about is None:
        return None
    (left_source, left), (right_source, right) = kept.about["left"], kept.about["right"]
    return left_source, left, right_source, right
