"""Files of pictures, sound and video, opened within bounds and written back with what they carry."""
