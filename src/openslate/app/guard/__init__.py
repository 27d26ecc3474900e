"""What the guard needs of a workspace, and what people do with it."""
