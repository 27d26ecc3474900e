"""What descriptions say of items: rare words they share, as sparse numbers.

TF-IDF (Spärck Jones 1972, "A statistical interpretation of term specificity"), by scikit-learn.
"""

from typing import TYPE_CHECKING

import polars as pl
import scipy.sparse as sp

from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD
from openslate.recommend.models.matrices import Sparse, sparse
from openslate.recommend.models.settings import FeatureSettings

if TYPE_CHECKING:
    from sklearn.feature_extraction.text import TfidfVectorizer

DESCRIPTION = FIELD["description"].column
COMMON = 0.2
"""Words in a larger share of the descriptions say nothing of any item, in whatever language."""


def read_words(
    snapshot: Snapshot, settings: FeatureSettings
) -> tuple[Sparse, tuple[tuple[str, str], ...]]:
    """Words of descriptions, float32 CSR [items, words], and their names (kind, word).

    An item's words have the length `settings.words` together; none where there are too few
    descriptions to share any.
    """
    texts = snapshot.item[DESCRIPTION].fill_null("")
    described = int((texts.str.len_chars() > 0).sum())
    if not settings.words or described * COMMON < settings.least_items:
        return sparse(sp.csr_matrix((snapshot.size, 0))), ()
    from sklearn.feature_extraction.text import (
        TfidfVectorizer,
    )  # loads for a second

    weigher = TfidfVectorizer(
        sublinear_tf=True,
        min_df=settings.least_items,
        max_df=int(described * COMMON),
        max_features=settings.most_words,
    )
    return _weighed(weigher, texts, settings.words)


def _weighed(
    weigher: "TfidfVectorizer", texts: pl.Series, weight: float
) -> tuple[Sparse, tuple[tuple[str, str], ...]]:
    try:
        matrix = weigher.fit_transform(texts.to_list())
    except ValueError:  # how scikit-learn says that no word is left
        return sparse(sp.csr_matrix((len(texts), 0))), ()
    names = weigher.get_feature_names_out().tolist()
    return sparse(weight * matrix), tuple((DESCRIPTION, word) for word in names)
