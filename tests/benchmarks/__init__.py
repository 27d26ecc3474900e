"""Benchmarks: `scripts/bench NAME` runs `bench_NAME.main()`, which writes docs/evaluation."""
