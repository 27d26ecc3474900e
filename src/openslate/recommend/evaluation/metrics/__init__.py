"""What lists are measured by, one idea a file; every figure is one viewer's, float64 [viewers]."""
