"""Who watches: viewers and their events."""
