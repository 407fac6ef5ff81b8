"""The benchmarks. Each module beside this one is a benchmark of its own (bin/bench); `ground` is what they stand on."""
