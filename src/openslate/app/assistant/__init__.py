"""The assistant joined with catalogue, recommender and rules."""
