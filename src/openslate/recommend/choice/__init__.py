"""Which model to keep: tried on what came later, the simplest of those as good as the best."""
