"""Signing files, reading what others signed, and the certificates that this takes."""
