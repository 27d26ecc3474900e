"""A grounded answer in a language model's words: asked for with facts, kept where facts back it."""
