"""Learning only what is new, and forgetting a viewer."""
