"""The plan: a typed program bound to a data format, ready for a backend."""
