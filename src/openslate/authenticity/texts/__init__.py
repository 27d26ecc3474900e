"""Text: characters that nobody sees, and the mark in generated words."""
