"""What the mark in sound is made of, one idea a file; `marks.sound` puts them together."""
