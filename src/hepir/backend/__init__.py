"""What every backend gives and takes: artifacts, results."""
