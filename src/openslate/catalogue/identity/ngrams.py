"""Near names: the closest names by character n-grams, for what no key brings together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log

import numpy as np
from scipy.sparse import csr_array

SIZE = 3
CHUNK = 256


class NameSpace:
    """Names as TF-IDF vectors of character trigrams, of length one, so that products are cosines.

    Words are padded with blanks, so that their beginnings and ends count.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        grams = [Counter(_grams(text)) for text in texts]
        spread = Counter(gram for counted in grams for gram in counted)
        self._column = {gram: column for column, gram in enumerate(sorted(spread))}
        self._weight = {gram: 1 + log(len(texts) / count) for gram, count in spread.items()}
        self.vectors = self._vectors(grams)

    def _vectors(self, grams: Sequence[Counter[str]]) -> csr_array:
        indptr, indices, data = [0], list[int](), list[float]()
        for counted in grams:
            weights = [(1 + log(n)) * self._weight[gram] for gram, n in counted.items()]
            length = float(np.linalg.norm(weights)) or 1.0
            indices += [self._column[gram] for gram in counted]
            data += [weight / length for weight in weights]
            indptr.append(len(indices))
        shape = (len(grams), len(self._column))
        return csr_array((np.array(data, np.float32), indices, indptr), shape=shape)


def near_pairs(left: csr_array, right: csr_array, least: float) -> Iterator[tuple[int, int]]:
    """Rows of `left` and `right` with a cosine of at least `least`, in bounded memory."""
    columns = right.T.tocsr()
    for start in range(0, left.shape[0], CHUNK):
        cosines = (left[start : start + CHUNK] @ columns).tocoo()
        close = cosines.data >= least
        rows, others = cosines.row[close] + start, cosines.col[close]
        yield from zip(rows.tolist(), others.tolist(), strict=True)


def _grams(text: str) -> Iterator[str]:
    padded = f" {text} "
    return (padded[i : i + SIZE] for i in range(max(1, len(padded) - SIZE + 1)))
