"""Diagnostics about a program and its publication: HEP0410 to HEP0429."""
