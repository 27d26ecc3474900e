"""Slates for many at once, feeds of rows, and schedules of a channel."""
