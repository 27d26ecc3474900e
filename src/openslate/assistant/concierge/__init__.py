"""Understands what viewers ask of the catalogue, and says what it found; no model is needed."""
