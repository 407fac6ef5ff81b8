"""What the benchmarks share: the machine they ran on, a site of their own in the production profile, and its data."""
