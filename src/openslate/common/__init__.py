"""Ground shared by every room: clock, ids, seeds, text, errors."""
