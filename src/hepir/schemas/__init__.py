"""Data formats as data: which branch of a file holds which property of which kind of object."""
