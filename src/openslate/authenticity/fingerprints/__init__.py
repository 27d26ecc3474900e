"""What a picture, a video or a sound looks like in a few bytes, so that it is known again."""
