"""What moderators teach the guard: exemplars, tried on a regression set before they count."""
