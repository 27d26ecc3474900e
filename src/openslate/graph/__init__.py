"""What is known: vocabulary, quad store, canonical graph, snapshots."""
