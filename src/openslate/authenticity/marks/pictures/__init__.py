"""What the mark in pictures is made of, one idea a file; `marks.picture` puts them together."""
