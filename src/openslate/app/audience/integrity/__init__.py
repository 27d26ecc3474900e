"""Whether traffic is genuine: flags, what people decided about them, figures without the rest."""
