"""A day of a linear channel: which item is on air when."""
