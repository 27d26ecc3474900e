"""Commands: one file a group; they format results and hold no logic."""
