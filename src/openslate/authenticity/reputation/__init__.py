"""How far sources and producers have earned trust, by what was verified of them."""
