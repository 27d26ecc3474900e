"""Tests of the rules that keep the code easy to find one's way in."""
