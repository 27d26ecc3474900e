"""What an edited rulebook would change, before it goes live."""
