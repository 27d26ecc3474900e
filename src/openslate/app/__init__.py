"""The composition: wires every room from settings into workspace and use cases."""
