"""Trying things out: exploration, who gets which settings, estimates from what was logged."""
