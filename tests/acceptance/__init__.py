"""The product's promises, checked end to end on the demo's real data."""
