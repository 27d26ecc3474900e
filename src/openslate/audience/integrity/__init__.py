"""Whether traffic is genuine: evidence about accounts and groups, each with a p-value."""
