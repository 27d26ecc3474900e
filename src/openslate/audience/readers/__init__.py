"""Readers that turn files about an audience into events and viewers."""
