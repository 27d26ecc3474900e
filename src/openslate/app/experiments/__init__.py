"""Exploring, comparing two settings, and estimating what another one would have done."""
