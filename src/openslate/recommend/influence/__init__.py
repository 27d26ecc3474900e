"""What decides: how many places of a page each component answers for."""
