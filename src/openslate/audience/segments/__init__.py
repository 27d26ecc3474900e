"""Groups of viewers: by what is known of them and by what they watch."""
