"""What the catalogue is like: checks, health, rights, and the story of an item."""
