"""Asking the graph: people, companies, topics, neighbours, SPARQL."""
