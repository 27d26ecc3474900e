"""Keeping the model that serves up to date, and free of viewers who are erased."""
