"""Files of pictures, sound and video: opened within bounds, written with what they carried."""
