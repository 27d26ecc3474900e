"""The invisible mark: a 64-bit id in picture or sound, read with the key that it was made with."""

ALGORITHM = "org.openslate.mark.1"
"""What soft bindings call it."""
