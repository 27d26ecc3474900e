"""What to say: grounded answers about the catalogue, drafts, language-model client."""
