"""Readers: each turns one kind of file into records of the native vocabulary."""
