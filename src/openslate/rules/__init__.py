"""What people decided: rulebook, compiler, trace, diff."""
