"""Values as suppliers write them, and what they mean: days, numbers, places, ids."""
