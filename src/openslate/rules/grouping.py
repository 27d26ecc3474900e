"""What shapes read of all items at once: groups with a value in common, amounts to be summed."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from openslate.common.groups import Groups


def groups_by(column: pl.Series) -> Groups:
    """One group for each value of a column, in order; an item without a value is in none.

    An item whose value is a list is in a group for each of its entries.
    """
    if not isinstance(column.dtype, pl.List):
        return Groups.of_each(column.rank("dense").cast(pl.Int64).fill_null(0).to_numpy() - 1)
    lists = column.list.drop_nulls().list.unique().list.sort()
    values = lists.explode(empty_as_null=False, keep_nulls=False)
    sizes = lists.list.len().fill_null(0).to_numpy()
    starts = np.concatenate([[0], np.cumsum(sizes, dtype=np.intp)])
    return Groups(starts, values.rank("dense").cast(pl.Int64).to_numpy().astype(np.intp) - 1)


def amounts_in(column: pl.Series, if_unknown: float | None) -> NDArray[np.float64]:
    """Amounts by item; a missing or negative one is `if_unknown`, else NaN."""
    amounts = column.cast(pl.Float64).fill_null(float("nan")).to_numpy()
    unknown = np.nan if if_unknown is None else if_unknown
    return np.where(amounts >= 0, amounts, unknown)
