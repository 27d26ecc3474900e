"""Deliveries: files that come in, the mappings they need, taking back, and exports."""
