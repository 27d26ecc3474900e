"""What the mark in video is made of, one idea a file; `marks.video` puts them together."""
