"""What is real: invisible marks, content credentials, fingerprints, disclosure, verification."""
