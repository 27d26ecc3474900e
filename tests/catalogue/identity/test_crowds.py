"""Names that everybody has do not make the number of compared pairs grow with its square."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from openslate.catalogue.identity import ResolverSettings
from openslate.catalogue.identity.index import build_index
from openslate.catalogue.identity.records import read_entries
from openslate.catalogue.identity.scoring import candidate_pairs

MANY = 2000
SETTINGS = ResolverSettings()


def pairs_of(records: pl.DataFrame) -> int:
    index = build_index(read_entries(records), SETTINGS)
    return candidate_pairs(index, np.ones(index.size, bool), SETTINGS).height


@pytest.mark.parametrize("year", [None, 2001])
def test_thousands_of_records_with_one_name(
    records: Callable[..., pl.DataFrame], year: int | None
) -> None:
    crowd = records([(s, str(n), "Episode 1", year) for s in "ab" for n in range(MANY // 2)])
    assert pairs_of(crowd) <= SETTINGS.most_with_key * MANY
