"""What the shipped heads learn from: labelled messages and their harmless twins, as data."""
