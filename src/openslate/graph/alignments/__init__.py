"""How Slate's terms relate to other ontologies: a Turtle file for each, read by `alignment`."""
