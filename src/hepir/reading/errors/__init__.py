"""Diagnostics of the reading stage: HEP08xx."""
