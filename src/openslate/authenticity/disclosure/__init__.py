"""Saying openly how content came to be: which label it needs, by whose word, and putting it there."""
