"""Dense and sparse matrices, and both as plain arrays for folders."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
import scipy.sparse as sp

Array = np.ndarray
Sparse: TypeAlias = sp.csr_matrix[np.float32]
Matrix: TypeAlias = Array | Sparse


def sparse(matrix: Any) -> Sparse:
    """Any matrix as float32 CSR."""
    found: Sparse = sp.csr_matrix(matrix, dtype=np.float32)
    return found


def dense(matrix: Any) -> Array:
    """Any matrix as a plain array."""
    return matrix if isinstance(matrix, np.ndarray) else np.asarray(matrix.toarray())


def pack_matrix(name: str, matrix: Matrix) -> dict[str, Array]:
    """One array for a dense matrix, four for a CSR one."""
    if isinstance(matrix, np.ndarray):
        return {name: matrix}
    return {
        f"{name}_data": matrix.data,
        f"{name}_indices": matrix.indices,
        f"{name}_indptr": matrix.indptr,
        f"{name}_shape": np.array(matrix.shape, dtype=np.int64),
    }


def unpack_matrix(name: str, arrays: Mapping[str, Array]) -> Matrix:
    """The matrix that `pack_matrix` packed under this name."""
    if name in arrays:
        return arrays[name]
    data, indices, indptr = (arrays[f"{name}_{part}"] for part in ("data", "indices", "indptr"))
    rows, columns = (int(side) for side in arrays[f"{name}_shape"])
    return sp.csr_matrix((data, indices, indptr), shape=(rows, columns))
