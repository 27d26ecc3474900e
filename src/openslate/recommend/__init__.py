"""What to show: scorers, slates, contributions, evaluation."""
