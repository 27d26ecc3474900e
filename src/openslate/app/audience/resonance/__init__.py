"""What resonates with whom: the heat map, the titles behind it, what to commission."""
