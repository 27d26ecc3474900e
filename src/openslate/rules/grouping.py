"""Items that have a value in common, such as a director, as groups."""

import numpy as np
import polars as pl

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
