"""Language models: each runs drivers, which say segment by segment what may be written."""
