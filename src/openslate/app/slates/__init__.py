"""What a viewer is shown: the rows, the reasons, the record of it."""
