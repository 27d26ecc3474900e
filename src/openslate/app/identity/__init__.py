"""Which records are one item: resolving, reviewing, and the snapshot made of it."""
