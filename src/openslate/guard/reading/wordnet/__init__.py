"""What English words are: their classes, what they are a kind of, and their base forms."""
