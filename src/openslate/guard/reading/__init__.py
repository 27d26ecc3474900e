"""From the turns of a conversation to the facts that norms are asked about."""
