"""Measuring models and peers on a workspace's own viewings, and telling what was found."""
