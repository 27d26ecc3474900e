"""Sentences as points: a small neural encoder, read from a folder and run in NumPy (optional)."""
