"""Tests that fail when documentation and code no longer say the same."""
