"""Opening files that nobody vouches for: what they are, within bounds, in a process of its own."""
