"""Measures of what a row should do for its public, against what chance alone would do.

After RADio (Vrijenhoek et al. 2022). Short lists look unbalanced whatever is in them, so each
measure has the value that a stated neutral recommender would have on a list of that length taken
off: 0 means as neutral as that, for lists of any length.
"""
