"""A model carried over from watched items to the features of those nobody has watched."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from openslate.recommend.models.closed_form import BLOCK
from openslate.recommend.models.coded_scorer import CodedScorer, Codes, loaded
from openslate.recommend.models.matrices import dense
from openslate.recommend.models.precision import settled
from openslate.recommend.models.stand_ins import StandIns

Array = np.ndarray


@dataclass(frozen=True, eq=False)
class CarriedLoadings:
    """From codes to the inner space of the stand-ins.

    `dense` has a scorer's dense loadings times the stand-ins, worked out once, float32
    [dimensions, inner]. Sparse ones would lose more by becoming dense than they gain, so what
    they add to watched items is carried at each request.
    """

    scorer: CodedScorer
    stand_ins: StandIns
    dense: tuple[Array, ...]

    @classmethod
    def of(cls, scorer: CodedScorer, stand_ins: StandIns) -> "CarriedLoadings":
        """Work out what does not depend on a history."""
        exact = stand_ins.solved.T.astype(np.float64)
        full = [loading for loading in scorer.loadings if not sp.issparse(loading)]
        return cls(scorer, stand_ins, tuple(_settled_product(one, exact) for one in full))

    def inner(self, codes: Codes, rows: int) -> Array:
        """What codes add in the inner space, float32 [rows, inner]."""
        pairs = list(zip(codes, self.scorer.loadings, strict=True))
        own = [code for code, loading in pairs if not sp.issparse(loading)]
        rest = [code @ loading for code, loading in pairs if sp.issparse(loading)]
        total = loaded(own, self.dense, rows, len(self.stand_ins.solved))
        for watched in rest:
            total += dense(watched) @ self.stand_ins.solved.T
        return total


def _settled_product(rows: Array, exact: Array) -> Array:
    """Their product in float64, rounded; large ones are not widened whole."""
    product = np.empty((len(rows), exact.shape[1]), dtype=np.float32)
    for start in range(0, len(rows), BLOCK):
        part = slice(start, start + BLOCK)
        product[part] = settled(rows[part].astype(np.float64) @ exact)
    return product
