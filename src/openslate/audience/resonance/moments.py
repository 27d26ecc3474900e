"""Sums over the viewers of each segment, from which every figure about them follows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp

from openslate.audience.resonance.dimensions import Dimension
from openslate.common.seeds import seed_for

CELLS = 4_000_000  # viewers x attributes worked on at a time: 32 MB
FIELDS = (
    *("watched", "share", "square", "expected", "expected_square", "product"),
    *("excess", "excess_square", "excess_cube"),
)


@dataclass(frozen=True, eq=False)
class Moments:
    """Sums over groups of viewers; every viewer counts once, however much they watch.

    `share` sums each viewer's share of viewings that have the attribute, `square` its square;
    `expected` the share that follows from the popularity of what they watch (1 where that is not
    allowed for), `product` share times expected; `excess` is the share less what would be expected
    of everybody; `watched` counts the viewers with any such viewing. `values` holds them in the
    order of `FIELDS`: [fields, halves, segments, attributes]; `viewers` is [halves, segments].
    """

    viewers: np.ndarray
    values: np.ndarray

    def __getattr__(self, name: str) -> np.ndarray:
        if name not in FIELDS:
            raise AttributeError(name)
        return np.asarray(self.values[FIELDS.index(name)])

    def __sub__(self, other: "Moments") -> "Moments":
        return Moments(self.viewers - other.viewers, self.values - other.values)

    @property
    def whole(self) -> "Moments":
        """Both halves together."""
        return Moments(self.viewers.sum(axis=0), self.values.sum(axis=1))

    def half(self, half: int) -> "Moments":
        """One half of the viewers."""
        return Moments(self.viewers[half], self.values[:, half])

    @property
    def all(self) -> "Moments":
        """All segments together, in every segment's place; of a half or of both."""
        values = self.values.sum(axis=1, keepdims=True)
        shape = np.broadcast_shapes(values.shape, self.values.shape)
        viewers = np.full_like(self.viewers, self.viewers.sum())
        return Moments(viewers, np.broadcast_to(values, shape))

    @property
    def others(self) -> "Moments":
        """Everybody else, for each segment."""
        return self.all - self


def halves_of(viewers: Sequence[str], *seed: str | int) -> np.ndarray:
    """Half 0 or 1 for each viewer, which depends on the viewer's id alone: int64 [viewers]."""
    return np.array([seed_for(*seed, viewer) & 1 for viewer in viewers], dtype=np.int64)


def expected_shares(viewings: Any, attributes: Any, bands: int) -> tuple[np.ndarray, np.ndarray]:
    """How much of what people watch has each attribute, by how popular it is.

    Gives [viewers, bands], the share of each viewer's viewings in each band of popularity, and
    [bands, attributes], the share of each band's viewings that have the attribute; their product is
    what each viewer would watch of it had they chosen by popularity alone.
    """
    counts = np.asarray(viewings.sum(axis=0)).ravel()
    member = _bands_of(counts, bands)
    weight = member.T.multiply(counts).tocsr()
    inside = np.asarray((weight @ attributes).todense())
    total = np.asarray(weight.sum(axis=1))
    by_band = np.divide(inside, total, out=np.zeros_like(inside), where=total > 0)
    return np.asarray((viewings @ member).todense()), by_band


def _bands_of(counts: np.ndarray, bands: int) -> Any:
    """How much each item is of each band of popularity: CSR [items, bands], rows sum to one.

    Bands stand at equal ratios of popularity. An item lies between two of them, in part in each, so
    that a few viewings more or less change little: with edges between bands, or with ranks,
    intervals would have to allow for items that pass them.
    """
    told = counts[counts > 0]
    least, most = (told.min(), told.max()) if len(told) else (1.0, 1.0)
    ratio = np.log(np.maximum(counts, least) / least) / max(np.log(most / least), 1e-12)
    place = ratio * (bands - 1)
    lower = np.minimum(place.astype(np.int64), bands - 2)
    upper = place - lower
    item = np.arange(len(counts))
    rows, columns = np.tile(item, 2), np.concatenate([lower, lower + 1])
    return sp.csr_matrix(
        (np.concatenate([1 - upper, upper]), (rows, columns)), (len(counts), bands)
    )


def moments_of(
    viewings: Any, attributes: Any, dimension: Dimension, halves: np.ndarray, bands: int = 0
) -> Moments:
    """Moments of every segment of a dimension in each half.

    `viewings` is CSR [viewers, items], `attributes` CSC [items, attributes]; with `bands` above
    zero the popularity of what was watched is allowed for.
    """
    kept = np.flatnonzero(dimension.known)
    shares = _per_viewing(viewings[kept])
    groups = _groups(dimension.codes[kept], halves[kept], len(dimension.segments))
    parts = list(_chunks(shares, attributes, groups, bands))
    values = np.concatenate(parts, axis=-1) if parts else np.zeros((len(FIELDS), len(groups), 0))
    shape = (len(FIELDS), 2, len(dimension.segments), -1 if values.size else 0)
    return Moments(groups.sum(axis=1).reshape(2, -1), values.reshape(shape))


def watchers_of(viewings: Any, attributes: Any, groups: np.ndarray) -> np.ndarray:
    """How many viewers of each group watched each attribute: int64 [groups, attributes].

    `groups` has the number of each viewer's group, from 0 on.
    """
    rows = (np.ones(len(groups)), (groups, np.arange(len(groups))))
    member = sp.csr_matrix(rows)
    width = max(1, CELLS // max(len(groups), 1))
    parts = [
        member @ (np.asarray((viewings @ attributes[:, at : at + width]).todense()) > 0)
        for at in range(0, attributes.shape[1], width)
    ]
    none = np.zeros((member.shape[0], 0))
    return np.asarray(np.rint(np.concatenate([none, *parts], axis=1)), dtype=np.int64)


def _chunks(shares: Any, attributes: Any, groups: np.ndarray, bands: int) -> Iterator[np.ndarray]:
    count = attributes.shape[1]
    width = max(1, CELLS // max(shares.shape[0], 1))
    by_band = expected_shares(shares, attributes, bands) if bands else None
    for start in range(0, count, width):
        columns = slice(start, start + width)
        share = np.asarray((shares @ attributes[:, columns]).todense())
        expected = by_band[0] @ by_band[1][:, columns] if by_band else None
        yield _sums(groups, share, expected)


def _sums(groups: np.ndarray, share: np.ndarray, expected: np.ndarray | None) -> np.ndarray:
    """The fields of `Moments` for some attributes: [fields, groups, attributes]."""
    first, second = groups @ share, groups @ share**2
    head = (groups @ (share > 0), first, second)
    if expected is None:
        ones = np.broadcast_to(groups.sum(axis=1)[:, None], first.shape)
        return np.stack([*head, ones, ones, first, first, second, groups @ share**3])
    ratio = share.sum(axis=0) / np.maximum(expected.sum(axis=0), 1e-12)
    excess = share - ratio * expected
    squares = (groups @ expected**2, groups @ (share * expected))
    thirds = (groups @ excess, groups @ excess**2, groups @ excess**3)
    return np.stack([*head, groups @ expected, *squares, *thirds])


def _per_viewing(viewings: Any) -> Any:
    """Each viewing as a share of what its viewer watched."""
    count = np.asarray(viewings.sum(axis=1)).ravel()
    return sp.csr_matrix(sp.diags(1.0 / np.maximum(count, 1)) @ viewings)


def _groups(codes: np.ndarray, halves: np.ndarray, segments: int) -> np.ndarray:
    """Which viewers are in which half and segment: float64 [2 x segments, viewers]."""
    row = halves * segments + codes
    groups = np.zeros((2 * segments, len(codes)))
    groups[row, np.arange(len(codes))] = 1.0
    return groups
