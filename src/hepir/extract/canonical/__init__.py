"""Canonical statements: what a program says, however it is written."""
