"""Slate: a neural-symbolic curation and trust engine for media organisations."""

__version__ = "0.1.0"
