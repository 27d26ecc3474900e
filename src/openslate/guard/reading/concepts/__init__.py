"""What words mean whatever language they are in: deeds, things and people that norms speak of."""
