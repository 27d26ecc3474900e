"""Rows of items: the best in the best slots, under what editors asked for."""
