"""The invisible mark: a 64-bit id in picture or sound, read with the key that it was made with."""
