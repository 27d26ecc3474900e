"""Reputations of sources and producers: what is kept of them, and what it comes to."""
