"""How good models are, measured on viewings that they have not seen."""
