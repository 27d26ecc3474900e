"""The house's own media exam: what a broadcaster's guard must refuse, and what it must not."""
