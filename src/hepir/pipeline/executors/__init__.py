"""Who counts the units of a run: threads, processes of this machine, workers of a cluster."""
