"""What may be said: moral knowledge graph, message facts, norms."""
