"""Saying openly how content came to be: who asks for it, in which words, and putting it there."""
