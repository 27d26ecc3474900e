"""What people do to words so that a filter does not see them, and how each is undone."""
