"""Other people's recommenders in the same harness, each in a process of its own."""
