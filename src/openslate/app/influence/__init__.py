"""Measuring what decides the pages, and telling it in plain words."""
