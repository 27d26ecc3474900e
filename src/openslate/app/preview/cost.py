"""What a new rulebook costs, or gains, in NDCG."""

from collections.abc import Collection, Sequence

import numpy as np

from openslate.app.preview.preview_views import Cost
from openslate.app.preview.sample import HELD_BACK
from openslate.recommend.evaluation.intervals import estimates
from openslate.recommend.evaluation.metrics.hits import Hits
from openslate.recommend.evaluation.metrics.ndcg import ndcg

PLACES = 10
FEW = 30  # viewers below which an interval says little


def cost_of(
    before: Sequence[Sequence[int]],
    after: Sequence[Sequence[int]],
    wanted: Sequence[Collection[int]],
) -> Cost:
    """NDCG@10 of pages (items in reading order) under both rulebooks, one of each a viewer."""
    if not wanted:
        return Cost(
            *(0, HELD_BACK, 0.0, 0.0, 0.0, 0.0, 0.0, False),
            "Nobody in the sample has watched enough for any viewings to be held back.",
        )
    old, new = _ndcg(before, wanted), _ndcg(after, wanted)
    paired = estimates((new - old)[:, None])[0]
    enough = len(wanted) >= FEW
    return Cost(
        viewers=len(wanted),
        held_back=HELD_BACK,
        before=float(old.mean()),
        after=float(new.mean()),
        difference=paired.value,
        low=paired.low,
        high=paired.high,
        enough=enough,
        sentence=_sentence(paired.value, paired.low, paired.high, len(wanted), enough),
    )


def _ndcg(pages: Sequence[Sequence[int]], wanted: Sequence[Collection[int]]) -> np.ndarray:
    places = np.zeros((len(pages), PLACES), dtype=np.bool_)
    for viewer, (page, sought) in enumerate(zip(pages, wanted, strict=True)):
        found = [item in sought for item in page[:PLACES]]
        places[viewer, : len(found)] = found
    return ndcg(Hits(places, np.array([len(sought) for sought in wanted])))


def _sentence(difference: float, low: float, high: float, viewers: int, enough: bool) -> str:
    who = "one viewer" if viewers == 1 else f"{viewers:,} viewers"
    if not enough:
        return f"Only {who} watched enough to hold viewings back: too few to tell."
    if low > 0:
        return f"It finds more of what viewers went on to watch: NDCG@10 {difference:+.4f}."
    if high < 0:
        return f"It costs accuracy: NDCG@10 {difference:+.4f}."
    if not low and not high:
        return "It costs nothing in NDCG@10: the first ten places find as much as before."
    figures = f"NDCG@10 {difference:+.4f}, {low:+.4f} to {high:+.4f}"
    return f"No change in accuracy can be told from chance: {figures}."
