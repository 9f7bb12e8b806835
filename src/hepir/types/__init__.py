"""What values are: dimensions, units, kinds of objects, and the types of expressions."""
