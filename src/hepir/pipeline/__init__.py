"""A whole run, from files to results and back to files."""
