"""Exports: each writes the items of a snapshot in one exchange format."""
