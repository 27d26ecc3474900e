"""What events say: which of them count, and readers of files of them."""
