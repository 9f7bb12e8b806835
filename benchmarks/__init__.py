"""Programs that measure and print; `python -m benchmarks --help` lists what they measure."""
