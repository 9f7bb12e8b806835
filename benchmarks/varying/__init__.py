"""What systematic variations cost, beside the nominal selection alone."""
