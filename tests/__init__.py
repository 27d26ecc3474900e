"""Tests mirror the tree of the package; architecture, docs, browser and benchmarks stand beside."""
