"""What a whole search costs: bins, tables, a classifier and systematic variations, beside its selection alone."""
