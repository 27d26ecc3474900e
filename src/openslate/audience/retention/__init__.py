"""How long viewers stay with an item, minute by minute."""
