"""How it becomes known: readers, mapping, identity resolution, rights windows."""
