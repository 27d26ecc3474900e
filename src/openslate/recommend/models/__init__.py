"""What to show whom: models that score items, and what each score is made of."""
