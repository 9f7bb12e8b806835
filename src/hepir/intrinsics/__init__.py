"""The built-in functions: one file a family, each with signatures, a reference in plain Python and its columnar form."""
