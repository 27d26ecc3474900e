"""One file a package: how it is fitted and asked for scores. Needs NumPy, SciPy and that package.

Each has `fit(matrix, settings)`, which learns from float32 CSR [viewers, items] of ones and gives
a function from rows of it to scores [rows, items]. `worker.py` loads them by their path, in an
interpreter that need not have Slate.
"""
